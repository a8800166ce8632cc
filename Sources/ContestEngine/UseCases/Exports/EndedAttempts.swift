public import ContestModel
public import Leaderboards

/// One ended attempt as exports and figures see it.
public struct EndedAttemptLine: Sendable {
    /// Its identifier.
    public let id: AttemptID
    /// When it began.
    public let startedAt: LedgerInstant
    /// The day to which it belongs.
    public let day: ContestDay
    /// Whose.
    public let participant: ParticipantIndex
    /// The track's name by the rules it was judged by; empty when they are gone.
    public let track: String
    /// Its end.
    public let submission: SubmissionFact
    /// What figures are folded from.
    public let folded: FoldedSubmission
}

/// Reads the ended attempts of a ledger page by page, in the order in which they began, as they
/// stand under amendments.
///
/// A ledger of any length needs the memory of a page, and of the attempts of people in whom several
/// accounts come together.
public struct EndedAttempts: Sendable {
    private let ledger: LedgerFold
    private let tracks: [Int32: [String]]
    private var query: EndedAttemptQuery?
    /// What counts of merged accounts, by the submissions' places; nil before it is read.
    private var merged: [LedgerSequence: FoldedSubmission]?

    /// How many lines a page has at most.
    public static let pageSize = 1_000

    init(_ ledger: LedgerFold, through: LedgerSequence) {
        self.ledger = ledger
        query = EndedAttemptQuery(through: through)
        tracks = Dictionary(
            ledger.adjudication.editions.map { ($0.rulesVersion, $0.rules.tracks.map(\.name)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The next page; nil at the end.
    public mutating func next() async throws -> [EndedAttemptLine]? {
        while let asked = query {
            let merged = try await mergedSubmissions(through: asked.through)
            let page = try await ledger.store.endedAttempts(asked, limit: Self.pageSize)
            let judged = try await ledger.judge(page.attempts)
            query = page.next.map { next in
                var rest = asked
                rest.after = next
                return rest
            }
            guard !page.attempts.isEmpty else { continue }
            return zip(page.attempts, judged).map { ended, judged in
                line(ended, merged[ended.sequence] ?? judged.folded)
            }
        }
        return nil
    }

    private mutating func mergedSubmissions(through sequence: LedgerSequence) async throws
        -> [LedgerSequence: FoldedSubmission]
    {
        if let merged { return merged }
        let amended = ledger.adjudication.amended
        let people = amended.accounts(of: Set(amended.mergedAccounts))
        var found: [LedgerSequence: FoldedSubmission] = [:]
        if !people.isEmpty {
            let query = EndedAttemptQuery(through: sequence, participants: people)
            for submissions in try await ledger.submissions(query).values {
                for submission in submissions { found[submission.sequence] = submission }
            }
        }
        merged = found
        return found
    }

    private func line(_ ended: EndedAttempt, _ folded: FoldedSubmission) -> EndedAttemptLine {
        let names = tracks[ended.rulesVersion] ?? []
        return EndedAttemptLine(
            id: ended.id,
            startedAt: ended.startedAt,
            day: ended.day,
            participant: ended.participant,
            track: names.indices.contains(Int(ended.track)) ? names[Int(ended.track)] : "",
            submission: ended.submission,
            folded: folded
        )
    }
}
