/// One of a contest's regions or units.
public struct AuditGroup: Hashable, Sendable {
    /// The two trees.
    public enum Kind: String, Sendable {
        /// Administrative divisions.
        case region
        /// Employers and their branches.
        case unit
    }

    /// Which tree.
    public var kind: Kind
    /// The node's identifier.
    public var node: Int

    /// Names a group.
    public init(_ kind: Kind, node: Int) {
        self.kind = kind
        self.node = node
    }
}

/// One person's line of a board.
public struct AuditRow: Hashable, Codable, Sendable {
    /// The rank by the contest's method, from one.
    public var rank: Int
    /// The participant's index.
    public var participant: Int
    /// Sixteen lower-case hexadecimal digits.
    public var pseudonym: String
    /// The ranked value in hundredths.
    public var value: Int
    /// The time by `ranking.time` in milliseconds, whether or not it breaks ties.
    public var time: Int
    /// Counted attempts.
    public var attempts: Int

    private enum CodingKeys: String, CodingKey {
        case rank
        case participant
        case pseudonym
        case value = "value_hundredths"
        case time = "time_ms"
        case attempts
    }
}

/// The figures of the whole contest or of one group.
public struct AuditTally: Hashable, Codable, Sendable {
    /// 人数: distinct people with at least one counted attempt.
    public var people = 0
    /// 人次: counted attempts.
    public var attempts = 0
    /// All points in hundredths.
    public var points = 0
    /// Right questions.
    public var right = 0
    /// Drawn questions.
    public var drawn = 0

    /// Makes a tally.
    public init(people: Int = 0, attempts: Int = 0, points: Int = 0, right: Int = 0, drawn: Int = 0)
    {
        self.people = people
        self.attempts = attempts
        self.points = points
        self.right = right
        self.drawn = drawn
    }
}

/// A region's or unit's figures: `{"id":1,"people":3,"attempts":5,…}`.
public struct AuditGroupTally: Hashable, Codable, Sendable {
    /// The node's identifier.
    public var id: Int
    /// Its figures, beside `id` in JSON.
    public var tally: AuditTally

    /// Makes a group's tally.
    public init(id: Int, tally: AuditTally) {
        self.id = id
        self.tally = tally
    }

    private enum CodingKeys: String, CodingKey { case id }

    /// Reads the identifier and the figures from one object.
    public init(from decoder: any Decoder) throws {
        id = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .id)
        tally = try AuditTally(from: decoder)
    }

    /// Writes the identifier and the figures into one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try tally.encode(to: encoder)
    }
}

/// Everything that ranks, worked out anew from a ledger up to a sequence.
public struct AuditStandings: Hashable, Codable, Sendable {
    /// The last fact that is in it.
    public var sequence: Int64
    /// The whole contest's figures in the period.
    public var tally: AuditTally
    /// Counted attempts with everything right that was drawn; whether a withdrawn question spoils
    /// that is for the rules to say.
    public var fullMarks: Int
    /// People in order, best first; equals in order of registration.
    public var rows: [AuditRow]
    /// Each region of the latest tree, in the tree's order, without those merged into others.
    public var regions: [AuditGroupTally]
    /// Each unit of the latest tree, in the tree's order, without those merged into others.
    public var units: [AuditGroupTally]

    private enum CodingKeys: String, CodingKey {
        case sequence
        case tally
        case fullMarks = "full_marks"
        case rows
        case regions
        case units
    }
}
