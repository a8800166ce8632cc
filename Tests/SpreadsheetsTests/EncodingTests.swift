import Spreadsheets
import Testing

@Suite struct EncodingTests {
    /// 姓名,单位 and 王小明,联通 as Python's `gb18030` codec writes them; 联通 is valid UTF-8 too.
    private let chinese: [UInt8] = [
        0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xB5, 0xA5, 0xCE, 0xBB, 0x0A, 0xCD, 0xF5, 0xD0, 0xA1, 0xC3,
        0xF7, 0x2C, 0xC1, 0xAA, 0xCD, 0xA8, 0x0A,
    ]

    @Test func `GB18030 is read`() throws {
        let rows = try SpreadsheetReader.rows(of: chinese)
        #expect(rows.brief == ["1: 1=姓名 2=单位", "2: 1=王小明 2=联通"])
        // 𠮷 (four bytes) and € as the codec writes them.
        let rare = chinese + [0x95, 0x34, 0xB2, 0x35, 0x2C, 0xA2, 0xE3, 0x0A]
        #expect(try SpreadsheetReader.rows(of: rare).brief.last == "3: 1=𠮷 2=€")
    }

    @Test func `what GB18030 lacks is found at its cell, and the next one is read`() throws {
        let rows = try SpreadsheetReader.rows(of: chinese + [0xFF, 0x2C, 0xCD, 0xF5, 0x0A])
        #expect(rows.brief.last == "3: 1=undecodable 2=王")
        #expect(try SpreadsheetReader.rows(of: chinese + [0xCD]).brief.last == "3: 1=undecodable")
    }

    @Test func `UTF-8 with one broken place stays UTF-8`() throws {
        let bytes = Array("姓名,单位\n王,甲\n".utf8) + [0xE7, 0x8E, 0x2C, 0x61]
        #expect(
            try SpreadsheetReader.rows(of: bytes).brief == [
                "1: 1=姓名 2=单位", "2: 1=王 2=甲", "3: 1=undecodable 2=a",
            ]
        )
    }

    @Test(arguments: [true, false])
    func `UTF-16 with a mark is read`(_ isLittle: Bool) throws {
        let units = Array("\u{FEFF}姓名\t单位\r\n𠮷\t甲".utf16) + [0xD800]
        let bytes = units.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit & 255), UInt8(unit >> 8)]
            return isLittle ? pair : pair.reversed()
        }
        #expect(
            try SpreadsheetReader.rows(of: bytes).brief == [
                "1: 1=姓名 2=单位", "2: 1=𠮷 2=undecodable",
            ]
        )
    }

    @Test func `a NUL byte is refused with its line`() {
        #expect(fault([0x61, 0x0D, 0x0A, 0x62, 0x0A, 0x00]) == .nulByte(line: 3))
        let unmarked = "a,b\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(fault(unmarked) == .nulByte(line: 1))
    }

    @Test func `line breaks within a cell become one kind`() throws {
        let rows = try SpreadsheetReader.rows(of: Array("\"a\r\nb\rc\nd\",e".utf8))
        #expect(rows.brief == ["1: 1=a\nb\nc\nd 2=e"])
    }

    @Test func `a table's faults keep their lines`() {
        #expect(fault(Array("a,b\n\"c".utf8)) == .csv(.unclosedQuote(line: 2)))
    }

    @Test func `any bytes are read or refused`() {
        for seed in UInt64(1)...3000 {
            var generator = SplitMix(state: seed)
            _ = fault(generator.mutated(chinese))
            _ = fault((0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }
}
