/// What a sheet's heading says about its columns.
struct TableHeading<Name: Hashable & Sendable> {
    var sheet: String?
    /// Where the heading's row begins.
    var place: Place
    /// The meaning of each column by its number.
    var names: [Int: Name] = [:]
    /// Where each meaning's heading stands.
    var places: [Name: Place] = [:]
    /// The number of each meaning's column.
    var columnNumbers: [Name: Int] = [:]
    /// The last column that has a heading.
    var lastColumn = 0
    /// The rows above the heading.
    var preface: [TableLine] = []

    /// Which columns there are.
    var columns: Set<Name> { Set(places.keys) }
}

/// Finds out which column is which from a table's heading.
struct HeadingReader<Name: Hashable & Sendable> {
    /// How many unknown headings of a file get a suggestion: each costs a look at every known one.
    private static var suggestionLimit: Int { 100 }
    /// Longer texts are no headings.
    private static var headingByteLimit: Int { 200 }

    private let known: [TableColumn<Name>]
    private let names: [String: Name]
    private let log: FindingLog
    private var suggestionCount = 0

    init(known: [TableColumn<Name>], log: FindingLog) {
        self.known = known
        self.log = log
        var names: [String: Name] = [:]
        for column in known {
            for heading in column.headings { names[HeadingText.key(heading)] = column.name }
        }
        self.names = names
    }

    /// How many columns a row would name if it were the heading.
    func score(_ line: TableLine) -> Int {
        Set(line.cells.compactMap { $0.text.flatMap(known(as:)) }).count
    }

    /// Reads a heading and notes what is wrong with it.
    mutating func heading(_ line: TableLine, preface: [TableLine]) -> TableHeading<Name> {
        var heading = TableHeading<Name>(sheet: line.sheet, place: line.place)
        heading.preface = preface
        for cell in line.cells {
            heading.lastColumn = max(heading.lastColumn, cell.column)
            guard let written = cell.text else {
                TableFaultText.note(cell, log)
                continue
            }
            guard let name = name(written, cell.place) else { continue }
            if heading.places[name] != nil {
                log.headingError(
                    "table.heading.repeated",
                    at: cell.place,
                    text: written,
                    "列名重复",
                    "this column is there twice"
                )
            } else {
                heading.places[name] = cell.place
                heading.columnNumbers[name] = cell.column
            }
            heading.names[cell.column] = name
        }
        for column in known where column.isRequired && heading.places[column.name] == nil {
            let name = column.headings.first ?? ""
            log.headingError(
                "table.heading.missing",
                at: line.place,
                text: name,
                "缺少“\(name)”列",
                "the column \(name) is missing"
            )
        }
        return heading
    }

    private func known(as written: String) -> Name? {
        written.utf8.count <= Self.headingByteLimit ? names[HeadingText.key(written)] : nil
    }

    private mutating func name(_ written: String, _ place: Place) -> Name? {
        if let name = known(as: written) { return name }
        let key = HeadingText.key(written)
        guard !key.isEmpty, !HeadingText.isReason(key) else { return nil }
        suggestionCount += 1
        let nearest =
            suggestionCount > Self.suggestionLimit
            ? nil
            : NearestWord.among(
                known.flatMap { $0.headings.map { $0.lowercased() } },
                to: TextRules.normalised(written)
            )
        log.warning(
            "table.heading.unknown",
            at: place,
            text: written,
            "不认识的列，已忽略" + (nearest.map { "；是不是“\($0)”？" } ?? ""),
            "unknown column, ignored" + (nearest.map { "; did you mean \($0)?" } ?? "")
        )
        return nil
    }
}
