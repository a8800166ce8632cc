import ContestModel
import QuestionBanks
import Testing

@Suite struct WorkbookGroupTests {
    private func units() throws -> GroupTree {
        let reading = TreeReader.read(
            table: try Tables.bytes("units.xlsx"),
            file: "units.xlsx",
            kind: .unit
        )
        #expect(reading.findings.isEmpty, "\(FindingTable.render(reading.findings))")
        return try #require(reading.value)
    }

    @Test func `a tree is read from a workbook`() throws {
        #expect(
            try units().nodes == [
                GroupNode(
                    id: NodeID(rawValue: 1),
                    code: "1001",
                    name: "青禾化工有限公司",
                    headcount: 1200,
                    // 2026-05-31 is day 20,604: 56 × 365 + 14 leap days + 150.
                    headcountDay: ContestDay(number: 20_604),
                    industry: "化工",
                    aliases: ["青化", "青禾化工"]
                ),
                GroupNode(
                    id: NodeID(rawValue: 2),
                    code: "1002",
                    name: "一车间",
                    parent: NodeID(rawValue: 1),
                    headcount: 300,
                    headcountDay: ContestDay(number: 20_604)
                ),
            ]
        )
    }

    @Test func `a roster's faults are findings with sheet, row and column`() throws {
        let reading = RosterReader.read(
            table: try Tables.bytes("roster.xlsx"),
            file: "roster.xlsx",
            regions: GroupTree(),
            units: try units()
        )
        #expect(
            reading.findings.map(\.sheetBrief) == [
                "roster.name.repeated@名册:4:1", "roster.unit.unknown@名册:5:3",
            ]
        )
        #expect(reading.findings.last?.chinese.contains("“青禾化工有限公司”") == true)
    }

    @Test func `phones and PINs that are numbers keep their digits`() throws {
        let rows = try Tables.bytes("roster.xlsx")
        let all = GroupTree(
            nodes: try units().nodes + [
                GroupNode(id: NodeID(rawValue: 3), code: "x", name: "青禾化工有限公斯")
            ]
        )
        let reading = RosterReader.read(
            table: rows,
            file: "roster.xlsx",
            regions: GroupTree(),
            units: all
        )
        // The fourth person's phone repeats the first one's.
        #expect(reading.findings.map(\.sheetBrief).last == "roster.phone.repeated@名册:5:2")
    }
}
