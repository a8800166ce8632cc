import ContestModel

/// The contest that a seed stands for: rules, bank, trees, and how many people will come.
struct SimulatedWorld {
    let rules: ContestRules
    let bank: QuestionBank
    let regions: GroupTree
    let units: GroupTree
    let personCount: Int
    /// Whether the organiser amends figures while people answer.
    let isAmended: Bool
    /// How many servers share the store.
    let nodeCount: Int

    /// The first day of every simulated schedule, and its first instant.
    static let firstDay = ContestDay(number: 20_608)
    static let dawn = LedgerInstant(millisecondsSinceEpoch: 1_780_531_200_000)
    static let dayCount = 24

    init(_ random: inout SeededRandom) {
        personCount = random.within(5...30)
        regions = random.chance(85) ? Self.tree(&random) : GroupTree()
        units = random.chance(60) ? Self.tree(&random) : GroupTree()
        bank = Self.bank()
        var rules = Self.rules(&random)
        isAmended = random.chance(30)
        nodeCount = random.chance(25) ? 2 : 1
        // Where servers meet, the running total is a guard too: it holds across midnight.
        if nodeCount > 1, rules.tracks[0].attemptsTotal == nil {
            rules.tracks[0].attemptsTotal = 40
        }
        self.rules = rules
    }

    /// Day 3 is an hour short and day 5 an hour long, as where clocks are changed.
    static let dayStarts: [LedgerInstant] = (0...dayCount).map { day in
        let shift = day > 5 ? 0 : day > 3 ? -3_600_000 : 0
        return LedgerInstant(
            millisecondsSinceEpoch: dawn.millisecondsSinceEpoch + Int64(day) * 86_400_000
                + Int64(shift)
        )
    }

    private static func rules(_ random: inout SeededRandom) -> ContestRules {
        let opening = dawn.advanced(by: .seconds(random.within(0...40_000)))
        var tracks = [track("main", counts: true, &random)]
        if random.chance(40) { tracks.append(track("second", counts: true, &random)) }
        if random.chance(40) { tracks.append(track("practice", counts: false, &random)) }
        return ContestRules(
            contest: "simulated",
            title: "模拟",
            rehearsal: random.chance(4),
            bank: "simulated",
            schedule: ContestSchedule(
                timeZone: "Asia/Shanghai",
                opensAt: opening,
                closesAt: opening.advanced(by: .seconds(random.within(50_000...900_000))),
                closing: random.pick([.hard, .ownDeadline]),
                firstDay: firstDay,
                dayStarts: dayStarts
            ),
            tracks: tracks,
            ranking: RankingRules(
                value: random.pick(RankedValue.allCases),
                time: random.pick(RankedTime.allCases),
                breakers: random.pick([[], [.time], [.first], [.time, .first]]),
                method: random.pick([.standardCompetition, .dense, .ordinal])
            ),
            countsWhen: random.pick([.anyResponse, .allAnswered, .rightAtLeast(1), .anyEnd]),
            boards: BoardRules(
                periods: random.chance(70) ? BoardPeriod.allCases : [.overall],
                regionBoards: random.chance(70),
                unitBoards: random.chance(50)
            )
        )
    }

    private static func track(_ name: String, counts: Bool, _ random: inout SeededRandom)
        -> TrackRules
    {
        let hasGrants = random.chance(40)
        return TrackRules(
            name: name,
            title: name,
            counts: counts,
            attemptsPerDay: random.pick([1, 1, 2, 3, nil]),
            attemptsTotal: random.pick([nil, nil, 2, 5]),
            grants: hasGrants
                ? [GrantRule(source: .share, perDay: 1), GrantRule(source: .invite, perDay: 2)]
                : [],
            paper: PaperBlueprint(sections: [PaperSection(count: random.within(1...4))]),
            timeLimit: random.pick([nil, 30_000, 150_000, 1_200_000])
                .map { TimeLimit(milliseconds: Int64($0)) },
            delivery: random.pick(DeliveryMode.allCases),
            feedback: random.pick(RevealPolicy.allCases),
            pointsShown: random.pick(RevealPolicy.allCases),
            scoring: ScoringRules(
                single: Points(hundredths: 100),
                multiple: Points(hundredths: Int32(random.pick([100, 250]))),
                trueFalse: Points(hundredths: Int32(random.pick([100, 50]))),
                wrongPenalty: Points(hundredths: Int32(random.pick([0, 0, 50])))
            )
        )
    }

    /// Every type; the key of a single-choice question is its second option.
    private static func bank() -> QuestionBank {
        QuestionBank(
            bank: "simulated",
            title: "模拟",
            published: false,
            questions: (0..<12).map { index in
                let type: QuestionType = [.single, .multiple, .trueFalse][index % 3]
                return Question(
                    id: "q\(index)",
                    type: type,
                    stem: "\(index)",
                    options: type == .trueFalse
                        ? Question.trueFalseOptions : ["甲", "乙", "丙", "丁"],
                    key: type == .multiple ? OptionMask(bits: 0b0110) : .option(1)
                )
            }
        )
    }

    /// Two or three trees of up to three levels.
    static func tree(_ random: inout SeededRandom) -> GroupTree {
        var nodes: [GroupNode] = []
        for number in 1...random.within(3...9) {
            let id = NodeID(rawValue: Int32(number))
            var parent = NodeID.none
            if let above = nodes.isEmpty || random.chance(25) ? nil : random.pick(nodes) {
                let depth = nodes.first { $0.id == above.parent } == nil ? 1 : 2
                parent = depth < 3 ? above.id : above.parent
            }
            nodes.append(GroupNode(id: id, code: "\(number)", name: "\(number)", parent: parent))
        }
        return GroupTree(nodes: nodes)
    }
}

extension GroupTree {
    /// Nodes with none below them.
    var leaves: [NodeID] {
        let parents = Set(nodes.map(\.parent))
        return nodes.map(\.id).filter { !parents.contains($0) }
    }

    /// A node and those above it.
    func path(from id: NodeID) -> [NodeID] {
        guard let node = nodes.first(where: { $0.id == id }) else { return [] }
        return [id] + path(from: node.parent)
    }
}
