/// Rows that come page by page, so that a table of any length needs the memory of one page.
///
/// Whoever writes the table asks for the next page when the last one has gone out: a slow reader
/// slows the reading, and nothing piles up.
public protocol ExportPages<Row>: Sendable {
    /// What a row is made of.
    associatedtype Row
    /// The next page; nil at the end. An empty page is not the end.
    mutating func next() async throws -> [Row]?
}

/// A table to be exported: what it says of itself, its columns, and its rows as they come.
public struct ExportTable: Sendable {
    /// The name in addresses and file names: `standings`.
    public var name: String
    /// The name that people read, at most 25 characters without `[]:*?/\`: it names the sheet.
    public var title: String
    /// The columns.
    public var columns: [ExportColumn]
    /// What people must know of these rows, beside what the cover says.
    public var notes: [String]
    private var pages: any ExportPages<[ExportValue]>

    /// Makes a table of rows by its fields.
    public init<Row>(
        _ name: String,
        title: String,
        fields: [ExportField<Row>],
        notes: [String] = [],
        pages: some ExportPages<Row>
    ) {
        self.name = name
        self.title = title
        self.notes = notes
        columns = fields.map(\.column)
        self.pages = FieldPages(fields: fields, pages: pages)
    }

    /// Makes a table of rows that are all there.
    public init<Row: Sendable>(
        _ name: String,
        title: String,
        fields: [ExportField<Row>],
        notes: [String] = [],
        rows: [Row]
    ) {
        self.init(name, title: title, fields: fields, notes: notes, pages: ListedPages(rows))
    }

    /// The next page of rows, each with a value for every column; nil at the end.
    public mutating func next() async throws -> [[ExportValue]]? {
        try await pages.next()
    }

    /// Fetches the first page at once, so that what is wrong shows before anything is written.
    public mutating func begin() async throws {
        let first = try await pages.next()
        pages = BegunPages(first: first, rest: pages)
    }
}

/// The rows of a list, a thousand at a time.
public struct ListedPages<Row: Sendable>: ExportPages {
    private var rest: ArraySlice<Row>

    /// Makes pages of a list.
    public init(_ rows: [Row]) {
        rest = rows[...]
    }

    /// The next thousand.
    public mutating func next() async -> [Row]? {
        guard !rest.isEmpty else { return nil }
        let page = rest.prefix(1_000)
        rest = rest.dropFirst(page.count)
        return Array(page)
    }
}

private struct FieldPages<Pages: ExportPages>: ExportPages {
    let fields: [ExportField<Pages.Row>]
    var pages: Pages

    mutating func next() async throws -> [[ExportValue]]? {
        let fields = fields
        return try await pages.next().map { page in
            page.map { row in fields.map { $0.value(row) } }
        }
    }
}

private struct BegunPages: ExportPages {
    var first: [[ExportValue]]?
    var rest: any ExportPages<[ExportValue]>
    var isBegun = false

    init(first: [[ExportValue]]?, rest: any ExportPages<[ExportValue]>) {
        self.first = first
        self.rest = rest
    }

    mutating func next() async throws -> [[ExportValue]]? {
        if isBegun { return try await rest.next() }
        isBegun = true
        defer { first = nil }
        return first
    }
}
