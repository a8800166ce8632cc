import ContestModel
import QuestionBanks
import Spreadsheets

extension FuzzTarget {
    /// Readers of trees, rosters, contest files, and of the XML within a workbook, which chance would
    /// never get past an archive's checksums.
    static let tables: [FuzzTarget] = [
        FuzzTarget("tree", seeds: [Array("代码,名称,上级代码,人数,别名\nA,甲,,10,a、b\nB,乙,A,,\n".utf8)]) {
            let reading = TreeReader.read(table: $0, file: "f", kind: .unit)
            check(reading.findings)
            if let tree = reading.value { expect(GroupIndex(tree) != nil, "no tree") }
        },
        FuzzTarget(
            "roster",
            seeds: [Array("姓名,手机,单位,口令\n王,13800138000,A,123456\n李,,甲,\n".utf8)]
        ) {
            let units = GroupTree(nodes: [
                GroupNode(id: NodeID(rawValue: 1), code: "A", name: "甲")
            ])
            let reading = RosterReader.read(
                table: $0,
                file: "f",
                regions: GroupTree(),
                units: units
            )
            check(reading.findings)
        },
        FuzzTarget(
            "contest",
            seeds: ContestTemplates.all.map { Array($0.render(answers: [:]).utf8) }
        ) {
            let reading = ContestFileReader.read($0, file: "f", format: .yaml)
            check(reading.findings)
            if let rules = reading.value {
                expect(!RulesSheet.chinese(rules).isEmpty, "rules without a sheet")
            }
        },
        FuzzTarget("workbook", seeds: [Array(sheet.utf8)]) { bytes in
            guard let workbook = try? archive(sheet: bytes) else { return }
            check(BankReader.read(workbook, file: "f", format: .xlsx))
            let reading = BankReader.read(workbook, file: "f", format: .xlsx)
            do {
                _ = try FaultyRows.bytes(of: workbook, as: .bank, findings: reading.findings)
            } catch let fault as WorkbookWriteFault {
                guard case .sheetName = fault else { return expect(false, "\(fault)") }
            } catch {
                expect(false, "\(error)")
            }
        },
    ]

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static let sheet: String = {
        func row(_ number: Int, _ texts: [String]) -> String {
            let cells = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
            return "<row r=\"\(number)\">\(cells.joined())</row>"
        }
        let heading = ["题型", "题干", "选项A", "选项B", "正确答案"]
        let rows = row(1, heading) + row(2, ["单选题", "问？", "甲", "乙", "A"])
        return "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>"
            + "<mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells></worksheet>"
    }()

    /// A workbook around one sheet's bytes.
    private static func archive(sheet: [UInt8]) throws -> [UInt8] {
        let parts = [
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"题\" "
                    + "sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/worksheet\" "
                    + "Target=\"worksheets/s.xml\"/></Relationships>"
            ),
        ]
        return try ZipWriter.archive(
            parts.map { (name: $0.0, bytes: Array($0.1.utf8)) }
                + [(name: "xl/worksheets/s.xml", bytes: sheet)]
        )
    }
}
