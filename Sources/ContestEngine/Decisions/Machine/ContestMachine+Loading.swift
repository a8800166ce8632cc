import ContestModel
import Leaderboards

extension ContestMachine {
    /// Builds the machine from a store: checkpoint rows, then the tail of the ledger.
    ///
    /// - Parameters:
    ///   - through: The last fact to take in; an earlier one gives the contest as it was then,
    ///     without the checkpoint.
    ///   - now: Ledger time, for the day on the boards.
    /// - Returns: nil when the ledger holds no applied contest.
    /// - Complexity: O(participants + facts after the checkpoint).
    static func load(
        from store: any ContestStore,
        limits: EngineLimits,
        through: LedgerSequence = .max,
        now: LedgerInstant
    ) async throws -> ContestMachine? {
        var versions: [CommittedFact] = []
        for kind in [Fact.Kind.contestVersion, .bankVersion, .treeVersion] {
            try await store.forEachFact(of: kind) { versions.append($0) }
        }
        versions.removeAll { $0.sequence > through }
        versions.sort { $0.sequence < $1.sequence }
        guard let setup = ContestSetup(versions.map(\.fact)) else { return nil }
        var machine = ContestMachine(setup: setup, limits: limits)
        let head = try await store.head()
        machine.head = min(head.sequence, through)
        machine.latest = head.sequence <= through ? head.at : now
        try await store.forEachFact(of: .registration) { fact in
            guard fact.sequence <= through, case .registration(let body) = fact.fact.body else {
                return
            }
            machine.recentRegistrations.note(body.key, at: fact.sequence)
            machine.applyRegistration(body)
        }
        try await store.forEachFact(of: .draw) { fact in
            guard fact.sequence <= through, case .draw(let body) = fact.fact.body else { return }
            machine.draws.apply(body, at: fact.sequence, fact.fact.at)
        }
        let freeze = try await machine.loadAmendments(from: store, through: through)
        try await store.forEachFact(of: .grant) { fact in
            guard fact.sequence <= through, case .grant(let body) = fact.fact.body else { return }
            machine.applyGrant(body)
        }
        var replay = Replay(through: through)
        if through == .max,
            let rows = try await store.checkpoint(foldVersion: machine.checkpointVersion)
        {
            replay.begin(with: rows, in: &machine)
        }
        try await machine.replayAttempts(&replay, from: store)
        try await machine.replayIntricatePeople(from: store, through: through)
        let day = machine.schedule.day(of: max(now, machine.latest))
        machine.fold.turn(to: day ?? machine.schedule.firstDay)
        machine.fold.rebuildBoards()
        machine.rebuildDeadlines()
        let from = AttemptID(sequence: replay.from)
        for (participant, since) in replay.changed.sorted(by: { $0.value < $1.value }) {
            machine.checkpointer.mark(participant, at: since, attempt: from)
        }
        if let freeze, through == .max {
            let then = versions.filter { $0.sequence < freeze.sequence }.map(\.fact)
            if var setup = ContestSetup(then) {
                setup.amend(machine.amended)
                machine.frozen = try await machine.loadFrozen(freeze, setup, from: store)
            }
        }
        return machine
    }

    /// Reads organisers' acts; gives back the freeze that still holds.
    private mutating func loadAmendments(
        from store: any ContestStore,
        through: LedgerSequence
    ) async throws -> CommittedFact? {
        var freeze: CommittedFact?
        var acts: [CommittedFact] = []
        try await store.forEachFact(of: .amendment) { fact in
            if fact.sequence <= through { acts.append(fact) }
        }
        for fact in acts {
            guard case .amendment(let body) = fact.fact.body else { continue }
            lifecycle.apply(body, at: fact.fact.at)
            log.append(body, at: fact.sequence)
            publications.apply(body, at: fact.sequence, fact.fact.at)
            draws.apply(body, at: fact.sequence, fact.fact.at)
            if body.kind == .freeze { freeze = fact }
            if body.kind == .unfreeze { freeze = nil }
        }
        committedLifecycle = lifecycle
        guard !log.entries.isEmpty else { return freeze }
        amended = AmendedState(log)
        setup.amend(amended)
        fold = fold.rebuilt(on: setup.makeFold(), day: fold.day)
        for entry in log.entries { moveEntries(entry.effect) }
        return freeze
    }

    /// The boards as the freeze left them, under the amendments that stand today.
    private func loadFrozen(
        _ freeze: CommittedFact,
        _ setup: ContestSetup,
        from store: any ContestStore
    ) async throws -> FrozenBoards {
        let at = freeze.fact.at
        var then = fold.emptied(on: setup.makeFold())
        let query = EndedAttemptQuery(through: freeze.sequence)
        try await ledgerFold(on: store).replay(query, into: &then)
        then.turn(to: schedule.day(of: at) ?? schedule.firstDay)
        then.rebuildBoards()
        return FrozenBoards(
            setup: setup,
            fold: then,
            snapshot: then.snapshot(sequence: freeze.sequence, at: at)
        )
    }

    /// Folds those anew who moved or in whom accounts come together: a row for each of them is not
    /// enough to know.
    private mutating func replayIntricatePeople(
        from store: any ContestStore,
        through: LedgerSequence
    ) async throws {
        let people = amended.accounts(of: amended.intricatePeople)
        guard !people.isEmpty else { return }
        let query = EndedAttemptQuery(through: min(through, head), participants: people)
        let found = try await ledgerFold(on: store).submissions(query)
        for person in people.sorted() {
            fold.restore(ParticipantStandings(asOf: fold.standings(of: person).asOf), of: person)
            for submission in found[person] ?? [] { fold.replay(submission) }
        }
    }

    /// Reads attempts and their ends side by side, both being ordered by attempt.
    private mutating func replayAttempts(
        _ replay: inout Replay,
        from store: any ContestStore
    ) async throws {
        let from = replay.from
        var endings = FactReader(store, .submission, after: FactCursor(key: from - 1))
        var ending = try await endings.next()
        var starts = FactReader(store, .attempt, after: FactCursor(key: from - 1))
        while let start = try await starts.next(), start.sequence <= replay.through {
            guard case .attempt(let body) = start.fact.body else { continue }
            if start.sequence > replay.restored(body.participant) {
                replayStart(body, sequence: start.sequence)
                replay.note(body.participant, start.sequence)
            }
            while let found = ending, found.attemptSequence < start.sequence {
                ending = try await endings.next()
            }
            if let found = ending, found.attemptSequence == start.sequence,
                found.sequence <= replay.through, case .submission(let end) = found.fact.body
            {
                guard found.sequence > replay.restored(body.participant) else { continue }
                try await replayEnd(EndedAttempt(start, body, found, end), from: store)
                replay.note(body.participant, found.sequence)
            } else {
                try await reopen(start, body, from: store)
            }
        }
    }

    private mutating func replayEnd(
        _ ended: EndedAttempt,
        from store: any ContestStore
    ) async throws {
        guard !log.entries.isEmpty else { return fold.replay(FoldedSubmission(ended)) }
        for judged in try await ledgerFold(on: store).judge([ended]) { fold.replay(judged.folded) }
    }

    private mutating func replayStart(_ fact: AttemptFact, sequence: LedgerSequence) {
        fold.touch(fact.participant, at: sequence)
        guard let index = trackIndex(fact.participant, fact.track) else { return }
        if fact.totalOrdinal > tracks[index].quota.total {
            tracks[index].quota = TrackQuota(
                day: fact.day,
                onDay: fact.ordinal,
                total: fact.totalOrdinal
            )
        }
    }

    /// Puts an attempt without an end back under way, with its responses.
    private mutating func reopen(
        _ start: CommittedFact,
        _ fact: AttemptFact,
        from store: any ContestStore
    ) async throws {
        guard let record = try await store.attempt(AttemptID(sequence: start.sequence)),
            let edition = setup.edition(rules: fact.rulesVersion, bank: fact.bankVersion)
        else { return }
        let track = setup.editions[edition].track(fact.track)
        var open = OpenAttempt(
            fact,
            startedAt: start.fact.at,
            edition: edition,
            wholePaper: track?.delivery == .wholePaper,
            stage: .running
        )
        open.id = AttemptID(sequence: start.sequence)
        let slot = slots.count
        slots.append(open)
        slotOfAttempt[start.sequence] = slot
        if let state = trackIndex(fact.participant, fact.track) {
            tracks[state].open = Int32(truncatingIfNeeded: slot)
        }
        for response in record.responses {
            guard case .response(let body) = response.fact.body else { continue }
            slots[slot]?.take(body, sequence: response.sequence, at: response.fact.at)
        }
    }
}

/// What a replay knows besides the machine that it fills.
private struct Replay {
    let through: LedgerSequence
    var replayAfter: LedgerSequence = 0
    var openFrom: LedgerSequence = 1
    /// The place up to which each participant's row was folded when it was restored.
    private var asOf = ContiguousArray<LedgerSequence>()
    /// The first fact that each changed row took in.
    var changed: [ParticipantIndex: LedgerSequence] = [:]

    init(through: LedgerSequence) {
        self.through = through
    }

    mutating func begin<Waiter>(with rows: Checkpoint, in machine: inout ContestMachine<Waiter>) {
        replayAfter = rows.replayAfter
        openFrom = rows.openFrom.sequence
        asOf = ContiguousArray(repeating: 0, count: machine.entries.count)
        for row in rows.rows {
            let index = Int(row.participant.rawValue)
            guard asOf.indices.contains(index) else { continue }
            asOf[index] = row.standings.asOf
            machine.fold.restore(row.standings, of: row.participant)
            for (track, quota) in row.quotas.enumerated() where track < machine.trackCount {
                machine.tracks[index * machine.trackCount + track].quota = quota
            }
        }
    }

    /// The first attempt to read: none before it was open, or ended after the checkpoint.
    var from: LedgerSequence { min(openFrom, replayAfter + 1) }

    func restored(_ participant: ParticipantIndex) -> LedgerSequence {
        let index = Int(participant.rawValue)
        return asOf.indices.contains(index) ? max(asOf[index], 0) : 0
    }

    mutating func note(_ participant: ParticipantIndex, _ sequence: LedgerSequence) {
        changed[participant] = min(changed[participant] ?? .max, sequence)
    }
}

extension CommittedFact {
    /// The attempt that a submission ends.
    fileprivate var attemptSequence: LedgerSequence {
        if case .submission(let body) = fact.body { body.attempt.sequence } else { 0 }
    }
}
