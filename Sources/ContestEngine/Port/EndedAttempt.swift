public import ContestModel

/// An attempt with its end: the two facts that every figure is folded from.
public struct EndedAttempt: Sendable {
    /// Its identifier.
    public var id: AttemptID
    /// When it began.
    public var startedAt: LedgerInstant
    /// Whose.
    public var participant: ParticipantIndex
    /// Index of the track in the rules.
    public var track: UInt8
    /// The day on which it began.
    public var day: ContestDay
    /// The rules it is judged by.
    public var rulesVersion: Int32
    /// The bank it was drawn from.
    public var bankVersion: Int32
    /// What was drawn.
    public var paper: Paper
    /// The submission's place in the ledger.
    public var sequence: LedgerSequence
    /// Its end.
    public var submission: SubmissionFact

    /// Makes an ended attempt.
    public init(
        id: AttemptID,
        startedAt: LedgerInstant,
        participant: ParticipantIndex,
        track: UInt8,
        day: ContestDay,
        rulesVersion: Int32,
        bankVersion: Int32,
        paper: Paper,
        sequence: LedgerSequence,
        submission: SubmissionFact
    ) {
        self.id = id
        self.startedAt = startedAt
        self.participant = participant
        self.track = track
        self.day = day
        self.rulesVersion = rulesVersion
        self.bankVersion = bankVersion
        self.paper = paper
        self.sequence = sequence
        self.submission = submission
    }

    /// Puts an attempt's first fact and its end together.
    public init(
        _ start: CommittedFact,
        _ attempt: AttemptFact,
        _ end: CommittedFact,
        _ submission: SubmissionFact
    ) {
        self.init(
            id: AttemptID(sequence: start.sequence),
            startedAt: start.fact.at,
            participant: attempt.participant,
            track: attempt.track,
            day: attempt.day,
            rulesVersion: attempt.rulesVersion,
            bankVersion: attempt.bankVersion,
            paper: attempt.paper,
            sequence: end.sequence,
            submission: submission
        )
    }
}

/// Which ended attempts are asked for, in the order in which they began.
public struct EndedAttemptQuery: Sendable {
    /// Those that began after this one.
    public var after = AttemptID(sequence: 0)
    /// Those whose submission is at this place in the ledger or before.
    public var through: LedgerSequence
    /// Those that began on these days; nil for all.
    public var days: ClosedRange<ContestDay>?
    /// Those of these people; nil for all.
    public var participants: Set<ParticipantIndex>?

    /// Asks for everything up to a place in the ledger.
    public init(
        through: LedgerSequence,
        days: ClosedRange<ContestDay>? = nil,
        participants: Set<ParticipantIndex>? = nil
    ) {
        self.through = through
        self.days = days
        self.participants = participants
    }

    /// Whether an attempt is asked for.
    public func includes(_ ended: EndedAttempt) -> Bool {
        ended.id > after && ended.sequence <= through && days?.contains(ended.day) != false
            && participants?.contains(ended.participant) != false
    }
}

/// A page of ended attempts.
public struct EndedAttemptPage: Sendable {
    /// The attempts, in the order in which they began.
    public var attempts: [EndedAttempt]
    /// The attempt after which the next page begins; nil at the end.
    public var next: AttemptID?

    /// Makes a page.
    public init(attempts: [EndedAttempt], next: AttemptID?) {
        self.attempts = attempts
        self.next = next
    }
}

extension ContestStore {
    /// Reads attempts and their ends side by side, fact by fact; a store with a join does better.
    public func endedAttempts(
        _ query: EndedAttemptQuery,
        limit: Int
    ) async throws -> EndedAttemptPage {
        let cursor = FactCursor(key: query.after.sequence)
        let starts = try await facts(of: .attempt, after: cursor, limit: limit)
        guard let last = starts.facts.last?.sequence else {
            return EndedAttemptPage(attempts: [], next: nil)
        }
        var ends: [LedgerSequence: (CommittedFact, SubmissionFact)] = [:]
        let submissions = try await facts(of: .submission, after: cursor, limit: limit)
        for end in submissions.facts {
            guard case .submission(let body) = end.fact.body else { continue }
            ends[body.attempt.sequence] = (end, body)
        }
        let attempts = starts.facts.compactMap { start -> EndedAttempt? in
            guard case .attempt(let body) = start.fact.body, let end = ends[start.sequence] else {
                return nil
            }
            let ended = EndedAttempt(start, body, end.0, end.1)
            return query.includes(ended) ? ended : nil
        }
        return EndedAttemptPage(
            attempts: attempts,
            next: starts.next == nil ? nil : AttemptID(sequence: last)
        )
    }

    /// Reads the latest responses of some attempts one after the other.
    public func latestResponses(of attempts: [AttemptID]) async throws -> [AttemptID: [OptionMask]]
    {
        var responses: [AttemptID: [OptionMask]] = [:]
        for id in attempts {
            guard let record = try await attempt(id) else { continue }
            var chosen = [OptionMask](
                repeating: .empty,
                count: record.attempt.paper.questions.count
            )
            // In order of revision: the last one of a position stays.
            for response in record.responses {
                guard case .response(let body) = response.fact.body,
                    chosen.indices.contains(Int(body.position))
                else { continue }
                chosen[Int(body.position)] = body.chosen
            }
            responses[id] = chosen
        }
        return responses
    }

    /// Visits ended attempts, page by page.
    public func forEachEndedAttempt(
        _ query: EndedAttemptQuery,
        _ body: ([EndedAttempt]) async throws -> Void
    ) async throws {
        var query = query
        while true {
            let page = try await endedAttempts(query, limit: FactReader.pageSize)
            try await body(page.attempts)
            guard let next = page.next else { return }
            query.after = next
        }
    }
}
