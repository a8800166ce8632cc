/// What the sheets of a workbook gave so far.
struct SheetCounts {
    var rows = 0
    var textBytes = 0
}

/// Reads one sheet's cells and hands out its rows.
final class SheetParser: PartHandler {
    /// What all sheets so far gave.
    private(set) var counts: SheetCounts

    private let sheet: WorkbookParts.Sheet
    private let parts: WorkbookParts
    private let limits: SheetLimits
    private var merged: MergedCells
    private let row: (SheetRow) -> Void

    private var isInData = false
    private var isInRow = false
    private var rowNumber = 0
    private var columnNumber = 0
    private var cells: [SheetCell] = []
    private var cell: OpenCell?
    private var isCollecting = false
    private var phoneticDepth = 0

    /// A cell whose end has not been read.
    private struct OpenCell {
        var type: String
        var style: Int
        var text = ""
        var hasFormula = false
        var hasValue = false
    }

    init(
        sheet: WorkbookParts.Sheet,
        parts: WorkbookParts,
        limits: SheetLimits,
        merged: MergedCells,
        counts: SheetCounts,
        row: @escaping (SheetRow) -> Void
    ) {
        self.sheet = sheet
        self.parts = parts
        self.limits = limits
        self.merged = merged
        self.counts = counts
        self.row = row
    }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault) {
        guard isInData else {
            if name == "sheetData" { isInData = true }
            return
        }
        switch name {
        case "c" where isInRow && cell == nil: try beginCell(attributes)
        case "v" where cell != nil:
            isCollecting = true
            cell?.hasValue = true
        case "t" where cell != nil && phoneticDepth == 0:
            isCollecting = true
            cell?.hasValue = true
        case "f": cell?.hasFormula = true
        case "rPh": phoneticDepth += 1
        case "row" where !isInRow: try beginRow(attributes)
        default: break
        }
    }

    func end(_ name: String) throws(SheetFault) {
        switch name {
        case "v", "t": isCollecting = false
        case "c": try endCell()
        case "rPh" where phoneticDepth > 0: phoneticDepth -= 1
        case "row" where isInRow: try endRow()
        case "sheetData": isInData = false
        default: break
        }
    }

    func text(_ text: String) throws(SheetFault) {
        guard isCollecting, cell != nil else { return }
        cell?.text += text
        guard cell?.text.utf8.count ?? 0 <= limits.cellByteCount else { throw .cellTooLong(place) }
    }

    private var place: SheetPlace {
        SheetPlace(sheet: sheet.name, row: rowNumber, column: max(1, columnNumber))
    }

    private func beginRow(_ attributes: [String: String]) throws(SheetFault) {
        var number = rowNumber + 1
        if let written = attributes["r"] {
            guard let value = Int(written), value >= number else {
                throw .wrongReference(SheetPlace(sheet: sheet.name, row: max(1, rowNumber)))
            }
            number = value
        }
        guard number <= CellReference.rowLimit else {
            throw .wrongReference(SheetPlace(sheet: sheet.name, row: max(1, rowNumber)))
        }
        rowNumber = number
        columnNumber = 0
        isInRow = true
    }

    private func beginCell(_ attributes: [String: String]) throws(SheetFault) {
        var column = columnNumber + 1
        if let written = attributes["r"] {
            guard let reference = CellReference(written), reference.column >= column,
                reference.row ?? rowNumber == rowNumber
            else { throw .wrongReference(place) }
            column = reference.column
        }
        guard column <= CellReference.columnLimit else { throw .wrongReference(place) }
        columnNumber = column
        let style = attributes["s"].flatMap { Int($0) } ?? 0
        cell = OpenCell(type: attributes["t"] ?? "n", style: style)
    }

    private func endCell() throws(SheetFault) {
        guard let ended = cell else { return }
        cell = nil
        isCollecting = false
        guard let value = try value(of: ended) else { return }
        if value.text == "" { return }
        guard columnNumber <= limits.columnCount else { throw .tooManyColumns(place) }
        counts.textBytes += value.text?.utf8.count ?? 0
        guard counts.textBytes <= limits.textByteCount else { throw .textTooLarge(place) }
        cells.append(SheetCell(column: columnNumber, line: rowNumber, value: value))
    }

    private func endRow() throws(SheetFault) {
        isInRow = false
        if !merged.isEmpty { merged.fill(&cells, row: rowNumber) }
        // A row that only lies beside a merged cell holds nothing of its own.
        guard cells.contains(where: { !$0.isMerged }) else {
            cells.removeAll(keepingCapacity: true)
            return
        }
        counts.rows += 1
        guard counts.rows <= limits.rowCount else {
            throw .tooManyRows(SheetPlace(sheet: sheet.name, row: rowNumber))
        }
        row(
            SheetRow(
                sheet: sheet.name,
                isHidden: sheet.isHidden,
                number: rowNumber,
                cells: cells
            )
        )
        cells.removeAll(keepingCapacity: true)
    }

    /// What a cell shows; nil when it is empty.
    private func value(of cell: OpenCell) throws(SheetFault) -> SheetValue? {
        guard cell.hasValue, !cell.text.isEmpty || cell.type == "str" else {
            return cell.hasFormula ? .uncalculated : nil
        }
        switch cell.type {
        case "s":
            guard let index = Int(cell.text), let text = parts.shared.text(at: index) else {
                throw .wrongReference(place)
            }
            guard text.utf8.count <= limits.cellByteCount else { throw .cellTooLong(place) }
            return .text(CellText.plain(text))
        case "b": return .text(cell.text == "0" || cell.text == "false" ? "FALSE" : "TRUE")
        case "e": return .formulaError(cell.text)
        case "n": return .text(number(cell))
        case "d": return .text(cell.text.replacing("T00:00:00", with: ""))
        default: return .text(CellText.plain(cell.text))
        }
    }

    private func number(_ cell: OpenCell) -> String {
        switch parts.styles.style(at: cell.style) {
        case .date:
            if let serial = Double(cell.text),
                let date = SerialDate.text(serial, is1904: parts.is1904)
            {
                return date
            }
        case .padded(let width):
            if let plain = NumberText.plain(cell.text), plain.utf8.allSatisfy({ $0 != 0x2E }),
                plain.utf8.count < width, !plain.hasPrefix("-")
            {
                return String(repeating: "0", count: width - plain.utf8.count) + plain
            }
        case .number: break
        }
        return NumberText.plain(cell.text) ?? cell.text
    }
}
