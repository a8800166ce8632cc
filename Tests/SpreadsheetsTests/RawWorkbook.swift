import Spreadsheets

/// A workbook whose XML the tests write by hand, after ECMA-376.
struct RawWorkbook {
    var parts: [(name: String, text: String)] = []

    static let transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// One sheet with these rows; `shared` and `styles` are the insides of their parts.
    init(
        rows: String = "",
        after: String = "",
        shared: String? = nil,
        styles: String? = nil,
        properties: String = "",
        state: String = ""
    ) {
        let main = Self.transitional
        let office = Self.office
        add(
            "_rels/.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" "
                + "Target=\"xl/workbook.xml\"/></Relationships>"
        )
        add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr \(properties)/><sheets>"
                + "<sheet name=\"题\" sheetId=\"1\" \(state) r:id=\"r1\"/></sheets></workbook>"
        )
        add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships>"
                + "<Relationship Id=\"r1\" Type=\"\(office)/worksheet\" Target=\"worksheets/s.xml\"/>"
                + "<Relationship Id=\"r2\" Type=\"\(office)/sharedStrings\" Target=\"/xl/s.xml\"/>"
                + "<Relationship Id=\"r3\" Type=\"\(office)/styles\" Target=\"./styles.xml\"/>"
                + "</Relationships>"
        )
        add(
            "xl/worksheets/s.xml",
            "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>"
        )
        if let shared { add("xl/s.xml", "<sst xmlns=\"\(main)\">\(shared)</sst>") }
        if let styles {
            add("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>")
        }
    }

    /// Adds a part or replaces the one of this name.
    mutating func add(_ name: String, _ text: String) {
        parts.removeAll { $0.name == name }
        parts.append((name, text))
    }

    func bytes() throws -> [UInt8] {
        try ZipWriter.archive(parts.map { ($0.name, Array($0.text.utf8)) })
    }
}

extension [SheetRow] {
    /// `number: column=text …`, one row a line, for tables of expected values.
    var brief: [String] {
        map { row in
            "\(row.number): "
                + row.cells.map { "\($0.column)=\($0.value.text ?? "\($0.value)")" }
                .joined(separator: " ")
        }
    }
}

/// What reading throws; nil when it does not.
func fault(_ bytes: [UInt8], _ limits: SheetLimits = SheetLimits()) -> SheetFault? {
    do throws(SheetFault) {
        try SpreadsheetReader.read(bytes, limits: limits) { _ in }
        return nil
    } catch {
        return error
    }
}
