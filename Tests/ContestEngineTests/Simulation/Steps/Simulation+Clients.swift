@testable import ContestEngine
import ContestModel

extension Simulation {
    /// Somebody registers, or sends the same registration again.
    mutating func register() {
        let number = random.below(people.count)
        for _ in 0..<random.pick([1, 1, 2, 3]) { send(.register(number)) }
    }

    /// Some tabs of one person start at once.
    mutating func start() {
        let isElsewhere = nodeCount > 1 && isUpToDate && random.chance(25)
        guard let number = someone(atHome: !isElsewhere), let participant = people[number].index
        else { return }
        let track = random.below(machine.rules.tracks.count)
        // Whoever is at work stays with the server that is at work for them.
        let state = machine.trackIndex(participant, UInt8(track))
        if isElsewhere, state.map({ machine.tracks[$0].open }) != -1 { return }
        plantBeforeStart(participant)
        for _ in 0..<random.pick([1, 1, 1, 2, 4]) {
            send(.start(participant, machine.rules.tracks[track].name))
        }
    }

    /// Somebody answers, answers anew, or sends an old answer again.
    mutating func respond() {
        guard let number = someoneAtWork(), let participant = people[number].index else { return }
        let command: ResponseCommand
        if random.chance(25), !people[number].responses.isEmpty {
            command = random.pick(Array(people[number].responses.suffix(6)))
        } else {
            guard let attempt = attempt(of: number) else { return }
            command = answer(attempt, participant)
            people[number].responses.append(command)
        }
        for _ in 0..<random.pick([1, 1, 1, 2]) { send(.respond(command)) }
    }

    /// An answer to some question, right more often than not, mostly where the person stands.
    private mutating func answer(_ attempt: AttemptID, _ participant: ParticipantIndex)
        -> ResponseCommand
    {
        let open = machine.slotOfAttempt[attempt.sequence].flatMap { machine.slots[$0] }
        let count = open?.paper.questions.count ?? 2
        var position = random.below(count)
        if let open, random.chance(60) { position = min(open.answeredRun, count - 1) }
        if random.chance(2) { position = random.pick([-1, count, 255, 256]) }
        var shown = OptionMask(bits: UInt8(truncatingIfNeeded: random.next() % 16))
        if let drawn = open?.paper.questions.dropFirst(max(position, 0)).first,
            let question = world.bank.question(at: drawn.question), random.chance(90)
        {
            shown =
                random.chance(70)
                ? drawn.order.shown(question.key, count: question.options.count)
                : .option(random.below(question.options.count))
        }
        let revision: UInt16? = random.pick([nil, nil, nil, 1, 1, 2, 3, 0, .max])
        return ResponseCommand(
            attempt: attempt,
            participant: participant,
            position: position,
            revision: revision,
            shown: shown
        )
    }

    /// Some copies of one submission.
    mutating func submit() {
        guard let number = someoneAtWork(), let participant = people[number].index,
            let attempt = attempt(of: number)
        else { return }
        plantBeforeSubmission(attempt)
        for _ in 0..<random.pick([1, 1, 2, 5]) { send(.submit(attempt, participant)) }
    }

    mutating func read() {
        guard let number = someone(), let participant = people[number].index,
            let attempt = attempt(of: number)
        else { return }
        send(.read(attempt, participant))
    }

    /// A hall's relay hands in what many people did, all in one step.
    mutating func relay() {
        note("relay")
        for _ in 0..<random.within(4...16) {
            if random.chance(80) { respond() } else { submit() }
        }
    }

    /// Extra attempts are asked for, some of them at once, some under a key that was used.
    mutating func grant() {
        guard let number = someone(), let participant = people[number].index,
            let day = machine.schedule.day(of: now)
        else { return }
        let track = UInt8(random.below(machine.rules.tracks.count))
        for _ in 0..<random.pick([1, 1, 3]) {
            var key = IdempotencyKey(high: UInt64(participant.rawValue), low: random.next())
            let mine = grantKeys.filter { $0.high == UInt64(participant.rawValue) }
            if random.chance(25), !mine.isEmpty { key = random.pick(mine) }
            grantKeys.append(key)
            let fact = GrantFact(
                participant: participant,
                track: track,
                day: day,
                source: random.pick([.share, .invite, .invite, .organiser]),
                key: key
            )
            send(.grant(fact))
        }
    }

    /// Mostly the person's latest attempt, sometimes an old one, seldom a stranger's.
    private mutating func attempt(of number: Int) -> AttemptID? {
        if random.chance(2), let other = random.pick(people).attempts.last { return other }
        let own = people[number].attempts
        return random.chance(85) ? own.last : own.isEmpty ? nil : random.pick(own)
    }
}
