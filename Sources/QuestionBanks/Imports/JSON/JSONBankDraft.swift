// JSON banks: our own schema, and the shapes in which other programs write theirs.
//
// Ours is the tree that BankFormat.swift describes (and `QuestionBanks/bank.schema.json` publishes). It is
// read strictly: an unknown key is an error. Any other tree that holds a list of questions is read
// by what its fields are called, whatever the case and with or without `_`, `-` and spaces:
//
//     {"data": {"list": [                               a list at the top, or under data, list, items,
//       {"题型": "单选题", "content": "问？",              questions, 题目 and the like
//        "options": ["甲", "乙"], "answer": "B"},         a letter, "ABD", "A、C"
//       {"title": "问？", "A": "甲", "B": "乙", "C": "丙",  options as fields A … H, optionA …
//        "answer": [0, 2]},                             positions, from 0 or from 1
//       {"question": "问？", "answer": "乙",              the option's text
//        "choices": [{"key": "A", "text": "甲"}, …]},
//       {"stem": "问？", "options": {"A": "甲", …}, "correct": true}, …
//
// Positions are only read where the file itself shows from where they count: a 0 occurs, or one
// that equals the number of its question's options. Otherwise they are an error, since a guess would
// shift every key of the bank by one without anybody seeing it.

/// Tells our own JSON from other programs' and reads either into a draft.
enum JSONBankDraft {
    /// The draft; nil after an error.
    static func draft(_ root: FileNode, _ log: FindingLog) -> BankDraft? {
        guard let envelope = ForeignEnvelope.find(in: root), !isNative(root, envelope.items) else {
            return TreeBankDraft.draft(root, log)
        }
        return ForeignJSONBank.draft(envelope, log)
    }

    /// Whether a tree that holds a list of questions is meant in our own schema.
    ///
    /// With the key `bank` one stem is enough; without it, a question must say everything in our own
    /// words, so that a forgotten `bank` is still pointed out.
    private static func isNative(_ root: FileNode, _ items: [FileNode]) -> Bool {
        guard case .mapping(let mapping) = root,
            mapping.entries.contains(where: { $0.key == "questions" })
        else { return false }
        let questions = items.compactMap { item -> Set<String>? in
            guard case .mapping(let fields) = item else { return nil }
            return Set(fields.entries.map(\.key))
        }
        if mapping.entries.contains(where: { $0.key == "bank" }) {
            return questions.contains { $0.contains("stem") }
        }
        return questions.contains {
            $0.isSuperset(of: ["id", "stem", "key", "type"])
                && $0.isSubset(of: TreeBankDraft.questionKeys)
        }
    }
}
