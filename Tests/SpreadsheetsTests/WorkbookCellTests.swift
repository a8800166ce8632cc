import Spreadsheets
import Testing

/// One row of a sheet and what people see in it, written by hand after ECMA-376.
private let samples: [(cells: String, expected: [String])] = [
    ("<c r=\"A1\"><v>5</v></c>", ["1: 1=5"]),
    ("<c><v>5</v></c><c><v>6</v></c>", ["1: 1=5 2=6"]),
    ("<c r=\"C1\"><v>5</v></c><c><v>6</v></c>", ["1: 3=5 4=6"]),
    ("<c r=\"A1\" t=\"s\"><v>0</v></c>", ["1: 1=一"]),
    ("<c r=\"A1\" t=\"s\"><v>1</v></c>", ["1: 1=红绿"]),
    ("<c r=\"A1\" t=\"s\"><v>2</v></c>", ["1: 1=課長"]),
    ("<c r=\"A1\" t=\"s\"><v>3</v></c>", ["1: 1=上\n下_x0041_"]),
    ("<c r=\"A1\" t=\"inlineStr\"><is><t> 空 </t></is></c>", ["1: 1= 空 "]),
    (
        "<c r=\"A1\" t=\"inlineStr\"><is><r><t>甲</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"
            + "<r><t>乙</t></r></is></c>", ["1: 1=甲乙"]
    ),
    ("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[a<b]]></t></is></c>", ["1: 1=a<b"]),
    ("<c r=\"A1\" t=\"str\"><f>A2</f><v>a&amp;b &#x4E00;</v></c>", ["1: 1=a&b 一"]),
    ("<c r=\"A1\"><f>1+1</f><v>2</v></c>", ["1: 1=2"]),
    ("<c r=\"A1\"><f>1+1</f></c>", ["1: 1=uncalculated"]),
    ("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", ["1: 1=formulaError(\"#N/A\")"]),
    ("<c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c>", ["1: 1=TRUE 2=FALSE"]),
    ("<c r=\"A1\" s=\"0\"/><c r=\"B1\"><v></v></c>", []),
    ("<c r=\"A1\" t=\"d\"><v>2026-06-01T00:00:00</v></c>", ["1: 1=2026-06-01"]),
    ("<c r=\"A1\" s=\"1\"><v>46174</v></c>", ["1: 1=2026-06-01"]),
    ("<c r=\"A1\" s=\"2\"><v>46174.354166666664</v></c>", ["1: 1=2026-06-01 08:30:00"]),
    ("<c r=\"A1\" s=\"3\"><v>46174</v></c>", ["1: 1=46174"]),
    ("<c r=\"A1\" s=\"4\"><v>7</v></c>", ["1: 1=0007"]),
    ("<c r=\"A1\" s=\"1\"><v>1</v></c>", ["1: 1=1900-01-01"]),
    ("<c r=\"A1\" s=\"1\"><v>59</v></c>", ["1: 1=1900-02-28"]),
    ("<c r=\"A1\" s=\"1\"><v>61</v></c>", ["1: 1=1900-03-01"]),
    ("<c r=\"A1\" s=\"1\"><v>-1</v></c>", ["1: 1=-1"]),
    ("<c r=\"A1\" s=\"1\"><v>1e300</v></c>", ["1: 1=1e300"]),
    ("<c r=\"A1\" s=\"99\"><v>5</v></c>", ["1: 1=5"]),
    ("<c r=\"A1\" s=\"5\"><v>0.5</v></c>", ["1: 1=12:00:00"]),
]

private let shared =
    "<si><t>一</t></si><si><r><rPr><b/></rPr><t>红</t></r><r><t>绿</t></r></si>"
    + "<si><t>課長</t><rPh sb=\"0\" eb=\"2\"><t>カチョウ</t></rPh></si>"
    + "<si><t>上_x000D_\n下_x005F_x0041_</t></si>"
private let styles =
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\\ h:mm\"/>"
    + "<numFmt numFmtId=\"165\" formatCode=\"[Red]0&quot;days&quot;\"/>"
    + "<numFmt numFmtId=\"166\" formatCode=\"0000\"/></numFmts>"
    + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
    + "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>"
    + "<xf numFmtId=\"20\"/></cellXfs>"

@Suite struct WorkbookCellTests {
    @Test(arguments: samples)
    func `a cell is read as people see it`(_ sample: (cells: String, expected: [String])) throws {
        let workbook = RawWorkbook(
            rows: "<row r=\"1\">\(sample.cells)</row>",
            shared: shared,
            styles: styles
        )
        let rows = try SpreadsheetReader.rows(of: workbook.bytes())
        #expect(rows.brief == sample.expected)
        #expect(rows.allSatisfy { $0.sheet == "题" && !$0.isHidden })
    }

    /// The right column is what Excel shows.
    @Test(arguments: [
        ("13800138000", "13800138000"), ("1.3800138E10", "13800138000"),
        ("1.3800138000E+10", "13800138000"), ("5.0", "5"), ("-5.50", "-5.5"), ("0", "0"),
        ("-0.0", "0"), ("0.10000000000000001", "0.1"), ("0.30000000000000004", "0.3"),
        ("1.9999999999999998", "2"), ("9.9999999999999995E14", "1000000000000000"),
        ("1E-3", "0.001"), ("1e5", "100000"), ("123456789012345678", "123456789012345678"),
        ("4.4030119900101101E17", "440301199001011000"), ("1E400", "1E400"), ("1E500", "1E500"),
        ("abc", "abc"), ("1e", "1e"), (".", "."), (".5", "0.5"),
    ])
    func `numbers are written out`(_ stored: String, _ expected: String) throws {
        let workbook = RawWorkbook(rows: "<row><c><v>\(stored)</v></c></row>")
        #expect(try SpreadsheetReader.rows(of: workbook.bytes()).brief == ["1: 1=\(expected)"])
    }

    @Test func `the date system of 1904 is heeded`() throws {
        let workbook = RawWorkbook(
            rows: "<row><c s=\"1\"><v>44712</v></c><c s=\"1\"><v>0</v></c></row>",
            styles: styles,
            properties: "date1904=\"1\""
        )
        #expect(
            try SpreadsheetReader.rows(of: workbook.bytes()).brief == [
                "1: 1=2026-06-01 2=1904-01-01"
            ]
        )
    }

    @Test func `a cell merged downwards stands for the rows beside it`() throws {
        let workbook = RawWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
                + "<row r=\"2\"><c r=\"B2\"><v>3</v></c></row><row r=\"3\"><c r=\"A3\" s=\"0\"/></row>"
                + "<row r=\"4\"><c r=\"B4\"><v>4</v></c></row>",
            after: "<mergeCells count=\"2\"><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"B4:F4\"/>"
                + "</mergeCells>"
        )
        let rows = try SpreadsheetReader.rows(of: workbook.bytes())
        #expect(rows.brief == ["1: 1=1 2=2", "2: 1=1 2=3", "4: 2=4"])
        #expect(rows[1].cells.map(\.isMerged) == [true, false])
    }

    @Test func `rows without numbers count on, empty ones are left out`() throws {
        let workbook = RawWorkbook(
            rows: "<row><c><v>1</v></c></row><row/><row r=\"9\"><c><v>2</v></c></row>"
                + "<row><c><v>3</v></c></row>"
        )
        #expect(
            try SpreadsheetReader.rows(of: workbook.bytes()).brief.map { $0.prefix(2) } == [
                "1:", "9:", "10",
            ]
        )
    }

    @Test func `hidden sheets are marked`() throws {
        let workbook = RawWorkbook(rows: "<row><c><v>1</v></c></row>", state: "state=\"hidden\"")
        #expect(try SpreadsheetReader.rows(of: workbook.bytes()).map(\.isHidden) == [true])
    }

    @Test func `prefixes and the strict variant change nothing`() throws {
        var workbook = RawWorkbook()
        let strict = "http://purl.oclc.org/ooxml"
        workbook.add(
            "_rels/.rels",
            "<p:Relationships xmlns:p=\"x\"><p:Relationship Id=\"a\" Target=\"/xl/workbook.xml\" "
                + "Type=\"\(strict)/officeDocument/relationships/officeDocument\"/></p:Relationships>"
        )
        workbook.add(
            "xl/workbook.xml",
            "<x:workbook xmlns:x=\"\(strict)/spreadsheetml/main\" xmlns:q=\"y\"><x:sheets>"
                + "<x:sheet name=\"甲\" sheetId=\"1\" q:id=\"b\"/></x:sheets></x:workbook>"
        )
        workbook.add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"b\" Target=\"../XL/sheet.xml\" "
                + "Type=\"\(strict)/officeDocument/relationships/worksheet\"/></Relationships>"
        )
        workbook.add(
            "xl/sheet.xml",
            "\u{FEFF}<?xml version=\"1.0\" encoding='utf-8'?><x:worksheet xmlns:x=\"z\">"
                + "<x:sheetData><x:row r=\"2\"><x:c r=\"B2\" t=\"inlineStr\"><x:is><x:t>乙</x:t>"
                + "</x:is></x:c></x:row></x:sheetData></x:worksheet>"
        )
        let rows = try SpreadsheetReader.rows(of: workbook.bytes())
        #expect(rows.brief == ["2: 2=乙"] && rows.first?.sheet == "甲")
    }
}
