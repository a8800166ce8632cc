import ContestModel
import Leaderboards
import Spreadsheets

/// Writes CSV for Excel: a line that says what this is, the headings, the rows.
///
/// UTF-8 with a byte order mark, or GB18030; texts that a spreadsheet would calculate are made
/// harmless. A character that GB18030 lacks is written as its number, and a last line says so.
struct CSVTableWriter: TableWriter {
    private var writer: CSVWriter
    private let encoder: GB18030Encoder?
    private var time: ContestTime?
    private var cover: ExportCover?

    init(encoder: GB18030Encoder? = nil) {
        self.encoder = encoder
        writer = CSVWriter(forExcel: encoder == nil)
    }

    mutating func begin(_ cover: ExportCover) {
        self.cover = cover
        time = cover.time
    }

    mutating func begin(_ table: ExportTable) {
        if let cover {
            let notes = cover.notes + table.notes
            let texts = [
                cover.title, table.title, cover.state, cover.publication,
                cover.period.isEmpty ? "" : "时段 \(cover.period)", "账本序号 \(cover.sequence)",
                cover.basis.isEmpty ? "" : "人数\(cover.basis)", cover.counts,
                "链头 \(cover.chainText)", "导出时间 \(cover.time.text(cover.madeAt))",
            ]
            writer.append(texts: texts.filter { !$0.isEmpty } + notes)
        }
        writer.append(texts: table.columns.map(\.heading))
    }

    mutating func append(_ rows: [[ExportValue]]) {
        for row in rows { writer.append(row: row.map(field)) }
    }

    mutating func finish() -> ExportFile? {
        guard let encoder, encoder.unknownCount > 0 else { return nil }
        let list = encoder.unknown.map { "U+" + String($0.value, radix: 16).uppercased() }
        writer.append(texts: [
            "注：有 \(encoder.unknownCount) 个字符 GB18030 不能表示，已写作 [U+编码]："
                + list.joined(separator: "、")
        ])
        return nil
    }

    mutating func take() -> [UInt8] {
        let bytes = writer.take()
        return encoder?.bytes(of: bytes) ?? bytes
    }

    private func field(_ value: ExportValue) -> CSVValue {
        switch value {
        case .text(let text): .text(text)
        case .integer(let number): .number(number)
        case .points, .decimal, .percent, .duration: .numeral(value.tableText(time))
        case .empty, .unknown, .day, .instant: .text(value.tableText(time))
        }
    }
}

extension GB18030Encoder {
    static func gb18030() throws -> GB18030Encoder { try GB18030Encoder() }
}

extension ExportValue {
    /// The value as people read it in a table.
    func tableText(_ time: ContestTime?) -> String {
        switch self {
        case .empty: ""
        case .unknown: "—"
        case .text(let text): text
        case .integer(let number): String(number)
        case .points(let hundredths): Self.shortened(hundredths)
        case .decimal(let ratio, let places): ratio.text(places: places) ?? "—"
        case .percent(let ratio): ratio.percentText ?? "—"
        case .day(let day): CivilDate(day).description
        case .instant(let instant):
            time?.text(instant) ?? String(instant.millisecondsSinceEpoch)
        case .duration(let milliseconds):
            Ratio.text(Int(clamping: milliseconds), places: 3)
        }
    }

    /// Hundredths with as many decimals as they need: `5`, `2.5`, `-0.25`.
    static func shortened(_ hundredths: Int) -> String {
        let text = Ratio.text(hundredths, places: 2)
        if text.hasSuffix(".00") { return String(text.dropLast(3)) }
        return text.hasSuffix("0") ? String(text.dropLast()) : text
    }
}
