/// What an amendment says of the key of one question, in some versions of the bank.
struct KeyRuling {
    let bankVersions: [Int64]
    let question: String
    let ruling: Ruling

    struct Details: Decodable {
        let bankVersions: [Int64]
        let keys: [UInt8]?
        let question: String
    }

    init(_ details: Details, kind: String) throws {
        guard !details.bankVersions.isEmpty else { throw UnreadableDetails("bankVersions") }
        bankVersions = details.bankVersions
        question = details.question
        let keys = details.keys ?? []
        switch kind {
        case "credit_question": ruling = .credited
        case "withdraw_question": ruling = .withdrawn
        default:
            let isOne = kind == "revise_key"
            guard !keys.contains(0), isOne ? keys.count == 1 : Set(keys).count >= 2 else {
                throw UnreadableDetails("keys")
            }
            ruling = .keys(keys)
        }
    }
}

/// What holds of a question instead of the bank's own key.
enum Ruling: Hashable {
    /// Each of these is right.
    case keys([UInt8])
    /// Whoever drew it has it right, answered or not.
    case credited
    /// It counts for nothing and in nothing.
    case withdrawn
}

/// The rulings on a bank's questions, by their index in the bank.
typealias Rulings = [Int: Ruling]
