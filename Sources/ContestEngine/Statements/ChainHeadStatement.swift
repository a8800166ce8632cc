public import ContestModel

/// What the server states about a ledger's end.
///
/// Kept outside the server – in another office's file, on paper – it shows later that nothing up to
/// `sequence` was edited: the chain of the ledger must have this value at that place.
///
///     safetyquiz-head/1 contest=national-2023 sequence=1234 chain=<64 hexadecimal digits> at=2026-06-05T02:00:00.000Z key=<16 hexadecimal digits>
///
/// `SignedStatement` says how the line is signed.
public struct ChainHeadStatement: Hashable, Sendable {
    /// The contest's name.
    public var contest: String
    /// The ledger's last sequence.
    public var sequence: LedgerSequence
    /// The hash chain's value there, 64 lower-case hexadecimal digits.
    public var chain: String
    /// When it was stated.
    public var at: LedgerInstant

    static let form = "safetyquiz-head/1"

    /// States a ledger's end.
    public init(contest: String, head: LedgerHead, at: LedgerInstant) {
        self.contest = contest
        sequence = head.sequence
        chain = Hexadecimal.encode(head.chain)
        self.at = at
    }

    init?(_ fields: inout StatementFields) {
        guard let contest = fields.value("contest"), StatementFields.isContest(contest),
            let sequence = fields.value("sequence").flatMap(StatementFields.number),
            let chain = fields.value("chain"), StatementFields.isHexadecimal(chain, count: 64),
            let at = fields.value("at").flatMap(LedgerInstant.init(utcText:))
        else { return nil }
        self.contest = String(contest)
        self.sequence = sequence
        self.chain = String(chain)
        self.at = at
    }

    var text: String {
        "\(Self.form) contest=\(contest) sequence=\(sequence) chain=\(chain) at=\(at.utcText)"
    }
}
