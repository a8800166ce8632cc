import Spreadsheets
import Testing

@Suite struct WorkbookWriterTests {
    private let awkward = [
        "=1+1", "+86", "-5", "@x", "＝1", "多\n行", " 空 ", "\"引\"", "<b>&amp;", "_x0041_", "_x_",
        "13800138000", "007", "2026-06-01", "\t", "é", "e\u{301}", "𠮷", "TRUE", "#N/A", "'a",
        String(repeating: "长", count: 1000), "http://example.org/",
    ]

    private func workbook(_ rows: [[CSVValue]]) throws -> [UInt8] {
        let writer = try WorkbookWriter()
        try writer.begin(
            sheet: "题库",
            columns: [WorkbookColumn("题号"), WorkbookColumn("题干", width: 40)]
        )
        for row in rows { try writer.append(row: row) }
        return try writer.finish()
    }

    @Test func `what is written reads back equal, as texts`() throws {
        let bytes = try workbook(awkward.map { [.text($0), .number(87_628)] })
        let rows = try SpreadsheetReader.rows(of: bytes)
        #expect(rows.first?.cells.map(\.value.text) == ["题号", "题干"])
        #expect(rows.dropFirst().map { $0.cells.first?.value.text } == awkward.map { $0 })
        #expect(rows.last?.cells.last?.value == .text("87628"))
        #expect(Set(rows.map(\.sheet)) == ["题库"])
    }

    @Test func `the same rows make the same bytes, without formulas`() throws {
        let rows = awkward.map { [CSVValue.text($0)] }
        let first = try workbook(rows)
        #expect(try workbook(rows) == first)
        let archive = try ZipArchive(first)
        for name in archive.names where name.hasPrefix("xl/worksheets/") {
            let text = String(decoding: try archive.bytes(of: name), as: UTF8.self)
            #expect(!text.contains("<f>") && text.contains("<pane "))
        }
    }

    @Test func `characters that XML cannot carry are replaced`() throws {
        let bytes = try workbook([[.text("a\u{0}b\u{FFFF}c\u{7}d")]])
        #expect(
            try SpreadsheetReader.rows(of: bytes).last?.cells.first?.value
                == .text("a\u{FFFD}b\u{FFFD}c\u{7}d")
        )
    }

    @Test func `several sheets are written`() throws {
        let writer = try WorkbookWriter()
        try writer.begin(sheet: "一", columns: [WorkbookColumn("a")])
        try writer.append(row: [.text("1")])
        try writer.begin(sheet: "二", columns: [WorkbookColumn("b")])
        try writer.append(row: [.text(""), .text("2")])
        let rows = try SpreadsheetReader.rows(of: try writer.finish())
        #expect(rows.map(\.sheet) == ["一", "一", "二", "二"])
        #expect(rows.brief == ["1: 1=a", "2: 1=1", "1: 1=b", "2: 2=2"])
    }

    @Test func `what Excel cannot hold is refused`() throws {
        let writer = try WorkbookWriter()
        #expect(throws: WorkbookWriteFault.noSheet) { try writer.append(row: [.text("a")]) }
        for name in ["", "a/b", String(repeating: "长", count: 32), "a\u{0}"] {
            #expect(throws: WorkbookWriteFault.sheetName(name)) {
                try writer.begin(sheet: name, columns: [])
            }
        }
        try writer.begin(sheet: "x", columns: [])
        #expect(throws: WorkbookWriteFault.sheetName("X")) {
            try writer.begin(sheet: "X", columns: [])
        }
        #expect(throws: WorkbookWriteFault.cellTooLong(row: 2, column: 1)) {
            try writer.append(row: [.text(String(repeating: "长", count: 32_768))])
        }
        _ = try writer.finish()
        #expect(throws: WorkbookWriteFault.noSheet) { try writer.finish() }
    }
}
