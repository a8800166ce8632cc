import Spreadsheets
import Testing

/// A table's bytes and its rows, written by hand after RFC 4180.
struct CSVSample: Sendable, CustomTestStringConvertible {
    var text: String
    var rows: [[String]]
    var lines: [Int]
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ rows: [[String]], lines: [Int]? = nil) {
        self.text = text
        self.rows = rows
        self.lines = lines ?? Array(rows.indices.map { $0 + 1 })
    }
}

private let samples: [CSVSample] = [
    CSVSample("", []),
    CSVSample("\n\n", []),
    CSVSample("a", [["a"]]),
    CSVSample("a,b\n", [["a", "b"]]),
    CSVSample("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    CSVSample("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    CSVSample("a,b\n\nc,d", [["a", "b"], ["c", "d"]], lines: [1, 3]),
    CSVSample("a,\n,b\n", [["a", ""], ["", "b"]]),
    CSVSample(",\n", [["", ""]]),
    CSVSample("\"\"\n", [[""]]),
    CSVSample(" a , b \n", [[" a ", " b "]]),
    CSVSample("\"a,b\",c\n", [["a,b", "c"]]),
    CSVSample("\"a\"\"b\",c\n", [["a\"b", "c"]]),
    CSVSample("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]], lines: [1, 3]),
    CSVSample("\"a\r\nb\",c\r\nd,e", [["a\r\nb", "c"], ["d", "e"]], lines: [1, 3]),
    CSVSample("a\"b,c\n", [["a\"b", "c"]]),
    CSVSample("a;b;c,d\n", [["a", "b", "c,d"]]),
    CSVSample("a\tb\n", [["a", "b"]]),
    CSVSample("\"x;y;z\",b\n", [["x;y;z", "b"]]),
    CSVSample("标题\na;b\n", [["标题"], ["a", "b"]]),
    CSVSample("a,b\nc,d;e;f\n", [["a", "b"], ["c", "d;e;f"]]),
    CSVSample("\u{FEFF}姓名,单位\n王,甲\n", [["姓名", "单位"], ["王", "甲"]]),
    CSVSample("\u{FEFF}\"a\",b\n", [["a", "b"]]),
]

@Suite struct CSVReaderTests {
    @Test(arguments: samples)
    func `a table is read row by row`(_ sample: CSVSample) throws {
        let rows = try CSVReader.rows(of: sample.text.utf8)
        #expect(rows.map { $0.fields.map { $0.text ?? "?" } } == sample.rows)
        #expect(rows.map(\.line) == sample.lines)
    }

    @Test(arguments: samples)
    func `it does not matter in which pieces a table comes`(_ sample: CSVSample) throws {
        var reader = CSVReader()
        var rows: [CSVRow] = []
        for byte in sample.text.utf8 { try reader.read([byte]) { rows.append($0) } }
        try reader.finish { rows.append($0) }
        #expect(rows.map { $0.fields.map { $0.text ?? "?" } } == sample.rows)
        #expect(rows.map(\.line) == sample.lines)
    }

    @Test(arguments: [
        ("a,b\n\"c,d\ne\n", CSVFault.unclosedQuote(line: 2)),
        ("a\n\n\"", .unclosedQuote(line: 3)),
        ("a,b\n\"c\"d,e\n", .textAfterQuote(line: 2)),
        ("\"a\nb\" ,c\n", .textAfterQuote(line: 2)),
        ("a\n12345678901\n", .fieldTooLong(line: 2)),
        ("a\nb,c,d,e,f\n", .tooManyFields(line: 2)),
        ("a\nb\nc\nd\ne\n", .tooManyRows(line: 5)),
    ])
    func `a fault is named with its line`(_ text: String, _ fault: CSVFault) {
        let limits = CSVLimits(fieldByteCount: 10, fieldCount: 4, rowCount: 4)
        #expect(throws: fault) { try CSVReader.rows(of: text.utf8, limits: limits) }
    }

    @Test func `bytes that are not UTF-8 are kept and have no text`() throws {
        let rows = try CSVReader.rows(of: [0x61, 0x2C, 0xC4, 0xE3, 0x0A])
        #expect(rows.first?.fields.map(\.text) == ["a", nil])
        #expect(rows.first?.fields.last?.bytes == [0xC4, 0xE3])
    }

    @Test func `bytes that only begin like a byte order mark are kept`() throws {
        #expect(try CSVReader.rows(of: [0xEF, 0xBB]).first?.fields.first?.bytes == [0xEF, 0xBB])
        let rows = try CSVReader.rows(of: [0xEF, 0xBC, 0x9D, 0x2C, 0x62])
        #expect(rows.first?.fields.map(\.text) == ["＝", "b"])
    }

    @Test func `a given delimiter is not guessed again`() throws {
        let rows = try CSVReader.rows(of: "a;b,c\n".utf8, delimiter: .comma)
        #expect(rows.first?.fields.map(\.text) == ["a;b", "c"])
    }

    @Test func `any bytes are read or refused, never trapped on`() {
        for seed in UInt64(1)...2000 {
            var state = seed
            let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x3B, 0x09, 0xEF, 0xBB, 0xBF]
            let bytes = (0..<40).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
            _ = try? CSVReader.rows(of: bytes)
        }
    }
}
