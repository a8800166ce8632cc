/// What the crash oracle found: acknowledged ⊆ ledger ⊆ attempted, each once.
public struct OracleReport: Codable, Hashable, Sendable {
    /// Responses and submissions that were sent.
    public var attempted = 0
    /// Responses and submissions with a receipt.
    public var acknowledged = 0
    /// Acknowledged ones that the server does not show as it acknowledged them.
    public var lost = 0
    /// Ones that the server shows twice, or never heard of.
    public var duplicated = 0
    /// Requests sent again after a lost connection, 429 or 503.
    public var retries = 0
    /// Requests that failed for good, by `kind: reason`; a killed server explains some.
    public var errorsByKind: [String: Int] = [:]
    /// False where the board could not be read, so that only attempts were compared.
    public var boardCompared = false
    /// The first differences, for people.
    public var notes: [String] = []
    /// Nothing lost and nothing twice, everything was compared, and there was something.
    public var passed: Bool { lost == 0 && duplicated == 0 && boardCompared && acknowledged > 0 }

    /// Makes an empty report.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case attempted, acknowledged, lost, duplicated, retries, notes
        case errorsByKind = "errors_by_kind"
        case boardCompared = "board_compared"
    }

    /// How many differences are described.
    static let mostNotes = 20

    /// Describes a difference.
    mutating func note(_ text: String) {
        if notes.count < Self.mostNotes { notes.append(text) }
    }
}
