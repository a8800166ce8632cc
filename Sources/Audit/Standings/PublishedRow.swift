/// One line of a board as a server or a published table shows it.
///
/// As JSON: `{"rank":1,"pseudonym":"00d1…","value":900,"time_ms":41000,"attempts":2}`.
public struct PublishedRow: Hashable, Codable, Sendable {
    /// The rank, from one.
    public var rank: Int
    /// Sixteen lower-case hexadecimal digits.
    public var pseudonym: String
    /// The ranked value in hundredths.
    public var value: Int
    /// The time in milliseconds.
    public var time: Int
    /// Counted attempts in the period.
    public var attempts: Int

    /// Makes a line.
    public init(rank: Int, pseudonym: String, value: Int, time: Int, attempts: Int) {
        self.rank = rank
        self.pseudonym = pseudonym
        self.value = value
        self.time = time
        self.attempts = attempts
    }

    private enum CodingKeys: String, CodingKey {
        case rank
        case pseudonym
        case value
        case time = "time_ms"
        case attempts
    }
}

extension PublishedRow {
    init(_ row: AuditRow) {
        self.init(
            rank: row.rank,
            pseudonym: row.pseudonym,
            value: row.value,
            time: row.time,
            attempts: row.attempts
        )
    }

    var spelling: String {
        "rank \(rank), \(pseudonym), value \(value), time_ms \(time), attempts \(attempts)"
    }
}
