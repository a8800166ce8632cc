import ContestModel

/// What grading needs to know of one question, in eight bytes.
struct PackedKey {
    /// Which key holds.
    enum Standing: UInt8 {
        /// The one in `key`.
        case bank
        /// Several, which the grader keeps apart.
        case several
        /// Any response, and none.
        case everyone
        /// The question no longer counts.
        case withdrawn
    }

    /// What a right response earns.
    let worth: Points
    /// The bank's key.
    let key: OptionMask
    /// Which key holds.
    let standing: Standing
    /// Whether a part of the key may earn a part of the worth.
    let allowsParts: Bool

    /// Packs a question under a revision of its key, or under none.
    init(_ question: Question, revision: AcceptedKey?, rules: ScoringRules) {
        worth = rules.worth(of: question.type)
        key = question.key
        allowsParts = question.type == .multiple && rules.partialCredit != .allOrNothing
        standing =
            switch revision {
            case nil: .bank
            case .keys: .several
            case .everyone: .everyone
            case .withdrawn: .withdrawn
            }
    }
}
