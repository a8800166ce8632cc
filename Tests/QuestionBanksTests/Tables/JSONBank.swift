import ContestModel
import Foundation

/// A bank in the native format's JSON, written by Foundation and not by the code under test.
enum JSONBank {
    static func bytes(_ bank: QuestionBank) throws -> [UInt8] {
        let questions = bank.questions.map { question -> [String: Any] in
            var fields: [String: Any] = [
                "id": question.id, "type": question.type.rawValue, "stem": question.stem,
                "explanation": question.explanation, "category": question.category,
                "knowledge_point": question.knowledgePoint, "difficulty": Int(question.difficulty),
                "pool": question.pool,
            ]
            if question.type == .trueFalse {
                fields["key"] = question.key.contains(0)
            } else {
                fields["options"] = question.options
                fields["key"] = question.key.indices.map { Array("ABCDEFGH")[$0] }.map(String.init)
            }
            guard let basis = question.basis else { return fields }
            var parts = ["law": basis.law]
            parts["version"] = basis.version
            parts["article"] = basis.article
            parts["valid_from"] = basis.validFrom.map { "\(CivilDate($0))" }
            parts["valid_until"] = basis.validUntil.map { "\(CivilDate($0))" }
            fields["basis"] = parts
            return fields
        }
        let tree: [String: Any] = [
            "bank": bank.bank, "title": bank.title, "published": bank.published,
            "questions": questions,
        ]
        return [UInt8](try JSONSerialization.data(withJSONObject: tree))
    }
}
