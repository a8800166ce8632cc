/// What kind of file a table's bytes are, told by how they begin and never by the file's name.
public enum SpreadsheetKind: Hashable, Sendable {
    /// Text with separators.
    case csv
    /// A zip archive: a workbook, or nothing readable.
    case workbook
    /// Microsoft's compound file: a workbook before 2007, or an encrypted one.
    case compound
    /// A web page or XML.
    case markup

    /// Looks at the first bytes.
    public init(of bytes: [UInt8]) {
        let head = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let first = head.prefix(64).drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
        {
            self = .workbook
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .compound
        } else if Self.markupBeginnings.contains(where: { Self.begins(first, $0) }) {
            self = .markup
        } else {
            self = .csv
        }
    }

    private static let markupBeginnings = ["<?xml", "<!doc", "<html", "<table", "<meta", "<head"]

    private static func begins(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
        bytes.prefix(word.utf8.count).elementsEqual(word.utf8) { byte, letter in
            byte == letter || byte == letter ^ 0x20 && letter >= 0x61
        }
    }
}

/// Reads rows from a CSV table or an XLSX workbook, whichever the bytes are.
public enum SpreadsheetReader {
    /// Reads every row that holds anything, one at a time, sheet by sheet in the workbook's order.
    ///
    /// Texts are UTF-8 with or without byte order mark, UTF-16 with one, or else GB18030. Faults of
    /// single cells come as `SheetValue`; rows before a thrown fault have been delivered.
    ///
    /// - Parameter row: Called for each row.
    /// - Throws: What keeps the rest of the file from being read.
    /// - Complexity: O(bytes, inflated); memory for the file, a workbook's shared texts and one row.
    public static func read(
        _ bytes: [UInt8],
        limits: SheetLimits = SheetLimits(),
        row: (SheetRow) -> Void
    ) throws(SheetFault) {
        guard bytes.count <= limits.fileByteCount else {
            throw .fileTooLarge(byteCount: bytes.count)
        }
        switch SpreadsheetKind(of: bytes) {
        case .workbook: try WorkbookReader.read(bytes, limits, row)
        case .compound: throw CompoundFile.fault(bytes)
        case .markup: throw .markup
        case .csv: try CSVSheet.read(bytes, limits, row)
        }
    }

    /// All rows of a small file.
    ///
    /// - Throws: What keeps the file from being read.
    public static func rows(
        of bytes: [UInt8],
        limits: SheetLimits = SheetLimits()
    ) throws(SheetFault) -> [SheetRow] {
        var rows: [SheetRow] = []
        try read(bytes, limits: limits) { rows.append($0) }
        return rows
    }
}

/// Tells an encrypted workbook from one before 2007: both are compound files.
enum CompoundFile {
    static func fault(_ bytes: [UInt8]) -> SheetFault {
        let name = "EncryptedPackage".utf16.flatMap { unit -> [UInt8] in
            [UInt8(truncatingIfNeeded: unit), 0]
        }
        // Directory entries lie on 128-byte boundaries.
        var offset = 512
        while offset + 128 <= bytes.count {
            if bytes[offset...].starts(with: name) { return .encryptedWorkbook }
            offset += 128
        }
        return .legacyWorkbook
    }
}
