import ContestEngine
import ContestModel

/// A ledger in memory: what is on the simulated disk, as a value.
///
/// It decides outcomes by sets and dictionaries of its own, so that it agrees with `SQLiteStore` by
/// the conformance suite and not by shared code.
struct SimulatedLedger: Sendable {
    private(set) var facts: [CommittedFact] = []
    private(set) var head = LedgerHead()
    private(set) var attempts: Set<AttemptID> = []
    private(set) var responses: [AttemptID: [ResponsePlace: CommittedFact]] = [:]
    private(set) var submissions: [AttemptID: CommittedFact] = [:]
    private(set) var registrations: [IdempotencyKey: CommittedFact] = [:]
    var people: [ParticipantIndex: SealedPerson] = [:]
    var roster: [IdempotencyKey: SealedRosterEntry] = [:]
    var notes: [Note] = []
    var checkpoint: CheckpointSlice?
    var rows: [ParticipantIndex: CheckpointRow] = [:]
    private var grants: [IdempotencyKey: CommittedFact] = [:]
    private var places: Set<Place> = []
    private var guardsTotals = false
    /// Whether a response to an ended attempt is refused; false breaks the port's promise.
    var guardsEnds = true
    /// Whether several servers share it: then people's numbers must follow one another.
    var isShared = false

    /// The key of a response within its attempt.
    struct ResponsePlace: Hashable, Comparable {
        var position: UInt8
        var revision: UInt16

        static func < (left: ResponsePlace, right: ResponsePlace) -> Bool {
            (left.position, left.revision) < (right.position, right.revision)
        }
    }

    /// What may exist only once, beyond the keys above.
    private enum Place: Hashable {
        case participant(ParticipantIndex)
        case attempt(UInt8, ContestDay, ParticipantIndex, UInt16)
        case total(UInt8, ParticipantIndex, Int32)
        case rules(Int32)
        case bank(Int32)
        case tree(GroupKind, Int32)
        case draw(String, UInt8)
    }

    /// Appends a batch; nothing in it can fail half-way.
    mutating func append(_ batch: [LedgerEntry]) -> [FactOutcome] {
        var chain = LedgerChain(after: head.chain)
        var failed: Set<AttemptID> = []
        let before = head.sequence
        let outcomes = batch.map { append($0, &chain, &failed) }
        if head.sequence > before { head.chain = chain.value() }
        return outcomes
    }

    /// Takes the last fact away, as no store may: for the control of the oracle.
    mutating func forgetLast() {
        guard let last = facts.last,
            [.registration, .attempt, .response, .submission].contains(last.fact.kind)
        else { return }
        facts.removeLast()
        head.sequence -= 1
        if case .response(let body) = last.fact.body {
            responses[body.attempt]?[ResponsePlace(body)] = nil
        }
        if case .submission(let body) = last.fact.body { submissions[body.attempt] = nil }
        if case .registration(let body) = last.fact.body { registrations[body.key] = nil }
        if case .attempt = last.fact.body { attempts.remove(AttemptID(sequence: last.sequence)) }
    }

    private mutating func append(
        _ entry: LedgerEntry,
        _ chain: inout LedgerChain,
        _ failed: inout Set<AttemptID>
    ) -> FactOutcome {
        let fact = CommittedFact(sequence: head.sequence + 1, fact: entry.fact)
        let outcome = judge(fact, &failed)
        guard case .committed = outcome else { return outcome }
        file(fact)
        if var person = entry.person, people[person.participant] == nil {
            let isTaken = people.values.contains { $0.lookup != nil && $0.lookup == person.lookup }
            if isTaken { person.lookup = nil }
            people[person.participant] = person
        }
        chain.add(entry.fact, at: fact.sequence)
        facts.append(fact)
        head.sequence = fact.sequence
        head.at = max(head.at, entry.fact.at)
        return outcome
    }

    private mutating func judge(_ fact: CommittedFact, _ failed: inout Set<AttemptID>)
        -> FactOutcome
    {
        let first: CommittedFact?
        switch fact.fact.body {
        case .response(let body):
            if let rejection = rejection(body.attempt, &failed) { return .rejected(rejection) }
            first = responses[body.attempt]?[ResponsePlace(body)]
            if let first, case .response(let known) = first.fact.body, known.chosen != body.chosen {
                failed.insert(body.attempt)
                return .conflict
            }
            if first == nil, guardsEnds, submissions[body.attempt] != nil {
                failed.insert(body.attempt)
                return .conflict
            }
        case .submission(let body):
            if let rejection = rejection(body.attempt, &failed) { return .rejected(rejection) }
            first = submissions[body.attempt]
        case .registration(let body):
            first = registrations[body.key]
            // The number before it went to a duplicate of another server's: none may be left out.
            let next = UInt32(registrations.count)
            if isShared, first == nil, body.participant.rawValue != next { return .conflict }
        case .grant(let body):
            first = grants[body.key]
            if let first, case .grant(let known) = first.fact.body,
                known.participant != body.participant
            {
                return .conflict
            }
        default: first = nil
        }
        if let first { return .duplicate(first.sequence) }
        let taken = places(of: fact.fact.body)
        return places.isDisjoint(with: taken) ? .committed(fact.sequence) : .conflict
    }

    private func rejection(_ attempt: AttemptID, _ failed: inout Set<AttemptID>) -> FactRejection? {
        if failed.contains(attempt) { return .earlierFactFailed }
        if attempts.contains(attempt) { return nil }
        failed.insert(attempt)
        return .unknownAttempt
    }

    private mutating func file(_ fact: CommittedFact) {
        places.formUnion(places(of: fact.fact.body))
        switch fact.fact.body {
        case .attempt: attempts.insert(AttemptID(sequence: fact.sequence))
        case .response(let body): responses[body.attempt, default: [:]][ResponsePlace(body)] = fact
        case .submission(let body): submissions[body.attempt] = fact
        case .registration(let body): registrations[body.key] = fact
        case .grant(let body): grants[body.key] = fact
        case .contestVersion(let body):
            let rules = try? CanonicalJSON.decode(ContestRules.self, from: body.content)
            if rules?.tracks.contains(where: { $0.attemptsTotal != nil }) == true {
                guardsTotals = true
            }
        default: break
        }
    }

    private func places(of body: FactBody) -> Set<Place> {
        switch body {
        case .registration(let fact): return [.participant(fact.participant)]
        case .attempt(let fact):
            let place = Place.attempt(fact.track, fact.day, fact.participant, fact.ordinal)
            let total = Place.total(fact.track, fact.participant, fact.totalOrdinal)
            return guardsTotals ? [place, total] : [place]
        case .contestVersion(let fact): return [.rules(fact.version)]
        case .bankVersion(let fact): return [.bank(fact.version)]
        case .treeVersion(let fact): return [.tree(fact.kind, fact.version)]
        case .draw(let fact): return [.draw(fact.prize, fact.step)]
        default: return []
        }
    }
}

extension SimulatedLedger.ResponsePlace {
    init(_ fact: ResponseFact) {
        self.init(position: fact.position, revision: fact.revision)
    }
}
