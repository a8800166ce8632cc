public import ContestModel
internal import Foundation

extension BankWriting {
    /// A bank in the native format's JSON, as the HTTP interface takes it.
    ///
    /// With it a table that was read on the organiser's machine goes the way of every other bank. The
    /// keys are sorted, so the same bank makes the same bytes, and it reads back equal.
    ///
    /// - Throws: What encoding throws.
    /// - Complexity: O(bank).
    public static func json(_ bank: QuestionBank) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(NativeBank(bank)))
    }
}

/// The native tree of a bank; nil leaves a key out.
private struct NativeBank: Encodable {
    var bank: String
    var title: String
    var published: Bool
    var questions: [NativeQuestion]

    init(_ bank: QuestionBank) {
        self.bank = bank.bank
        title = bank.title
        published = bank.published
        questions = bank.questions.map(NativeQuestion.init)
    }
}

private struct NativeQuestion: Encodable {
    var id: String
    var type: String
    var stem: String
    var options: [String]?
    var key: String
    var explanation: String
    var category: String
    var knowledgePoint: String
    var difficulty: Int
    var pool: String
    var basis: NativeBasis?

    init(_ question: Question) {
        id = question.id
        type = question.type.rawValue
        stem = question.stem
        options = question.type == .trueFalse ? nil : question.options
        key = BankTemplate.key(question)
        explanation = question.explanation
        category = question.category
        knowledgePoint = question.knowledgePoint
        difficulty = Int(question.difficulty)
        pool = question.pool
        basis = question.basis.map(NativeBasis.init)
    }
}

private struct NativeBasis: Encodable {
    var law: String
    var version: String?
    var article: String?
    var validFrom: String?
    var validUntil: String?

    init(_ basis: StatutoryBasis) {
        law = basis.law
        version = basis.version
        article = basis.article
        validFrom = basis.validFrom.map { BankTemplate.date($0) }
        validUntil = basis.validUntil.map { BankTemplate.date($0) }
    }
}
