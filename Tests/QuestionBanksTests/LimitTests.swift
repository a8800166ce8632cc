import ContestModel
import QuestionBanks
import Testing

/// Findings that need a large or odd file of their own.
@Suite struct LimitTests {
    private func contest(_ lines: String...) -> [String] {
        let text = """
            contest: c
            title: t
            bank: b
            opens: "2026-06-01 00:00"
            closes: "2026-06-30 24:00"

            """ + lines.joined(separator: "\n")
        return ContestFileReader.read(Array(text.utf8), file: "c", format: .yaml).brief
    }

    @Test func `a bank of 65,536 questions is one too many`() {
        for (count, expected) in [(65_535, []), (65_536, ["bank.questions.too-many@3:1"])] {
            var text = "bank: b\ntitle: t\nquestions:\n"
            for index in 0..<count {
                text +=
                    "- {id: q\(index), type: true_false, stem: s\(index), key: \(index % 2 == 0)}\n"
            }
            let reading = BankReader.read(Array(text.utf8), file: "b", format: .yaml)
            #expect(reading.briefErrors == expected)
        }
    }

    @Test func `nine tracks are one too many`() {
        let track = "{name: x, paper: {questions: 1}}"
        let nine = Array(repeating: track, count: 9).joined(separator: ", ")
        #expect(contest("tracks: [\(nine)]") == ["file.value.list-too-long@6:9"])
        #expect(contest("tracks: []") == ["file.key.missing@6:1"])
    }

    @Test func `a contest in which nothing counts is pointed out`() {
        #expect(
            contest("tracks: [{name: x, counts: false, paper: {questions: 1}}]")
                == ["contest.tracks.none-counts@6:1"]
        )
    }

    @Test func `summed times beyond 32 bits are pointed out`() {
        // 2 a day × 30 days × 24 h are 5,184,000 s, more than 4,294,967 s.
        #expect(
            contest(
                "tracks: [{name: x, attempts_per_day: 2, time_limit: 24h, paper: {questions: 1}}]",
                "ranking: {time: summed, breakers: [time]}"
            ) == ["contest.time.saturates@7:1"]
        )
    }

    @Test(arguments: [
        ("代码,名称\n甲\"乙\",丙\n\"a\"b,c", ["csv.text-after-quote@3:1"]),
        ("代码,名称\n" + String(repeating: "x", count: 65_537), ["csv.field-too-long@2:1"]),
        ("代码,名称\n" + String(repeating: ",", count: 256), ["csv.too-many-fields@2:1"]),
        ("代码,名称\n" + String(repeating: "长", count: 22) + ",甲", ["text.too-long@2:1"]),
    ])
    func `limits of tables are held`(_ text: String, _ expected: [String]) {
        let reading = TreeReader.read(table: Array(text.utf8), file: "t", kind: .region)
        #expect(reading.brief == expected)
    }

    @Test func `a table in another encoding is refused at each place`() {
        let bytes = Array("代码,名称\nA,".utf8) + [0xC4, 0xE3] + Array("\nB,".utf8) + [0xBA, 0xC3]
        let reading = TreeReader.read(table: bytes, file: "t", kind: .region)
        #expect(
            reading.brief.filter { $0.hasPrefix("table.enc") } == [
                "table.encoding@2:2", "table.encoding@3:2",
            ]
        )
    }

    @Test func `aliases are limited and identifiers run out without a trap`() {
        let aliases = (0..<33).map { "别\($0)" }.joined(separator: "、")
        #expect(
            TreeReader.read(
                table: Array("代码,名称,别名\nA,甲,\(aliases)".utf8),
                file: "t",
                kind: .region
            ).brief == ["tree.aliases@2:3"]
        )
        let last = GroupTree(nodes: [
            GroupNode(id: NodeID(rawValue: .max), code: "A", name: "甲")
        ])
        #expect(
            TreeReader.read(
                table: Array("代码,名称\nA,甲\nB,乙".utf8),
                file: "t",
                kind: .region,
                existing: last
            ).brief == ["tree.ids@-:-"]
        )
    }
}
