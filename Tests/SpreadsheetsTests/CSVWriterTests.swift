import Spreadsheets
import Testing

@Suite struct CSVWriterTests {
    private func written(_ texts: [String]) -> String {
        var writer = CSVWriter()
        writer.append(texts: texts)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (["a", "b"], "a,b\r\n"),
        (["a,b", "c"], "\"a,b\",c\r\n"),
        (["a\"b"], "\"a\"\"b\"\r\n"),
        (["a\nb"], "\"a\nb\"\r\n"),
        ([" a"], "\" a\"\r\n"),
        (["", ""], ",\r\n"),
        (["=1+1"], "'=1+1\r\n"),
        (["+86", "-5", "@x"], "'+86,'-5,'@x\r\n"),
        (["\tx", "\rx"], "\"'\tx\",\"'\rx\"\r\n"),
        (["＝1", "＋1", "－1", "＠1"], "'＝1,'＋1,'－1,'＠1\r\n"),
        (["a=1", "全"], "a=1,全\r\n"),
    ])
    func `fields are quoted and formulas made harmless`(_ texts: [String], _ expected: String) {
        #expect(written(texts) == expected)
    }

    @Test func `numbers stay numbers`() {
        var writer = CSVWriter(delimiter: .tab)
        writer.append(row: [.number(-5), .number(87_628), .text("人")])
        #expect(String(decoding: writer.take(), as: UTF8.self) == "-5\t87628\t人\r\n")
        #expect(writer.bytes.isEmpty)
    }

    @Test func `Excel gets a byte order mark, once`() {
        var writer = CSVWriter(forExcel: true)
        writer.append(texts: ["a"])
        #expect(writer.take() == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
        writer.append(texts: ["b"])
        #expect(writer.take() == [0x62, 0x0D, 0x0A])
    }

    @Test func `what is written reads back equal`() throws {
        let texts = ["a,b", "\"", "多\r\n行", "", " x ", ";", "\t"]
        var writer = CSVWriter(forExcel: true)
        writer.append(texts: texts.filter { $0 != "\t" })
        let rows = try CSVReader.rows(of: writer.bytes)
        #expect(rows.first?.fields.map(\.text) == texts.filter { $0 != "\t" })
    }
}
