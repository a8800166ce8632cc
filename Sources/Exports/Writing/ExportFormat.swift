/// The formats of exported tables; a new one is a case here, a writer, and its line below.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// CSV in UTF-8 with a byte order mark, as Excel wants it.
    case csv
    /// CSV in GB18030.
    case gb18030
    /// A workbook.
    case xlsx
    /// A JSON object a line.
    case jsonl

    /// A new writer of the format.
    ///
    /// - Throws: What the machine cannot provide: a converter, a temporary folder.
    public func writer() throws -> any TableWriter {
        switch self {
        case .csv: CSVTableWriter()
        case .gb18030: try CSVTableWriter(encoder: .gb18030())
        case .xlsx: try WorkbookTableWriter()
        case .jsonl: JSONLinesWriter()
        }
    }

    /// The media type.
    public var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .gb18030: "text/csv; charset=gb18030"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .jsonl: "application/x-ndjson"
        }
    }

    /// What a file's name ends with.
    public var fileExtension: String {
        switch self {
        case .csv, .gb18030: "csv"
        case .xlsx: "xlsx"
        case .jsonl: "jsonl"
        }
    }

    /// Whether bytes come as rows go in; a workbook's come at the end, as a file.
    public var isStreamed: Bool { self != .xlsx }
}

/// Writes one export: a cover, one or several tables.
///
/// A value of one task: it holds what was written and not yet taken.
public protocol TableWriter {
    /// Begins the export.
    mutating func begin(_ cover: ExportCover) throws
    /// Begins a table; rows go to the one begun last.
    mutating func begin(_ table: ExportTable) throws
    /// Adds rows, each with a value for every column.
    mutating func append(_ rows: [[ExportValue]]) throws
    /// Ends the export; a format whose bytes come as a file returns it.
    mutating func finish() async throws -> ExportFile?
    /// Takes what was written so far.
    mutating func take() -> [UInt8]
}

extension TableWriter {
    /// Writes one table whole.
    ///
    /// - Parameter drain: Given what was written after each page; it returns when there is room for
    ///   more.
    public mutating func write(
        _ table: ExportTable,
        cover: ExportCover,
        to drain: ([UInt8]) async throws -> Void
    ) async throws -> ExportFile? {
        try begin(cover)
        try await add(table, to: drain)
        let file = try await finish()
        try await drain(take())
        return file
    }

    /// Writes a further table.
    public mutating func add(
        _ table: ExportTable,
        to drain: ([UInt8]) async throws -> Void
    ) async throws {
        var table = table
        try begin(table)
        while let page = try await table.next() {
            try append(page)
            try await drain(take())
        }
    }
}
