import ContestModel
import Leaderboards
import Testing

@Suite struct ContestFiguresTests {
    private static let parents: [(Int32, Int32, String?)] = [
        (1, 0, nil), (2, 1, "化工"), (3, 1, nil), (4, 2, nil), (5, 2, "矿山"), (6, 3, "化工"), (7, 0, ""),
    ]

    private static func tree() throws -> GroupIndex {
        try #require(
            GroupIndex(
                GroupTree(
                    nodes: parents.map { id, parent, industry in
                        GroupNode(
                            id: NodeID(rawValue: id),
                            code: "\(id)",
                            name: "单位\(id)",
                            parent: NodeID(rawValue: parent),
                            industry: industry
                        )
                    }
                )
            )
        )
    }

    private static func isWithin(_ node: Int32, _ top: Int32) -> Bool {
        var next = node
        while next != 0 {
            if next == top { return true }
            next = parents.first { $0.0 == next }?.1 ?? 0
        }
        return false
    }

    /// The nearest industry upward, by the definition.
    private static func industry(_ unit: Int32) -> String? {
        var next = unit
        while let node = parents.first(where: { $0.0 == next }) {
            if let industry = node.2, !industry.isEmpty { return industry }
            next = node.1
        }
        return nil
    }

    /// People who come on ascending days, some of whom change their leaves.
    private static func stream(_ seed: UInt64) -> [FoldedSubmission] {
        var random = SeededGenerator(seed: seed)
        var submissions: [FoldedSubmission] = []
        var days = [Int32](repeating: 20_000, count: 12)
        var leaves = days.map { _ in (NodeID.none, NodeID.none) }
        for person in days.indices { leaves[person] = Self.leaves(&random) }
        for sequence in 1...300 {
            let person = Int.random(in: 0..<12, using: &random)
            days[person] += Int32.random(in: 0...1, using: &random)
            if Int.random(in: 0..<10, using: &random) == 0 { leaves[person] = Self.leaves(&random) }
            let right = UInt8.random(in: 0...5, using: &random)
            submissions.append(
                FoldedSubmission(
                    sequence: Int64(sequence),
                    participant: ParticipantIndex(rawValue: UInt32(person)),
                    day: ContestDay(number: days[person]),
                    endedAt: .epoch,
                    elapsed: .seconds(1),
                    score: Score(
                        drawn: 5,
                        answered: 5,
                        right: right,
                        points: Points(hundredths: Int32(right) * 100 - 150),
                        lots: 0,
                        counts: Int.random(in: 0..<5, using: &random) > 0
                    ),
                    region: leaves[person].0,
                    unit: leaves[person].1,
                    hasFullMarks: right == 5,
                    passes: right >= 3
                )
            )
        }
        return submissions
    }

    private static func leaves(_ random: inout SeededGenerator) -> (NodeID, NodeID) {
        let choices: [Int32] = [0, 3, 4, 5, 6, 7, 99]
        return (
            NodeID(rawValue: choices.randomElement(using: &random) ?? 0),
            NodeID(rawValue: choices.randomElement(using: &random) ?? 0)
        )
    }

    @Test(arguments: 1...40)
    func `every figure equals its definition over random streams`(_ seed: UInt64) throws {
        let tree = try Self.tree()
        var figures = ContestFigures(regions: tree, units: tree)
        var naive = NaiveFigures()
        for submission in Self.stream(seed) {
            figures.take(submission)
            naive.submissions.append(submission)
        }
        #expect(figures.whole.withoutDays == naive.whole, "seed \(seed)")
        let counted = naive.submissions.filter(\.score.counts)
        for (node, _, _) in Self.parents {
            let id = NodeID(rawValue: node)
            let inRegion = counted.filter { Self.isWithin($0.region.rawValue, node) }
            let inUnit = counted.filter { Self.isWithin($0.unit.rawValue, node) }
            let region = try #require(figures.region(id))
            let unit = try #require(figures.unit(id))
            #expect(
                region.withoutDays == NaiveFigures.figures(of: inRegion),
                "seed \(seed) \(node)"
            )
            #expect(unit.withoutDays == NaiveFigures.figures(of: inUnit), "seed \(seed) \(node)")
            for day in Set(counted.map(\.day)) {
                let expected = NaiveFigures.day(day, of: inUnit)
                #expect(unit.days.figures(of: day) == expected, "seed \(seed) \(node) \(day)")
            }
        }
        for industry in figures.industries {
            let own = counted.filter { Self.industry($0.unit.rawValue) == industry.name }
            #expect(
                industry.figures.withoutDays == NaiveFigures.figures(of: own),
                "seed \(seed) \(industry.name)"
            )
        }
        #expect(figures.industries.map(\.name) == ["化工", "矿山"])
        for day in Set(counted.map(\.day)) {
            #expect(
                figures.whole.days.figures(of: day) == NaiveFigures.day(day, of: counted),
                "seed \(seed) \(day)"
            )
        }
        let marks = Dictionary(grouping: counted, by: \.score.points).mapValues(\.count)
        #expect(figures.histogram.map(\.points) == marks.keys.sorted(), "seed \(seed)")
        #expect(figures.histogram.allSatisfy { marks[$0.points] == $0.attempts }, "seed \(seed)")
    }

    @Test func `someone who moves counts in both units and once in what is above them`() throws {
        let tree = try Self.tree()
        var figures = ContestFigures(regions: tree, units: tree)
        for (unit, right) in [(4, 5), (5, 2), (4, 1)] as [(Int32, UInt8)] {
            figures.take(
                FoldedSubmission(
                    sequence: 1,
                    participant: ParticipantIndex(rawValue: 3),
                    day: ContestDay(number: 1),
                    endedAt: .epoch,
                    elapsed: .zero,
                    score: Score(
                        drawn: 5,
                        answered: 5,
                        right: right,
                        points: Points(hundredths: Int32(right) * 100),
                        lots: 0,
                        counts: true
                    ),
                    region: .none,
                    unit: NodeID(rawValue: unit),
                    hasFullMarks: right == 5
                )
            )
        }
        let people = [4, 5, 2, 1, 3].map { figures.unit(NodeID(rawValue: $0))?.people }
        #expect(people == [1, 1, 1, 1, 0])
        #expect(figures.unit(NodeID(rawValue: 5))?.bestPoints == 200)
        #expect(figures.unit(NodeID(rawValue: 2))?.bestPoints == 500)
        #expect(figures.unit(NodeID(rawValue: 5))?.fullMarkPeople == 0)
        #expect(figures.whole.people == 1 && figures.whole.attempts == 3)
        #expect(figures.region(NodeID(rawValue: 1))?.people == 0)
    }
}
