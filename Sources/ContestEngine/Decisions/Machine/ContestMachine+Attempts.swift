import ContestModel
import Scoring

extension ContestMachine {
    /// A person starts an attempt, or goes on with the one that is open.
    ///
    /// The attempt is reserved in this step; what is queued counts against every limit at once.
    /// - Parameter seed: 64 random bits that the paper is drawn with.
    mutating func start(
        _ participant: ParticipantIndex,
        track trackName: String,
        seed: UInt64,
        now: LedgerInstant,
        waiter: Waiter
    ) {
        guard entry(participant) != nil else { return refuse(waiter, .unknownParticipant) }
        guard let number = rules.tracks.firstIndex(where: { $0.name == trackName }),
            let track = UInt8(exactly: number), let state = trackIndex(participant, track)
        else { return refuse(waiter, .unknownTrack) }
        if resume(state, now: now, waiter: waiter) { return }
        if let refusal = lifecycle.refusal(at: now, schedule) { return refuse(waiter, refusal) }
        guard let day = schedule.day(of: now) else {
            return refuse(waiter, .contestClosed(at: lifecycle.closesAt(schedule)))
        }
        if let refusal = limitRefusal(state, rules.tracks[number], on: day) {
            return refuse(waiter, refusal)
        }
        guard committer.waitingCount < limits.queuedFactsForStarts else {
            return refuse(waiter, .overloaded(after: .seconds(1)))
        }
        begin(participant, track: track, state: state, day: day, seed: seed, now: now, waiter)
    }

    /// Answers with the open attempt if there is one whose time is not up; ends it if it is.
    private mutating func resume(_ state: Int, now: LedgerInstant, waiter: Waiter) -> Bool {
        let slot = Int(tracks[state].open)
        guard slots.indices.contains(slot), let open = slots[slot] else { return false }
        switch open.stage {
        case .starting(let ticket):
            return committer.join(ticket, waiter)
        case .running where now < deadline(of: open):
            if lifecycle.pausedSince != nil {
                refuse(waiter, .paused)
            } else {
                answer(waiter, .success(.attempt(view(of: open, now: now))))
            }
            return true
        case .running:
            guard end(slot, .deadline, at: deadline(of: open), now: now, waiter: nil) else {
                refuse(waiter, .overloaded(after: .seconds(1)))
                return true
            }
            tracks[state].open = -1
            return false
        case .ending:
            tracks[state].open = -1
            return false
        }
    }

    private func limitRefusal(_ state: Int, _ track: TrackRules, on day: ContestDay) -> Refusal? {
        let quota = tracks[state].quota
        if let limit = track.attemptsTotal, Int(quota.total) >= limit {
            return .noAttemptsLeft(next: nil)
        }
        guard let limit = track.attemptsPerDay else { return nil }
        let extra = grants.isEmpty ? 0 : grants[state]?.granted(on: day) ?? 0
        guard quota.used(on: day) >= limit + extra else { return nil }
        let next = schedule.start(of: ContestDay(number: day.number + 1))
        let closing = lifecycle.closesAt(schedule)
        return .noAttemptsLeft(next: next.flatMap { $0 < closing ? $0 : nil })
    }

    private mutating func begin(
        _ participant: ParticipantIndex,
        track: UInt8,
        state: Int,
        day: ContestDay,
        seed: UInt64,
        now: LedgerInstant,
        _ waiter: Waiter
    ) {
        let edition = setup.current
        let quota = tracks[state].quota
        guard let ordinal = UInt16(exactly: quota.used(on: day) + 1), quota.total < .max,
            edition.drawers.indices.contains(Int(track)), let trackRules = edition.track(track)
        else { return refuse(waiter, .noAttemptsLeft(next: nil)) }
        let paper = edition.drawers[Int(track)].draw(seed: seed, day: day)
        let fact = AttemptFact(
            participant: participant,
            track: track,
            day: day,
            ordinal: ordinal,
            totalOrdinal: quota.total + 1,
            deadline: trackRules.timeLimit.map { now.advanced(by: $0.duration) },
            rulesVersion: edition.rulesVersion,
            bankVersion: edition.bankVersion,
            algorithm: PaperDrawer.algorithm,
            seed: seed,
            paper: paper
        )
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(nil) }
        let ticket = enqueue(.attempt(fact), at: now, for: .start(slot: slot), waiter: waiter)
        slots[slot] = OpenAttempt(
            fact,
            startedAt: now,
            edition: setup.editions.count - 1,
            wholePaper: trackRules.delivery == .wholePaper,
            stage: .starting(ticket: ticket)
        )
        slots[slot]?.quotaBefore = quota
        tracks[state].quota = TrackQuota(day: day, onDay: ordinal, total: quota.total + 1)
        tracks[state].open = Int32(truncatingIfNeeded: slot)
    }

    /// An attempt as its person sees it.
    func view(of open: OpenAttempt, now: LedgerInstant) -> AttemptView {
        let track = setup.editions[open.edition].track(open.track)
        return AttemptView(
            id: open.id,
            track: track?.name ?? "",
            day: open.day,
            startedAt: open.startedAt,
            deadline: lifecycle.deadline(
                of: open.ownDeadline,
                startedAt: open.startedAt,
                setup.editions[open.edition].rules.schedule,
                holding: false
            ),
            now: now,
            delivery: track?.delivery ?? .wholePaper,
            questionCount: open.paper.questions.count,
            questions: open.answers.indices.compactMap { question(at: $0, of: open) }
        )
    }

    /// A question that has been shown; nil for one that has not.
    func question(at position: Int, of open: OpenAttempt) -> PaperQuestion? {
        let answer = open.answers[position]
        let drawn = open.paper.questions[position]
        guard answer.shownAt != nil else { return nil }
        return setup.editions[open.edition].paperQuestion(drawn, position: position, answer)
    }

    /// The attempt that a person has open.
    mutating func read(
        _ attempt: AttemptID,
        of participant: ParticipantIndex,
        now: LedgerInstant,
        waiter: Waiter
    ) {
        guard let slot = slot(of: attempt, participant: participant), let open = slots[slot] else {
            return refuse(waiter, .unknownAttempt)
        }
        if case .running = open.stage, now >= deadline(of: open) {
            _ = end(slot, .deadline, at: deadline(of: open), now: now, waiter: nil)
        }
        answer(waiter, .success(.attempt(view(of: open, now: now))))
    }
}

extension OpenAttempt {
    /// Makes the state of an attempt as its first fact says.
    init(
        _ fact: AttemptFact,
        startedAt: LedgerInstant,
        edition: Int,
        wholePaper: Bool,
        stage: Stage
    ) {
        participant = fact.participant
        track = fact.track
        day = fact.day
        self.startedAt = startedAt
        ownDeadline = fact.deadline
        self.edition = edition
        seed = fact.seed
        paper = fact.paper
        self.stage = stage
        answers = Array(repeating: Answer(), count: fact.paper.questions.count)
        for position in answers.indices where wholePaper || position == 0 {
            answers[position].shownAt = startedAt
        }
    }
}
