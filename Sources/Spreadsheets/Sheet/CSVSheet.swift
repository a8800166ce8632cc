/// Reads a text table in any of its encodings into rows.
enum CSVSheet {
    static func read(
        _ bytes: [UInt8],
        _ limits: SheetLimits,
        _ row: (SheetRow) -> Void
    ) throws(SheetFault) {
        let encoding = TextEncoding(of: bytes)
        let text = encoding == .utf16 ? UTF16Decoder.utf8(of: bytes) : bytes
        if let position = text.firstIndex(of: 0) { throw .nulByte(line: line(of: position, text)) }
        let decoder = encoding == .gb18030 ? try GB18030Decoder() : nil
        var reader = CSVReader(limits: limits.csv)
        do throws(CSVFault) {
            try reader.read(text) { row(sheetRow($0, decoder)) }
            try reader.finish { row(sheetRow($0, decoder)) }
        } catch {
            throw .csv(error)
        }
    }

    private static func sheetRow(_ row: CSVRow, _ decoder: GB18030Decoder?) -> SheetRow {
        let cells = row.fields.enumerated().map { index, field in
            let text = decoder.map { $0.text(of: field.bytes) } ?? field.text
            let value = text.map { SheetValue.text(LineBreaks.unified($0)) } ?? .undecodable
            return SheetCell(column: index + 1, line: field.line, value: value)
        }
        return SheetRow(sheet: nil, number: row.line, cells: cells)
    }

    private static func line(of position: Int, _ bytes: [UInt8]) -> Int {
        var line = 1
        var before: UInt8 = 0
        for byte in bytes[..<position] {
            if byte == 0x0D || byte == 0x0A && before != 0x0D { line += 1 }
            before = byte
        }
        return line
    }
}

/// Makes every line break of a text the same.
enum LineBreaks {
    /// CR LF and a lone CR become LF.
    static func unified(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for byte in text.utf8 {
            if byte != 0x0A || !afterReturn { bytes.append(byte == 0x0D ? 0x0A : byte) }
            afterReturn = byte == 0x0D
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
