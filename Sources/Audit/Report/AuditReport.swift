/// What an audit found, with the figures that it worked out itself.
///
/// As JSON the keys are in snake case: `attempts_uncounted`, `difference_total` …
public struct AuditReport: Codable, Sendable {
    /// The contest's name, from the latest rules; empty when no rules can be read.
    public var contest: String
    /// The last fact that was audited.
    public var sequence: Int64
    /// The link of the last whole batch up to `sequence`, 64 hexadecimal digits.
    public var chain: String
    /// How many facts there are, by kind.
    public var facts: [String: Int]
    /// 人数: people with at least one counted attempt, as graded anew.
    public var people: Int
    /// 人次: counted attempts, as graded anew.
    public var attempts: Int
    /// Attempts that ended and do not count.
    public var attemptsUncounted: Int
    /// Attempts that have not ended.
    public var attemptsOpen: Int
    /// The first differences, at most a hundred.
    public var differences: [AuditDifference]
    /// How many differences there are in all.
    public var differenceTotal: Int
    /// How many differences each check found; checks that found none are missing.
    public var differencesByCheck: [String: Int]
    /// What was not audited and why, Chinese and English; empty when everything was.
    public var notes: [String]
    /// The whole contest's standings; nil when they could not be worked out.
    public var standings: AuditStandings?

    /// Whether the ledger is what it should be.
    public var isClean: Bool { differenceTotal == 0 }

    private enum CodingKeys: String, CodingKey {
        case contest
        case sequence
        case chain
        case facts
        case people
        case attempts
        case attemptsUncounted = "attempts_uncounted"
        case attemptsOpen = "attempts_open"
        case differences
        case differenceTotal = "difference_total"
        case differencesByCheck = "differences_by_check"
        case notes
        case standings
    }
}
