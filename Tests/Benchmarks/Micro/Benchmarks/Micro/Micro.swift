import Benchmark
import ContestModel
import Leaderboards
import Scoring

/// The operations that every submission and every reader pays for, each alone.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuUser, .instructions],
        warmupIterations: 3,
        scalingFactor: .kilo,
        maxDuration: .seconds(3)
    )

    let people = 1_000_000
    let bank = QuestionBank(
        bank: "micro",
        title: "micro",
        published: false,
        questions: (0..<1_000).map { number in
            Question(
                id: "q-\(number)",
                type: number % 3 == 0 ? .multiple : .single,
                stem: "题 \(number)",
                options: ["甲", "乙", "丙", "丁"],
                key: number % 3 == 0 ? OptionMask(bits: 0b0101) : .option(number % 4)
            )
        }
    )

    Benchmark("draw 20 of 1,000") { benchmark in
        let blueprint = PaperBlueprint(sections: [PaperSection(count: 20)])
        let drawer = try PaperDrawer(bank: bank, blueprint: blueprint)
        benchmark.startMeasurement()
        for seed in benchmark.scaledIterations {
            blackHole(drawer.draw(seed: UInt64(seed), day: ContestDay(number: 19_509)))
        }
    }

    Benchmark("grade 20") { benchmark in
        let blueprint = PaperBlueprint(sections: [PaperSection(count: 20)])
        let paper = try PaperDrawer(bank: bank, blueprint: blueprint)
            .draw(seed: 7, day: ContestDay(number: 19_509))
        let grader = Grader(bank: bank, rules: ScoringRules(), countsWhen: .anyResponse)
        let responses = (0..<20).map { OptionMask.option($0 % 4) }
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            blackHole(grader.grade(paper: paper, responses: responses))
        }
    }

    Benchmark("rank among a million") { benchmark in
        let (board, keys) = MicroBoard.make(people: people)
        benchmark.startMeasurement()
        for number in benchmark.scaledIterations {
            blackHole(board.rank(of: keys[(number &* 7_919) % people]))
        }
    }

    Benchmark("page of 50 among a million") { benchmark in
        let (board, _) = MicroBoard.make(people: people)
        benchmark.startMeasurement()
        for number in benchmark.scaledIterations {
            blackHole(board.rows(from: (number &* 7_919) % people, count: 50))
        }
    }

    Benchmark("move among a million") { benchmark in
        var (board, keys) = MicroBoard.make(people: people)
        benchmark.startMeasurement()
        for number in benchmark.scaledIterations {
            let person = (number &* 7_919) % people
            let new = MicroBoard.key(person, round: number)
            board.move(from: keys[person], to: new)
            keys[person] = new
        }
        blackHole(board.count)
    }
}

/// A board with scores as they crowd in a contest.
enum MicroBoard {
    private static let rules = RankingRules()
    private static let origin = LedgerInstant(millisecondsSinceEpoch: 1_685_577_600_000)

    static func make(people: Int) -> (PeopleBoard, [BoardKey]) {
        let keys = (0..<people).map { key($0, round: 0) }
        return (PeopleBoard(method: rules.method, keys: keys), keys)
    }

    static func key(_ person: Int, round: Int) -> BoardKey {
        let value = Int32((person &* 7_919 &+ round) % 151) * 100
        let standing = Standing(
            value: value,
            timeMilliseconds: UInt32((person &* 104_729 &+ round) % 150_000),
            reachedAt: origin.advanced(by: .milliseconds((person &+ round) % 1_000_000)),
            attempts: 1,
            points: value
        )
        let participant = ParticipantIndex(rawValue: UInt32(person))
        return BoardKey(standing, of: participant, rules: rules, origin: origin)
    }
}
