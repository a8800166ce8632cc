import Spreadsheets
import Testing

private let sheet = "xl/worksheets/s.xml"

@Suite struct WorkbookFaultTests {
    private func place(_ row: Int, _ column: Int = 1) -> SheetPlace {
        SheetPlace(sheet: "题", row: row, column: column)
    }

    @Test(arguments: [
        "<row r=\"1048577\"><c><v>1</v></c></row>", "<row r=\"0\"><c><v>1</v></c></row>",
        "<row r=\"-5\"/>", "<row r=\"99999999999999999999999\"/>", "<row r=\"2\"/><row r=\"2\"/>",
        "<row r=\"\"/>", "<row><c r=\"A2\"/></row>", "<row><c r=\"XFE1\"/></row>",
        "<row><c r=\"1A\"/></row>", "<row><c r=\"\"/></row>", "<row><c r=\"A0\"/></row>",
        "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"A99999999999999999999\"/></row>",
        "<row><c r=\"AAAAAAAAAAAAAAAAAAAA1\"/></row>", "<row><c t=\"s\"><v>0</v></c></row>",
        "<row><c t=\"s\"><v>-1</v></c></row>", "<row><c t=\"s\"><v>9e99</v></c></row>",
    ])
    func `an impossible reference is refused`(_ rows: String) throws {
        let found = fault(try RawWorkbook(rows: rows).bytes())
        guard case .wrongReference = found else {
            Issue.record("\(String(describing: found))")
            return
        }
    }

    @Test func `the farthest cell is possible but too far`() throws {
        let rows = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
        #expect(
            fault(try RawWorkbook(rows: rows).bytes()) == .tooManyColumns(place(1_048_576, 16_384))
        )
    }

    @Test func `limits hold with their places`() throws {
        let rows = "<row r=\"1\"><c><v>1</v></c></row><row r=\"3\"><c/><c><v>12345</v></c></row>"
        let bytes = try RawWorkbook(rows: rows, shared: "<si><t>abcdefgh</t></si>").bytes()
        #expect(fault(bytes, SheetLimits(cellByteCount: 4)) == .cellTooLong(place(3, 2)))
        #expect(fault(bytes, SheetLimits(columnCount: 1)) == .tooManyColumns(place(3, 2)))
        #expect(fault(bytes, SheetLimits(rowCount: 1)) == .tooManyRows(place(3)))
        #expect(fault(bytes, SheetLimits(sheetCount: 0)) == .tooManySheets)
        #expect(fault(bytes, SheetLimits(sharedByteCount: 7)) == .sharedTextTooLarge)
        #expect(
            fault(bytes, SheetLimits(fileByteCount: 9)) == .fileTooLarge(byteCount: bytes.count)
        )
        #expect(fault(bytes, SheetLimits(depth: 3)) == .tooDeep(part: "xl/worksheets/s.xml"))
    }

    @Test func `a text that many cells share counts in each of them`() throws {
        let rows = (1...100).map { _ in "<row><c t=\"s\"><v>0</v></c></row>" }.joined()
        let shared = "<si><t>" + String(repeating: "x", count: 1000) + "</t></si>"
        let bytes = try RawWorkbook(rows: rows, shared: shared).bytes()
        #expect(fault(bytes, SheetLimits(textByteCount: 50_000)) == .textTooLarge(place(51)))
        #expect(fault(bytes, SheetLimits(elementCount: 100)) == .tooManyElements(part: sheet))
        #expect(fault(bytes) == nil)
    }

    @Test func `what could run or fetch is refused`() throws {
        var macros = RawWorkbook()
        macros.add("xl/vbaProject.bin", "x")
        #expect(fault(try macros.bytes()) == .macros)
        var typed = RawWorkbook()
        typed.add(
            "[Content_Types].xml",
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType="
                + "\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>"
        )
        #expect(fault(try typed.bytes()) == .macros)
        var links = RawWorkbook()
        links.add("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        #expect(fault(try links.bytes()) == .externalLinks)
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "<!DOCTYPE x>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">", "<!-- \n -->  <!DOCTYPE x>",
        String(repeating: " ", count: 100_000) + "<!DOCTYPE x [<!ENTITY a \"ha\">]>",
    ])
    func `a document type is refused in every part`(_ type: String) throws {
        for part in RawWorkbook(shared: "", styles: "").parts {
            var workbook = RawWorkbook(shared: "", styles: "")
            workbook.add(part.name, "<?xml version=\"1.0\"?>" + type + part.text)
            #expect(fault(try workbook.bytes()) == .documentType(part: part.name))
        }
    }

    /// Without data (`<?x?>`) the parser would dereference a null pointer.
    @Test(arguments: ["<?x?>", "<?xml?>", "<?xmlx ?>", "<?x y?>", "<?>", "<?"])
    func `a processing instruction is refused wherever it stands`(_ instruction: String) throws {
        for part in RawWorkbook(shared: "", styles: "").parts {
            let middle = part.text.firstIndex(of: ">").map { part.text.index(after: $0) }
            var inside = part.text
            inside.insert(contentsOf: instruction, at: middle ?? inside.endIndex)
            let mark = "\u{FEFF}"
            for text in [
                instruction + part.text, mark + instruction + part.text, inside,
                part.text + instruction, "<?xml version=\"1.0\"?>" + instruction + part.text,
            ] {
                var workbook = RawWorkbook(shared: "", styles: "")
                workbook.add(part.name, text)
                #expect(fault(try workbook.bytes()) == .instruction(part: part.name), "\(text)")
            }
        }
    }

    @Test func `another encoding than UTF-8 is refused`() throws {
        for head in ["<?xml version=\"1.0\" encoding=\"UTF-7\"?>", "<?xml encoding='gbk' ?>"] {
            var workbook = RawWorkbook()
            workbook.add(sheet, head + "<worksheet/>")
            #expect(fault(try workbook.bytes()) == .partEncoding(part: sheet))
        }
        let wide = RawWorkbook().parts.map { part in
            let isSheet = part.name == sheet
            return (
                name: part.name,
                bytes: isSheet
                    ? [0xFF, 0xFE] + part.text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
                    : Array(part.text.utf8)
            )
        }
        #expect(fault(try ZipWriter.archive(wide)) == .partEncoding(part: sheet))
    }

    @Test func `damaged parts are named`() throws {
        for text in ["", "<worksheet>", "<worksheet>\n<a></b></worksheet>", "<a>&undefined;</a>"] {
            var workbook = RawWorkbook()
            workbook.add(sheet, text)
            guard case .damagedPart(sheet, _) = fault(try workbook.bytes()) else {
                Issue.record("\(text): \(String(describing: fault(try workbook.bytes())))")
                continue
            }
        }
        var absent = RawWorkbook()
        absent.parts.removeAll { $0.name == sheet }
        #expect(fault(try absent.bytes()) == .zip(.missing(sheet)))
    }

    @Test func `bombs are stopped`() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        var nested = RawWorkbook()
        nested.add(sheet, "<worksheet>" + deep)
        #expect(fault(try nested.bytes()) == .tooDeep(part: sheet))
        let spaces = String(repeating: " ", count: 8 << 20)
        var hollow = RawWorkbook()
        hollow.add(sheet, "<worksheet>\(spaces)</worksheet>")
        #expect(fault(try hollow.bytes()) == .zip(.ratioTooHigh(sheet)))
        let long = "<row><c t=\"inlineStr\"><is><t>" + String(repeating: "长", count: 30_000)
        #expect(
            fault(try RawWorkbook(rows: long + "</t></is></c></row>").bytes())
                == .cellTooLong(place(1, 1))
        )
    }

    @Test func `other kinds of files are told apart`() throws {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 2044)
        #expect(fault(compound) == .legacyWorkbook)
        let name = Array("EncryptedPackage".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
        var encrypted = compound
        encrypted.replaceSubrange(1024..<1024 + name.count, with: name)
        #expect(fault(encrypted) == .encryptedWorkbook)
        #expect(fault(Array("\n <HTML><table>".utf8)) == .markup)
        #expect(fault(try ZipWriter.archive([("word/document.xml", [])])) == .noWorkbook)
        #expect(fault(try ZipWriter.archive([("xl/workbook.bin", [])])) == .binaryWorkbook)
        #expect(
            fault(try ZipWriter.archive([("mimetype", []), ("content.xml", [])])) == .openDocument
        )
        #expect(fault(try ZipWriter.archive([])) == .noWorkbook)
    }

    @Test func `no mutation traps`() throws {
        let rows = (1...20).map { "<row r=\"\($0)\"><c r=\"B\($0)\" t=\"s\"><v>0</v></c></row>" }
        let workbook = RawWorkbook(
            rows: rows.joined(),
            after: "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>",
            shared: "<si><t>一</t></si>",
            styles: "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
        )
        let whole = try workbook.bytes()
        for seed in UInt64(1)...1500 {
            var generator = SplitMix(state: seed)
            _ = fault(generator.mutated(whole))
            // Mutations of the XML itself: those of the archive mostly fail its checksums.
            var inner = workbook.parts.map { (name: $0.name, bytes: Array($0.text.utf8)) }
            let index = Int(generator.next() % UInt64(inner.count))
            inner[index].bytes = generator.mutated(inner[index].bytes)
            _ = fault(try ZipWriter.archive(inner))
        }
    }
}
