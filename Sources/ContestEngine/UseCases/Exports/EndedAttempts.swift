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

/// Reads the ended attempts of a ledger page by page, in the order in which they began.
///
/// Two readers go side by side, both ordered by attempt, so that a ledger of any length needs the
/// memory of two pages.
public struct EndedAttempts: Sendable {
    private let through: LedgerSequence
    private let rules: [Int32: ContestRules]
    private var starts: FactReader
    private var endings: FactReader
    private var ending: CommittedFact?
    private var isBegun = false

    /// How many lines a page has at most.
    public static let pageSize = 1_000

    init(_ store: any ContestStore, rules: [Int32: ContestRules], through: LedgerSequence) {
        self.through = through
        self.rules = rules
        starts = FactReader(store, .attempt)
        endings = FactReader(store, .submission)
    }

    /// The next page; nil at the end.
    public mutating func next() async throws -> [EndedAttemptLine]? {
        if !isBegun {
            isBegun = true
            ending = try await endings.next()
        }
        var lines: [EndedAttemptLine] = []
        while lines.count < Self.pageSize, let found = ending {
            guard case .submission(let end) = found.fact.body,
                let start = try await start(of: end.attempt.sequence)
            else { break }
            ending = try await endings.next()
            guard found.sequence <= through, case .attempt(let body) = start.fact.body else {
                continue
            }
            lines.append(line(start, body, end, found.sequence))
        }
        return lines.isEmpty ? nil : lines
    }

    /// The beginning of an attempt; those without an end are passed over.
    private mutating func start(of sequence: LedgerSequence) async throws -> CommittedFact? {
        while let start = try await starts.next() {
            if start.sequence == sequence { return start }
        }
        return nil
    }

    private func line(
        _ start: CommittedFact,
        _ body: AttemptFact,
        _ end: SubmissionFact,
        _ sequence: LedgerSequence
    ) -> EndedAttemptLine {
        let tracks = rules[body.rulesVersion]?.tracks ?? []
        let track = tracks.indices.contains(Int(body.track)) ? tracks[Int(body.track)] : nil
        var folded = FoldedSubmission(
            end,
            sequence: sequence,
            of: body.participant,
            day: body.day
        )
        folded.hasFullMarks = end.score.drawn > 0 && end.score.right == end.score.drawn
        folded.passes = track?.scoring.passMark.map { end.score.points >= $0 } ?? false
        return EndedAttemptLine(
            id: end.attempt,
            startedAt: start.fact.at,
            day: body.day,
            participant: body.participant,
            track: track?.name ?? "",
            submission: end,
            folded: folded
        )
    }
}
