import ContestModel
import Exports
import Foundation
import Leaderboards
import Spreadsheets
import Testing

@Suite struct WorkbookTests {
    private static let dump = """
        import openpyxl
        book = openpyxl.load_workbook(path)
        print(json.dumps({s.title: {
            "rows": [[(c.data_type, str(c.value) if c.value is not None else None, c.number_format)
                      for c in row] for row in s.iter_rows()],
            "frozen": s.freeze_panes,
            "width": s.column_dimensions["A"].width} for s in book}))
        """

    private static func sheets(_ bytes: [UInt8]) throws -> [String: [String: Any]] {
        try #require(
            try Python.json(dump, over: bytes, ending: "xlsx") as? [String: [String: Any]]
        )
    }

    private static func rows(_ sheet: [String: Any]?) -> [[[String?]]] {
        (sheet?["rows"] as? [[[Any]]] ?? []).map { row in
            row.map { cell in cell.map { $0 as? String } }
        }
    }

    @Test(.enabled(if: Python.path != nil))
    func `openpyxl reads typed cells, a frozen header and the cover`() async throws {
        let bytes = try await Sample.bytes(Sample.table([Sample.row("王小明")]), .xlsx)
        let sheets = try Self.sheets(bytes)
        #expect(Set(sheets.keys) == ["说明", "样例"])
        #expect(sheets["样例"]?["frozen"] as? String == "A2")
        let cells = Self.rows(sheets["样例"])
        #expect(cells.first?.compactMap { $0.dropFirst().first ?? nil }.first == "姓名")
        let values = cells.last ?? []
        #expect(
            values == [
                ["s", "王小明", "@"], ["s", "007", "@"], ["n", "22", "0"], ["n", "98.5", "0.00"],
                ["n", "0.875", "0.00%"], ["n", "0.88", "0.00"],
                ["d", "2023-06-01 00:00:00", "yyyy-mm-dd"],
                ["d", "2023-06-01 08:00:00", "yyyy-mm-dd hh:mm:ss"], ["n", "81.25", "0.000"],
            ]
        )
        let cover = Self.rows(sheets["说明"]).map { row in row.map { $0.dropFirst().first ?? nil } }
        #expect(cover.contains(["账本序号", "812"]))
        #expect(cover.contains(["账本链头", String(repeating: "ab", count: 32)]))
        #expect(cover.contains(["人数统计口径", "按注册账号去重"]))
        #expect(cover.contains(["数据状态", "初步"]))
        #expect(cover.contains(["注", "说明一"]))
    }

    @Test(.enabled(if: Python.path != nil))
    func `two hundred formulas are no formulas and come back as they were`() async throws {
        let rows = Payloads.all.map { Sample.row($0, code: $0) }
        let bytes = try await Sample.bytes(Sample.table(rows), .xlsx)
        let cells = Self.rows(try Self.sheets(bytes)["样例"]).dropFirst()
        #expect(cells.count == 200)
        #expect(cells.allSatisfy { row in row.allSatisfy { $0.first != "f" } })
        // A workbook's line end is a line feed.
        let expected = Payloads.all.map { $0.replacing("\r", with: "\r") }
        let read = cells.map { $0.first?.dropFirst().first ?? nil }
        #expect(zip(read, expected).allSatisfy { $0?.hasSuffix($1.dropFirst(2)) ?? false })
    }

    @Test(.enabled(if: Python.path != nil))
    func `a table that is longer than a sheet goes on in the next`() async throws {
        let rows = (1...25).map { Sample.row("第\($0)人") }
        var writer = try ExportFormat.workbook(rowsPerSheet: 10)
        let file = try #require(
            try await writer.write(Sample.table(rows), cover: Sample.cover) { _ in }
        )
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
        let sheets = try Self.sheets(bytes)
        #expect(Set(sheets.keys) == ["说明", "样例", "样例 2", "样例 3"])
        let counts = ["样例", "样例 2", "样例 3"].map { Self.rows(sheets[$0]).count }
        #expect(counts == [11, 11, 6])
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice"), "no soffice")
    )
    func `LibreOffice opens the workbook`() async throws {
        let bytes = try await Sample.bytes(Sample.table([Sample.row("王小明")]), .xlsx)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("office-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let book = folder.appendingPathComponent("book.xlsx")
        try Data(bytes).write(to: book)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/soffice")
        process.arguments = [
            "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
            "--outdir",
            folder.path, book.path,
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let name = try #require(names.first { $0.hasSuffix(".csv") })
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        #expect(
            text == """
                姓名,编号,人次,成绩,正确率,平均分,日期,时间,用时（秒）
                王小明,007,22,98.5,87.5%,0.88,2023-06-01,2023-06-01 08:00:00,81.25

                """
        )
    }
}
