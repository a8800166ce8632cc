// What a withdrawn question means for what depends on how many are right, from `withdrawal` of the
// rules; what is missing is as below.
//
//     {"fullMarks":"remaining","lots":"lowered","thresholds":"lowered"}

/// What becomes of thresholds, lots and full marks when a question is withdrawn.
struct Withdrawal: Decodable, Hashable {
    let fullMarks: FullMarks
    let lots: Steps
    let thresholds: Steps

    /// Where the rules say nothing.
    static let usual = Withdrawal(fullMarks: .remaining, lots: .lowered, thresholds: .lowered)

    enum FullMarks: String, Decodable {
        /// All questions that remain are right.
        case remaining
        /// That, and none was withdrawn.
        case drawn
    }

    enum Steps: String, Decodable {
        /// A withdrawn question helps as if it were right.
        case lowered
        /// Only right questions help.
        case kept
    }

    private enum CodingKeys: String, CodingKey {
        case fullMarks
        case lots
        case thresholds
    }

    init(fullMarks: FullMarks, lots: Steps, thresholds: Steps) {
        self.fullMarks = fullMarks
        self.lots = lots
        self.thresholds = thresholds
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let usual = Withdrawal.usual
        fullMarks =
            try container.decodeIfPresent(FullMarks.self, forKey: .fullMarks) ?? usual.fullMarks
        lots = try container.decodeIfPresent(Steps.self, forKey: .lots) ?? usual.lots
        thresholds =
            try container.decodeIfPresent(Steps.self, forKey: .thresholds) ?? usual.thresholds
    }
}
