/// The merged areas of a sheet, found before its rows are read.
///
/// The format lists them after the rows, so the part is inflated once more and its end searched by
/// bytes. Only areas that reach over several rows matter: people merge a chapter's cell downwards and
/// mean it for every row beside it. Of an area only the first column is filled.
struct MergedCells {
    private struct Top: Hashable {
        var row: Int
        var column: Int
    }

    /// How many areas of one sheet are looked at.
    private static let areaCountLimit = 100_000
    /// No element of this kind is longer.
    private static let elementByteCount = 128
    private static let marker = Array("mergeCell ".utf8)

    /// The last row of the area that begins at a cell.
    private var lastRows: [Top: Int] = [:]
    /// By column, the area that the reader is in.
    private var open: [Int: (lastRow: Int, value: SheetValue)] = [:]

    /// Whether the sheet has no area that matters.
    var isEmpty: Bool { lastRows.isEmpty }

    /// Inflates a part and gathers its areas.
    static func read(_ part: String, of archive: ZipArchive) throws(ZipFault) -> MergedCells {
        let stream = try archive.stream(of: part)
        var cells = MergedCells()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var rest: [UInt8] = []
        while true {
            let count = try chunk.withUnsafeMutableBytes { stream.read(into: $0) }.get()
            guard count > 0 else {
                rest += [UInt8](repeating: 0, count: Self.elementByteCount)
                _ = cells.take(rest)
                return cells
            }
            rest.append(contentsOf: chunk.prefix(count))
            rest.removeFirst(cells.take(rest))
        }
    }

    /// Takes the areas of a piece; answers how many bytes need not be looked at again.
    private mutating func take(_ bytes: [UInt8]) -> Int {
        let end = bytes.count - Self.elementByteCount
        guard end > 0 else { return 0 }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < end {
                // `C` of mergeCell: rare in the rest of a sheet.
                if bytes[index + 5] == Self.marker[5],
                    bytes[index...].starts(with: Self.marker)
                {
                    add(bytes[index..<index + Self.elementByteCount])
                }
                index += 1
            }
            return end
        }
    }

    private mutating func add(_ element: Slice<UnsafeBufferPointer<UInt8>>) {
        let text = String(decoding: element, as: UTF8.self)
        guard lastRows.count < Self.areaCountLimit, let start = text.firstRange(of: "ref=") else {
            return
        }
        let value = text[start.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
        let corners = value.split(separator: ":").compactMap { CellReference($0) }
        guard corners.count == 2, let top = corners.first, let bottom = corners.last,
            let row = top.row, let lastRow = bottom.row, lastRow > row
        else { return }
        lastRows[Top(row: row, column: top.column)] = lastRow
    }

    /// Fills a row from the areas above it and opens those that begin in it.
    mutating func fill(_ cells: inout [SheetCell], row: Int) {
        if !open.isEmpty { open = open.filter { $0.value.lastRow >= row } }
        let taken = open.isEmpty ? [] : Set(cells.map(\.column))
        for (column, area) in open where !taken.contains(column) {
            cells.append(
                SheetCell(column: column, line: row, value: area.value, isMerged: true)
            )
        }
        if !open.isEmpty { cells.sort { $0.column < $1.column } }
        for cell in cells where !cell.isMerged {
            if let lastRow = lastRows[Top(row: row, column: cell.column)] {
                open[cell.column] = (lastRow, cell.value)
            }
        }
    }
}
