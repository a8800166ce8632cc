internal import Spreadsheets

/// A row as its file wrote it, before anybody knows what its columns mean.
struct TableLine {
    /// One cell that is not blank.
    struct Cell {
        var column: Int
        var place: Place
        var value: SheetValue
        var isMerged: Bool

        var text: String? { value.text }
    }

    var sheet: String?
    /// The row's number, or the line on which it begins.
    var number: Int
    var cells: [Cell]

    var place: Place { Place(sheet: sheet, line: number, column: 1) }

    /// The row's cells without the blank ones; nil when all are.
    init?(_ row: SheetRow) {
        sheet = row.sheet
        number = row.number
        var cells: [Cell] = []
        for cell in row.cells {
            var value = cell.value
            if case .text(let text) = value {
                let kept = row.sheet == nil ? CSVWriter.restored(text) : text
                if TextRules.isBlank(kept) { continue }
                value = .text(kept)
            }
            let place = Place(sheet: row.sheet, line: cell.line, column: cell.column)
            cells.append(
                Cell(column: cell.column, place: place, value: value, isMerged: cell.isMerged)
            )
        }
        guard cells.contains(where: { !$0.isMerged }) else { return nil }
        self.cells = cells
    }

    /// The text of the only cell; nil when there are more.
    var onlyText: Located<String>? {
        guard cells.count == 1, let cell = cells.first, let text = cell.text else { return nil }
        return Located(TextRules.normalised(text), at: cell.place)
    }
}
