import Audit

extension FalseLedgerTests {
    private static let third = JuneContest.opening + 2 * JuneContest.day

    static let peopleCases = [
        Case("a participant's number left out", [.registration], at: "p4") {
            $0.facts.append(.registration(4, at: third + 9000, region: 2, unit: 11))
        },
        Case("a participant twice", [.registration], at: "again", isRelaxed: true) {
            var again = TestFact.registration(2, at: third + 9000, region: 3, unit: 11)
            again.label = "again"
            again["idempotency_key"] = .blob([UInt8](repeating: 9, count: 16))
            $0.facts.append(again)
        },
        Case("a request twice", [.registration], at: "p3", isRelaxed: true) {
            var again = TestFact.registration(3, at: third + 9000, region: 3, unit: 11)
            again["idempotency_key"] = $0["p0"]["idempotency_key"]
            $0.facts.append(again)
        },
        Case("a region that is no leaf", [.registration], at: "p3") {
            $0.facts.append(.registration(3, at: third + 9000, region: 1, unit: 11))
        },
        Case("a unit that is not in the tree", [.registration], at: "p3") {
            $0.facts.append(.registration(3, at: third + 9000, region: 2, unit: 13))
        },
        Case("an attempt of nobody", [.registration], at: "X") {
            $0.facts.append(
                .attempt(
                    "X",
                    of: 7,
                    at: third + 9000,
                    day: 20_242,
                    total: 1,
                    paper: [0, 1, 2, 4]
                )
            )
        },
        Case("a grant to nobody", [.registration, .limit], at: "grant") {
            $0.set("grant", "participant", to: 7)
        },
        Case("credited to another region", [.group], at: "A.s") { $0.set("A.s", "region", to: 3) },
        Case("credited to another unit", [.group], at: "A.s") { $0.set("A.s", "unit", to: 12) },
        Case("cached lots", [.cache], at: "standing(participant=1)") {
            $0.standings[1].lots = 2
        },
        Case("a cached day", [.cache], at: "standing(participant=0)") {
            $0.standings[0].day = 20_240
        },
        Case("a cache folded short of its submission", [.cache], at: "standing(participant=0)") {
            $0.standings[0].asOf = "A.3"
        },
        Case("a cached standing of nobody", [.cache], at: "standing(participant=9)") {
            $0.standings.append((9, "A.3", 0, 0))
        },
    ]

    static let contentCases = [
        Case("an older version of the rules", [.content], at: "I") {
            $0.insert(.contest(JuneContest.rules, version: 2, at: third), before: "I")
        },
        Case("rules that do not exist", [.content], at: "I") {
            $0.set("I", "rules_version", to: 9)
        },
        Case("a bank that does not exist", [.content], at: "I") {
            $0.set("I", "bank_version", to: 9)
        },
        Case("a track that does not exist", [.content], at: "I") { $0.set("I", "track", to: 2) },
        Case("a bank under another digest", [.content], at: "bank") {
            $0["bank"]["digest"] = .text("00")
        },
        Case("days that do not ascend", [.content], at: "rules") {
            $0.replace(
                "1000691200000,1000777600000",
                with: "1000777600000,1000691200000",
                in: "rules"
            )
        },
        Case("a tree whose child stands before its parent", [.content], at: "unit") {
            let nodes =
                [11, 12].map { JuneContest.node($0, under: 10) } + [
                    JuneContest.node(10, under: 0)
                ]
            let tree = "{\"nodes\":[\(nodes.joined(separator: ","))]}"
            $0["unit"]["content"] = .blob(Array(tree.utf8))
        },
        Case("an extension without its instant", [.content], at: "extend") {
            $0.facts.append(.amendment("extend", at: third + 9000))
        },
        Case("a tree that is no JSON", [.content], at: "tree 2") {
            var tree = TestFact.tree("unit", "nodes:", at: third + 9000)
            tree.label = "tree 2"
            tree.set("version", to: 2)
            $0.facts.append(tree)
        },
        Case("time that goes back", [.clock], at: "link") {
            $0 = JuneContest.withEveryKind
            $0["link"].at -= 1
        },
    ]
}

extension TestFact {
    mutating func set(_ name: String, to number: Int64) {
        let cell = self[name]
        self[name] = cell?.with(number)
    }
}
