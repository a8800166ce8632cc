internal import Spreadsheets

/// Finds out which column is which from a table's first row.
struct HeadingReader<Name: Hashable & Sendable> {
    let known: [TableColumn<Name>]
    let log: FindingLog

    /// For each field of the heading the column it names, or nil.
    func positions(_ heading: CSVRow) -> [Name?] {
        var seen: Set<Name> = []
        var positions: [Name?] = []
        for (index, field) in heading.fields.enumerated() {
            let place = Place(line: field.line, column: index + 1)
            guard let written = field.text else {
                log.error(
                    "table.encoding",
                    at: place,
                    "不是 UTF-8 编码，请另存为 UTF-8",
                    "the text is not UTF-8; save the file as UTF-8"
                )
                positions.append(nil)
                continue
            }
            let column = column(written, place)
            if let column, !seen.insert(column.name).inserted {
                log.error(
                    "table.heading.repeated",
                    at: place,
                    text: written,
                    "列名重复",
                    "this column is there twice"
                )
            }
            positions.append(column?.name)
        }
        let place = Place(line: heading.line, column: 1)
        for column in known where column.isRequired && !seen.contains(column.name) {
            let name = column.headings.first ?? ""
            log.error(
                "table.heading.missing",
                at: place,
                text: name,
                "缺少“\(name)”列",
                "the column \(name) is missing"
            )
        }
        return positions
    }

    private func column(_ written: String, _ place: Place) -> TableColumn<Name>? {
        let text = TextRules.normalised(written).lowercased()
        guard !text.isEmpty else { return nil }
        if let column = known.first(where: { $0.headings.contains(text) }) { return column }
        let nearest = NearestWord.among(known.flatMap(\.headings), to: text)
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
