import ContestModel

/// The contest told again from its facts alone, each judged by the rules as they stood before it.
///
/// It is slow and plain on purpose: lists that are searched, rules that are written out.
struct NaiveContest {
    struct Attempt {
        var id: LedgerSequence
        var startedAt: LedgerInstant
        var fact: AttemptFact
        var responses: [(at: LedgerInstant, fact: ResponseFact)] = []
        var submission: SubmissionFact?
    }

    var violations: [String] = []
    var rules: [ContestRules] = []
    var banks: [QuestionBank] = []
    var acts = NaiveActs()
    var people: [ParticipantIndex: RegistrationFact] = [:]
    var grants: [GrantFact] = []
    var attempts: [Attempt] = []
    /// Whether several servers write: each has its own instants, which agree for one person's facts.
    var isShared = false
    /// Whether figures were amended: marks and places are then judged by comparing folds.
    var isAmended = false

    private(set) var factCount = 0
    private var latest = LedgerInstant.epoch

    /// Takes in the facts behind those that it knows.
    mutating func follow(_ facts: [CommittedFact]) {
        for fact in facts.dropFirst(factCount) {
            factCount += 1
            expect(fact.sequence == Int64(factCount), fact, "is fact number \(factCount)")
            expect(isShared || fact.fact.at >= latest, fact, "is earlier than the fact before it")
            latest = max(latest, fact.fact.at)
            take(fact)
        }
    }

    private mutating func take(_ fact: CommittedFact) {
        let at = fact.fact.at
        switch fact.fact.body {
        case .contestVersion(let body):
            expect(body.version == rules.count + 1, fact, "skips a version")
            if let next = try? CanonicalJSON.decode(ContestRules.self, from: body.content) {
                rules.append(next)
            }
        case .bankVersion(let body):
            expect(body.version == banks.count + 1, fact, "skips a version")
            if let next = try? CanonicalJSON.decode(QuestionBank.self, from: body.content) {
                banks.append(next)
            }
        case .registration(let body):
            expect(people.values.allSatisfy { $0.key != body.key }, fact, "repeats a key")
            expect(people.updateValue(body, forKey: body.participant) == nil, fact, "repeats")
        case .grant(let body): take(body, fact)
        case .attempt(let body): take(body, fact)
        case .response(let body): take(body, fact)
        case .submission(let body): take(body, fact)
        case .amendment(let body):
            if body.effect != nil { isAmended = true }
            if let fault = acts.take(body, at: at) { expect(false, fact, fault) }
        default: break
        }
    }

    private mutating func take(_ body: GrantFact, _ fact: CommittedFact) {
        expect(grants.allSatisfy { $0.key != body.key }, fact, "repeats a key")
        expect(people[body.participant] != nil, fact, "is for nobody")
        if body.source != .organiser, let track = rules.last?.tracks[Int(body.track)] {
            let most = track.grants.first { $0.source == body.source }?.perDay ?? 0
            let earned = grants.filter {
                $0.participant == body.participant && $0.track == body.track && $0.day == body.day
                    && $0.source == body.source
            }
            expect(earned.count < most, fact, "is one more than the \(most) that are offered")
        }
        grants.append(body)
    }

    mutating func expect(_ condition: Bool, _ fact: CommittedFact, _ fault: String) {
        if condition { return }
        let at = fact.fact.at.millisecondsSinceEpoch
        violations.append("fact \(fact.sequence) at \(at) \(fault): \(fact.fact.body)")
    }

    /// When an attempt's time is up as the acts stand; nil while a pause holds it.
    func deadline(of attempt: Attempt) -> LedgerInstant? {
        guard rules.indices.contains(Int(attempt.fact.rulesVersion) - 1) else { return nil }
        let rules = rules[Int(attempt.fact.rulesVersion) - 1]
        let closing = acts.closing ?? rules.schedule.closesAt
        guard let limit = rules.tracks[Int(attempt.fact.track)].timeLimit else { return closing }
        let end = acts.instant(after: limit.milliseconds, from: attempt.startedAt)
        if rules.schedule.closing == .hard { return min(end ?? closing, closing) }
        return end
    }

    /// Whether a person has used what there is on the day of an instant.
    func isExhausted(_ participant: ParticipantIndex, track name: String, at instant: LedgerInstant)
        -> Bool
    {
        guard let rules = rules.last,
            let number = rules.tracks.firstIndex(where: { $0.name == name }),
            let day = Self.day(of: instant, rules.schedule)
        else { return false }
        let track = rules.tracks[number]
        let mine = attempts.filter {
            $0.fact.participant == participant && Int($0.fact.track) == number
        }
        if let total = track.attemptsTotal, mine.count >= total { return true }
        guard let daily = track.attemptsPerDay else { return false }
        let extra = grants.filter {
            $0.participant == participant && Int($0.track) == number && $0.day == day
        }
        return mine.filter { $0.fact.day == day }.count >= daily + extra.count
    }

    /// The day of an instant, by looking at every day.
    static func day(of instant: LedgerInstant, _ schedule: ContestSchedule) -> ContestDay? {
        let starts = schedule.dayStarts
        for index in starts.indices.dropLast()
        where starts[index] <= instant && instant < starts[index + 1] {
            return ContestDay(number: schedule.firstDay.number + Int32(index))
        }
        return nil
    }
}
