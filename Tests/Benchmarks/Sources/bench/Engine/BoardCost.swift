import ContestModel
import Leaderboards

/// What reading and moving one board of people costs: `bench boards PEOPLE`.
enum BoardCost {
    private static let operations = 400_000

    /// A board of so many people with scores as they crowd in a contest, and the key of each.
    static func board(people: Int) -> (PeopleBoard, [BoardKey]) {
        let rules = RankingRules()
        let origin = BenchContest.instant(day: 0)
        var keys: [BoardKey] = []
        keys.reserveCapacity(people)
        for person in 0..<people { keys.append(key(person, round: 0, rules, origin)) }
        return (PeopleBoard(method: rules.method, keys: keys), keys)
    }

    static func run(people: Int) {
        var (board, keys) = board(people: people)
        let name = "boards.\(people)"
        BenchFigure(
            name: "\(name).bytes_per_participant",
            value: Double(board.byteCount) / Double(people),
            unit: "B"
        ).emit()
        read(board, people: people, name: name)

        let rules = RankingRules()
        let origin = BenchContest.instant(day: 0)
        var snapshot = board
        var snapshots = 0
        var published = ContinuousClock.now
        let began = ContinuousClock.now
        var state: UInt64 = 42
        for round in 1...operations {
            let person = Int(next(&state) % UInt64(people))
            let new = key(person, round: round, rules, origin)
            board.move(from: keys[person], to: new)
            keys[person] = new
            // A reader holds the latest snapshot, and gets a new one every second.
            if round % 256 == 0, published.duration(to: .now) > .seconds(1) {
                snapshot = board
                published = .now
                snapshots += 1
            }
        }
        let spent = began.duration(to: .now) / .seconds(1)
        BenchFigure(
            name: "\(name).update_ns",
            value: spent / Double(operations) * 1e9,
            unit: "ns",
            note: "\(snapshots + 1) snapshots, \(snapshot.count) keys"
        ).emit()
    }

    /// The cost of a rank, of a page of 50, and of 10 around a person.
    static func read(_ board: PeopleBoard, people: Int, name: String) {
        var keys: [BoardKey] = []
        keys.reserveCapacity(people)
        board.forEach { keys.append($0) }
        guard !keys.isEmpty else { return }
        var state: UInt64 = 7
        var sink = 0
        time("\(name).rank_ns", operations) {
            sink &+= board.rank(of: keys[Int(next(&state) % UInt64(keys.count))]) ?? 0
        }
        time("\(name).page_50_ns", operations / 20) {
            let from = Int(next(&state) % UInt64(keys.count))
            sink &+= board.rows(from: from, count: 50).count
        }
        time("\(name).around_10_ns", operations / 20) {
            let key = keys[Int(next(&state) % UInt64(keys.count))]
            sink &+= board.rows(around: key, radius: 5)?.count ?? 0
        }
        if sink == 0 { print("  (nothing was read)") }
    }

    private static func time(_ name: String, _ count: Int, _ body: () -> Void) {
        for _ in 0..<count / 10 { body() }
        let began = ContinuousClock.now
        for _ in 0..<count { body() }
        let spent = began.duration(to: .now) / .seconds(1)
        BenchFigure(name: name, value: spent / Double(count) * 1e9, unit: "ns").emit()
    }

    private static func key(
        _ person: Int,
        round: Int,
        _ rules: RankingRules,
        _ origin: LedgerInstant
    ) -> BoardKey {
        let value = Int32((person &* 7_919 &+ round) % 151) * 100
        let standing = Standing(
            value: value,
            timeMilliseconds: UInt32((person &* 104_729 &+ round) % 150_000),
            reachedAt: origin.advanced(by: .milliseconds((person &+ round) % 1_000_000)),
            attempts: 1,
            points: value
        )
        let participant = ParticipantIndex(rawValue: UInt32(person))
        return BoardKey(standing, of: participant, rules: rules, origin: origin, lot: 0)
    }

    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
