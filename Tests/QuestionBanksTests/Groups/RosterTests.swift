import ContestModel
import QuestionBanks
import Testing

private let regions = GroupTree(nodes: [
    GroupNode(id: NodeID(rawValue: 1), code: "999900", name: "青禾县"),
    GroupNode(
        id: NodeID(rawValue: 2),
        code: "999901",
        name: "上河镇",
        parent: NodeID(rawValue: 1),
        aliases: ["上河乡"]
    ),
])
private let units = GroupTree(nodes: [
    GroupNode(id: NodeID(rawValue: 7), code: "U1", name: "青禾化工有限公司"),
    GroupNode(id: NodeID(rawValue: 8), code: "U2", name: "机关食堂"),
    GroupNode(id: NodeID(rawValue: 9), code: "U3", name: "机关食堂"),
])

@Suite struct RosterTests {
    private func roster(_ lines: [String]) -> Reading<[RosterEntry]> {
        RosterReader.read(
            table: Array(lines.joined(separator: "\r\n").utf8),
            file: "r.csv",
            regions: regions,
            units: units
        )
    }

    @Test func `codes, names and aliases all find their node`() throws {
        let entries = try #require(
            roster([
                "姓名,手机,地区,单位,口令", "王小明,138 0013-8000,上河镇,U1,123456",
                "李四,,上河乡,青禾化工有限公司,", "欧阳海,+8613900139000,999901,U2,0007",
            ]).value
        )
        #expect(
            entries == [
                RosterEntry(
                    name: "王小明",
                    phone: "13800138000",
                    region: NodeID(rawValue: 2),
                    unit: NodeID(rawValue: 7),
                    pin: "123456",
                    line: 2
                ),
                RosterEntry(
                    name: "李四",
                    phone: nil,
                    region: NodeID(rawValue: 2),
                    unit: NodeID(rawValue: 7),
                    pin: nil,
                    line: 3
                ),
                RosterEntry(
                    name: "欧阳海",
                    phone: "13900139000",
                    region: NodeID(rawValue: 2),
                    unit: NodeID(rawValue: 8),
                    pin: "0007",
                    line: 4
                ),
            ]
        )
    }

    @Test func `a roster may do without regions and units`() throws {
        let entries = try #require(roster(["name", "Ada"]).value)
        #expect(entries.map(\.region) == [.none] && entries.map(\.unit) == [.none])
    }

    @Test(arguments: [
        (["姓名,单位", "王,青禾化工有限公斯"], ["roster.unit.unknown@2:2"]),
        (["姓名,单位", "王,机关食堂"], ["roster.unit.ambiguous@2:2"]),
        (["姓名,单位代码,单位", "王,U1,机关食堂"], ["roster.unit.ambiguous@2:3"]),
        (["姓名,地区代码,地区", "王,999900,上河镇"], ["roster.region.contradiction@2:3"]),
        (["姓名,单位", "王,"], ["roster.unit.missing@2:2"]),
        (["姓名,单位", ",U1"], ["table.cell.missing@2:1"]),
        (["姓名,单位", "王,U1", "王,U1"], ["roster.name.repeated@3:1"]),
        (["姓名,单位", "王,U1", "王,U2"], []),
        (["姓名,手机", "王,13800138000", "李,13800138000"], ["roster.phone.repeated@3:2"]),
        (["姓名,手机", "王,1.38E+10"], ["roster.phone@2:2"]),
        (["姓名,手机", "王,１３８"], ["roster.phone@2:2"]),
        (["姓名,口令", "王,12"], ["roster.pin@2:2"]),
        (["姓名"], ["roster.empty@-:-"]),
    ])
    func `each fault of a roster is found at its place`(_ lines: [String], _ expected: [String]) {
        #expect(roster(lines).brief == expected)
    }

    @Test func `a misspelt unit gets its nearest name, and no PIN or phone is quoted`() {
        let misspelt = roster(["姓名,单位", "王,青禾化工有限公斯"]).findings
        #expect(misspelt.first?.chinese.contains("青禾化工有限公司") == true)
        let personal = roster(["姓名,手机,口令", "王,138001380009999999,9x9x9x9"]).findings
        #expect(personal.count == 2)
        for finding in personal {
            #expect(!finding.text.contains("001380009") && !finding.text.contains("9x9x"))
        }
    }
}
