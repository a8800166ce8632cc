/// The rules of amendments as slow and plain as they are written.
struct NaiveModel {
    private let attempts: [RandomStory.Attempt]
    private let acts: [(sequence: Int64, act: RandomStory.Act)]

    init(_ story: RandomStory) {
        attempts = story.attempts
        acts = story.acts
    }

    /// An amendment stands unless a standing reversal after it names it.
    private func stands(_ sequence: Int64, among end: Int64 = .max) -> Bool {
        !acts.contains { later in
            guard later.sequence < end, case .reverse(sequence) = later.act else { return false }
            return stands(later.sequence, among: end)
        }
    }

    func isAboutKeys(_ act: RandomStory.Act) -> Bool {
        switch act {
        case .keys, .credit, .withdraw: true
        case .reverse(let target): acts.contains { $0.sequence == target && isAboutKeys($0.act) }
        default: false
        }
    }

    /// Everything answered that remains; credited ones are right; every other answer must be a key.
    func score(
        of attempt: RandomStory.Attempt
    ) -> (right: Int, drawn: Int, answered: Int, counts: Bool) {
        var right = 0
        var drawn = 0
        var answered = 0
        for (question, chosen) in zip(attempt.paper, attempt.chosen) {
            var keys: [UInt8] = [1]
            var isCredited = false
            var isWithdrawn = false
            for (sequence, act) in acts where stands(sequence) {
                switch act {
                case .keys(question, let accepted):
                    (keys, isCredited, isWithdrawn) = (accepted, false, false)
                case .credit(question): (isCredited, isWithdrawn) = (true, false)
                case .withdraw(question): (isCredited, isWithdrawn) = (false, true)
                default: break
                }
            }
            if isWithdrawn { continue }
            drawn += 1
            if chosen != 0 { answered += 1 }
            if isCredited || keys.contains(chosen) { right += 1 }
        }
        return (right, drawn, answered, attempt.chosen.contains { $0 != 0 })
    }

    func root(_ person: Int64) -> Int64 {
        var next: Int64?
        for case (let sequence, .people(person, let into)) in acts where stands(sequence) {
            next = into
        }
        return next.map(root) ?? person
    }

    func present(_ unit: Int64) -> Int64 {
        for case (let sequence, .units(unit, let into)) in acts where stands(sequence) {
            return into
        }
        return unit
    }

    private func isOut(_ attempt: RandomStory.Attempt) -> Bool {
        var isAttemptOut = false
        var peopleOut: Set<Int64> = []
        for case (let sequence, .sets(let isOut, let people, let attempts)) in acts
        where stands(sequence) {
            if attempts.contains(attempt.sequence) { isAttemptOut = isOut }
            if isOut { peopleOut.formUnion(people) } else { peopleOut.subtract(people) }
        }
        return isAttemptOut || peopleOut.contains(attempt.person)
            || peopleOut.contains(root(attempt.person))
    }

    /// Those that count, with two attempts a day for each account as the limit.
    private func counted() -> [RandomStory.Attempt] {
        let able = attempts.filter { score(of: $0).counts && !isOut($0) }
        return able.filter { attempt in
            let day = able.filter {
                $0.day == attempt.day && root($0.person) == root(attempt.person)
            }
            let share = (0..<5).map { person in day.filter { $0.person == person }.count }.max()
            return day.filter { $0.sequence < attempt.sequence }.count < share ?? 0
        }
    }

    /// The unit that an account has before a fact, by what stood then.
    func unit(of person: Int64, before end: Int64) -> Int64 {
        var unit = RandomStory.registered[Int(person)]
        for case (let sequence, .move(person, let target, _)) in acts
        where sequence < end && stands(sequence, among: end) {
            unit = target
        }
        return unit
    }

    private func unit(of attempt: RandomStory.Attempt) -> Int64 {
        var past: Int64?
        var hasFallen = false
        var standing = RandomStory.registered[Int(attempt.person)]
        for case (let sequence, .move(attempt.person, let target, let withPast)) in acts {
            if sequence > attempt.submission {
                if withPast, stands(sequence) { past = target }
            } else if stands(sequence) {
                standing = target
            } else {
                hasFallen = true
            }
        }
        return past ?? (hasFallen ? standing : attempt.unit)
    }

    /// The board of everyone or of a unit, ranked 1224 by points without a tie-break.
    func lines(unit: Int64?) -> [String] {
        let credited = counted().filter { attempt in
            guard let unit, unit != 10 else { return true }
            return present(self.unit(of: attempt)) == unit
        }
        let people = Set(credited.map { root($0.person) }).sorted()
        let figures = people.map { person in
            let own = credited.filter { root($0.person) == person }
            return (person, own.map { score(of: $0).right * 100 }.reduce(0, +), own.count)
        }
        let ranked = figures.map { figure in
            (rank: 1 + figures.filter { $0.1 > figure.1 }.count, figure: figure)
        }
        return ranked.sorted { ($0.rank, $0.figure.0) < ($1.rank, $1.figure.0) }
            .map { "\($0.rank) p\($0.figure.0) \($0.figure.1) ×\($0.figure.2)" }
    }
}
