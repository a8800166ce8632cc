import Testing

@testable import LoadTest

@Suite struct RosterTests {
    private static let now = ContinuousClock.now

    private static func roster(_ people: Int, attempts: Int, shard: Shard = .whole) -> Roster {
        var plan = LoadPlan(baseURL: "", organiserToken: "")
        (plan.participants, plan.attempts) = (people, attempts)
        let entrants = shard.members(of: people).map { Entrant(index: $0, seed: 1) }
        return Roster(entrants, shard: shard, attempts: plan.attempts(of:))
    }

    @Test func `people come in turn while all are free`() throws {
        let roster = Self.roster(3, attempts: 7)
        var order: [Int] = []
        for _ in 0..<7 {
            let entrant = try #require(roster.claim(due: Self.now))
            order.append(entrant.index)
            #expect(roster.giveBack(entrant) == nil)
        }
        #expect(order == [0, 1, 2, 0, 1, 2, 0])
        #expect(roster.entrants.count == 3)
    }

    /// The first of two is still busy when a third attempt is due: the other one plays it.
    @Test func `somebody free takes what is due while another is busy`() throws {
        let roster = Self.roster(2, attempts: 4)
        let first = try #require(roster.claim(due: Self.now))
        let second = try #require(roster.claim(due: Self.now))
        #expect(roster.giveBack(second) == nil)
        let third = try #require(roster.claim(due: Self.now))
        #expect(third.index == second.index)
        #expect(roster.giveBack(third) == nil)
        // Both of the second's attempts are made: the last is the first's, whenever they are free.
        let due = Self.now + .seconds(5)
        #expect(roster.claim(due: due) == nil)
        #expect(roster.giveBack(first) == due)
        #expect(roster.giveBack(first) == nil)
        #expect(roster.entrants.count == 2)
    }

    /// 20 attempts of 7 people: six make three and one makes two, however busy they were.
    @Test(arguments: 0..<20) func `nobody makes more attempts than planned`(seed: UInt64) throws {
        let roster = Self.roster(7, attempts: 20)
        var generator = SeededGenerator(seed: seed, stream: 0)
        var busy: [Entrant] = []
        var made: [Int: Int] = [:]
        func end() throws {
            let entrant = busy.remove(at: Int.random(in: 0..<busy.count, using: &generator))
            guard roster.giveBack(entrant) != nil else { return }
            made[entrant.index, default: 0] += 1
            busy.append(entrant)
        }
        for _ in 0..<20 {
            while !busy.isEmpty, generator.happens(0.4) { try end() }
            guard let entrant = roster.claim(due: Self.now) else { continue }
            made[entrant.index, default: 0] += 1
            busy.append(entrant)
        }
        while !busy.isEmpty { try end() }
        #expect(made == [0: 3, 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 2])
        #expect(roster.entrants.map(\.index) == Array(0..<7))
    }

    @Test func `a part has its own people`() throws {
        let shard = try #require(Shard("2/3"))
        let roster = Self.roster(8, attempts: 8, shard: shard)
        let order = try (0..<3).map { _ in try #require(roster.claim(due: Self.now)).index }
        #expect(order == [1, 4, 7])
        #expect(roster.claim(due: Self.now) == nil)
    }
}
