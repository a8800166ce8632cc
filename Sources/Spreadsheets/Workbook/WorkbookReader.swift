// Reads XLSX workbooks (ECMA-376, Office Open XML, transitional and strict).
//
// A workbook is a zip archive of XML parts that name each other by relationships:
//
//     _rels/.rels                 → xl/workbook.xml
//     xl/workbook.xml             the sheets' names in order, hidden or not, the date system
//     xl/_rels/workbook.xml.rels  → the sheets' parts, the shared texts, the styles
//     xl/sharedStrings.xml        texts that cells name by number
//     xl/styles.xml               whether a number is shown as a date
//     xl/worksheets/sheet1.xml    <row r="2"><c r="B2" t="s"><v>17</v></c></row>
//
// Nothing is calculated: a formula's cell has the value that was stored with it. What could run or
// fetch (macros, links to other workbooks) makes the workbook refused as a whole.

/// Reads the rows of a workbook.
enum WorkbookReader {
    static func read(
        _ bytes: [UInt8],
        _ limits: SheetLimits,
        _ row: (SheetRow) -> Void
    ) throws(SheetFault) {
        let archive: ZipArchive
        do throws(ZipFault) {
            archive = try ZipArchive(bytes, limits: limits.zip)
        } catch {
            throw .zip(error)
        }
        try WorkbookContents.check(archive.names)
        let parts = try WorkbookParts(archive, limits)
        var reader = SheetReading(archive: archive, limits: limits, parts: parts)
        for sheet in parts.sheets { try reader.read(sheet, row) }
    }
}

/// What is shared by all sheets while they are read.
private struct SheetReading {
    let archive: ZipArchive
    let limits: SheetLimits
    let parts: WorkbookParts
    var counts = SheetCounts()

    mutating func read(
        _ sheet: WorkbookParts.Sheet,
        _ row: (SheetRow) -> Void
    ) throws(SheetFault) {
        let merged: MergedCells
        do throws(ZipFault) {
            merged = try MergedCells.read(sheet.part, of: archive)
        } catch {
            throw .zip(error)
        }
        let before = counts
        let result = withoutActuallyEscaping(row) { row in
            let parser = SheetParser(
                sheet: sheet,
                parts: parts,
                limits: limits,
                merged: merged,
                counts: before,
                row: row
            )
            return Result { () throws(SheetFault) in
                try PartParser.parse(sheet.part, of: archive, limits, with: parser)
                return parser.counts
            }
        }
        counts = try result.get()
    }
}

/// Judges a workbook by the names of its parts.
enum WorkbookContents {
    static func check(_ names: [String]) throws(SheetFault) {
        let lower = names.map { $0.lowercased() }
        func has(_ test: (String) -> Bool) -> Bool { lower.contains(where: test) }
        if has({ $0.contains("vbaproject") || $0.hasPrefix("xl/macrosheets/") }) { throw .macros }
        if has({ $0.hasPrefix("xl/externallinks/") }) { throw .externalLinks }
        if has({ $0 == "xl/workbook.bin" }) { throw .binaryWorkbook }
        if has({ $0 == "encryptedpackage" }) { throw .encryptedWorkbook }
        let hasTypes = has { $0 == "[content_types].xml" }
        if !hasTypes, has({ $0 == "content.xml" }), has({ $0 == "mimetype" }) {
            throw .openDocument
        }
    }
}
