/// Gathers the rows of a table that errors were found in.
///
/// A reference, because rows arrive through closures; it lives within one synchronous call.
final class FaultyRowReader<Name: Hashable & Sendable> {
    private struct RowKey: Hashable {
        var sheet: String?
        var line: Int
    }

    private let feed: TableFeed<Name>
    private let isBank: Bool
    private var reasons: [RowKey: [Finding]] = [:]
    private var sheets: [FaultySheet] = []
    private var line: TableLine?
    /// The rows of the question that is being read.
    private var held: [(cells: [String], reason: String)] = []
    private var group: OptionGroup?
    /// What sheets before the first heading say about the bank.
    private var information: [[String]] = []
    private let scratch = FindingLog(file: "")

    init(_ known: [TableColumn<Name>], _ findings: [Finding], isBank: Bool = false) {
        feed = TableFeed(known: known, scratch)
        self.isBank = isBank
        for finding in findings where finding.severity == .error {
            guard let line = finding.line else { continue }
            reasons[RowKey(sheet: finding.sheet, line: line), default: []].append(finding)
        }
    }

    /// The sheets that have a heading, with their faulty rows.
    func sheets(_ bytes: [UInt8]) -> [FaultySheet] {
        feed.onOther = { lines in
            self.keepInformation(lines)
            return true
        }
        feed.onHeadingLine = { self.begin($0) }
        feed.onHeading = { self.keepInformation($0.preface) }
        feed.onLine = { self.line = $0 }
        feed.onRow = { row, heading in self.take(row, heading) }
        _ = feed.read(bytes)
        endQuestion()
        return sheets
    }

    private func keepInformation(_ lines: [TableLine]) {
        guard isBank else { return }
        for line in lines where line.cells.count == 2 {
            let texts = line.cells.compactMap(\.text)
            if sheets.isEmpty {
                information.append(texts)
            } else {
                sheets[sheets.count - 1].preface.append(texts)
            }
        }
    }

    private func begin(_ line: TableLine) {
        endQuestion()
        var sheet = FaultySheet(name: line.sheet ?? "")
        sheet.heading = Self.texts(line)
        sheet.preface = information
        information = []
        // A file that was handed back before has its reasons in the last column.
        if sheet.heading.last.map(HeadingText.key).map(HeadingText.isReason) == true {
            sheet.heading.removeLast()
        }
        sheets.append(sheet)
    }

    private func take(_ row: TableRow<Name>, _ heading: TableHeading<Name>) {
        guard let line else { return }
        if !goesOn(row, heading) { endQuestion() }
        let lines = Set(line.cells.map(\.place.line) + [line.number]).sorted()
        let found = lines.flatMap { reasons[RowKey(sheet: line.sheet, line: $0)] ?? [] }
        let reason = found.map { text($0) }.joined(separator: "；")
        held.append((Self.texts(line), reason))
    }

    /// Whether a row belongs to the question before it.
    private func goesOn(_ row: TableRow<Name>, _ heading: TableHeading<Name>) -> Bool {
        guard let row = row as? TableRow<BankColumn>,
            let heading = heading as? TableHeading<BankColumn>, BankSheet.hasOptionRows(heading)
        else { return false }
        if let open = group, open.takes(row), !held.isEmpty {
            group?.add(row, scratch)
            return true
        }
        group = OptionGroup(row, heading, nil, scratch)
        return false
    }

    private func endQuestion() {
        if held.contains(where: { !$0.reason.isEmpty }), !sheets.isEmpty {
            sheets[sheets.count - 1].rows += held
        }
        held = []
    }

    /// A finding with the name of its column.
    private func text(_ finding: Finding) -> String {
        let titles = sheets.last?.heading ?? []
        guard let column = finding.column, column > 1, titles.indices.contains(column - 1),
            !titles[column - 1].isEmpty
        else { return finding.chinese }
        return "\(TextShortening.shortened(titles[column - 1]))：\(finding.chinese)"
    }

    private static func texts(_ line: TableLine) -> [String] {
        var texts: [String] = []
        for cell in line.cells {
            while texts.count < cell.column - 1 { texts.append("") }
            texts.append(cell.text ?? "")
        }
        return texts
    }
}
