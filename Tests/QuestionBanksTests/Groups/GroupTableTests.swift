import ContestModel
import QuestionBanks
import Testing

@Suite struct GroupTableTests {
    private func tree(_ lines: [String], existing: GroupTree? = nil) -> Reading<GroupTree> {
        TreeReader.read(
            table: Array(lines.joined(separator: "\n").utf8),
            file: "t.csv",
            kind: .unit,
            existing: existing
        )
    }

    @Test func `columns are found by their headings in any order`() throws {
        let chinese = try #require(
            tree([
                "名称,上级代码,代码,人数,人数日期,行业,别名", "甲厂,,U1,120,2026-05-31,化工,甲化、老甲厂;甲化",
                "一车间,U1,U2,,,,",
            ]).value
        )
        let english = try #require(
            tree([
                "code;name;parent;headcount;headcount_date;industry;aliases",
                "U1;甲厂;;120;2026-05-31;化工;甲化、老甲厂", "U2;一车间;U1;;;;",
            ]).value
        )
        #expect(chinese == english)
        // 2026-05-31 is day 20,604: 56 × 365 + 14 leap days + 150.
        #expect(
            chinese.nodes == [
                GroupNode(
                    id: NodeID(rawValue: 1),
                    code: "U1",
                    name: "甲厂",
                    headcount: 120,
                    headcountDay: ContestDay(number: 20_604),
                    industry: "化工",
                    aliases: ["甲化", "老甲厂"]
                ),
                GroupNode(
                    id: NodeID(rawValue: 2),
                    code: "U2",
                    name: "一车间",
                    parent: NodeID(rawValue: 1)
                ),
            ]
        )
    }

    @Test func `parents come before children, identifiers follow the file`() throws {
        let tree = try #require(
            tree(["代码,名称,上级代码", "C,丙,B", "B,乙,A", "A,甲,"]).value
        )
        #expect(tree.nodes.map(\.code) == ["A", "B", "C"])
        #expect(tree.nodes.map(\.id.rawValue) == [3, 2, 1])
        #expect(GroupIndex(tree) != nil)
    }

    @Test func `known codes keep their identifiers and nothing known is lost`() throws {
        let first = try #require(tree(["代码,名称,上级代码", "A,甲,", "B,乙,A"]).value)
        let reading = tree(["代码,名称,上级代码", "X,新,A", "A,甲厂,"], existing: first)
        let second = try #require(reading.value)
        #expect(reading.brief == ["tree.code.omitted@-:-"])
        let numbers = Dictionary(
            uniqueKeysWithValues: second.nodes.map { ($0.code, $0.id.rawValue) }
        )
        #expect(numbers == ["A": 1, "B": 2, "X": 3])
        #expect(second.nodes.first { $0.code == "A" }?.name == "甲厂")
        #expect(GroupIndex(second)?.path(from: NodeID(rawValue: 2)).map(\.rawValue) == [2, 1])
    }

    @Test(arguments: [
        (["代码,名字", "A,甲"], ["table.heading.missing@1:1", "table.heading.unknown@1:2"]),
        (["代码,名称,代码", "A,甲,B"], ["table.heading.repeated@1:3"]),
        (["代码,名称"], ["tree.empty@-:-"]),
        ([""], ["file.empty@-:-"]),
        (["代码,名称", "A,"], ["table.cell.missing@2:2"]),
        (["代码,名称", "A,甲,多"], ["table.row.too-long@2:3"]),
        (["代码,名称", "A,甲", "A,乙"], ["tree.code.repeated@3:1"]),
        (["代码,名称,上级代码", "A,甲,Z"], ["tree.parent.unknown@2:3"]),
        (
            ["代码,名称,上级代码", "A,甲,B", "B,乙,A", "C,丙,B", "D,丁,D"],
            ["tree.cycle@2:3", "tree.cycle@3:3", "tree.cycle@5:3"]
        ),
        (["代码,名称,人数", "A,甲,\"1,200\""], ["tree.headcount@2:3"]),
        (["代码,名称,人数日期", "A,甲,2026/5/31"], ["file.value.date@2:3"]),
        (["代码,名称,上级代码", "A,甲,", "B,乙,A", "C,乙,A"], ["tree.name.repeated@4:1"]),
        (["代码,名称", "A,\"甲"], ["csv.unclosed-quote@2:1"]),
        (["代码,名称", "A,\"甲\n乙\""], ["text.control@2:2"]),
    ])
    func `each fault of a tree is found at its place`(_ lines: [String], _ expected: [String]) {
        #expect(tree(lines).brief == expected)
    }

    @Test func `a tree deeper than sixteen levels is refused`() {
        let rows = (1...17).map { "N\($0),节点\($0),\($0 == 1 ? "" : "N\($0 - 1)")" }
        #expect(tree(["代码,名称,上级代码"] + rows).brief == ["tree.too-deep@18:1"])
        #expect(tree(["代码,名称,上级代码"] + rows.dropLast()).value?.nodes.count == 16)
    }
}
