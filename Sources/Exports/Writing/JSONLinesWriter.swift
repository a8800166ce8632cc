import ContestModel
import Leaderboards

/// Writes a JSON object a line: first the cover, then the rows, with numbers as numbers.
///
///     {"export":"standings","contest":"county","sequence":812,"chain":"…"}
///     {"rank":1,"name":"王小明","value":98.5,"elapsed_ms":81250}
struct JSONLinesWriter: TableWriter {
    private var bytes: [UInt8] = []
    private var cover: ExportCover?
    private var keys: [[UInt8]] = []

    mutating func begin(_ cover: ExportCover) {
        self.cover = cover
    }

    mutating func begin(_ table: ExportTable) {
        keys = table.columns.enumerated().map { index, column in
            Array(((index == 0 ? "{" : ",") + JSONText.quoted(column.key) + ":").utf8)
        }
        guard let cover else { return }
        let notes = (cover.notes + table.notes).map(JSONText.quoted).joined(separator: ",")
        let fields: [(String, String)] = [
            ("export", JSONText.quoted(table.name)),
            ("contest", JSONText.quoted(cover.contest)),
            ("title", JSONText.quoted(cover.title)),
            ("basis", JSONText.quoted(cover.basis)),
            ("counts", JSONText.quoted(cover.counts)),
            ("preliminary", cover.isPreliminary.map { $0 ? "true" : "false" } ?? "null"),
            ("sequence", String(cover.sequence)),
            ("chain", JSONText.quoted(cover.chain)),
            ("chain_sequence", String(cover.chainSequence)),
            ("made_at", JSONText.quoted(cover.time.timestamp(cover.madeAt))),
            ("time_zone", JSONText.quoted(cover.time.zone)),
            ("notes", "[\(notes)]"),
        ]
        let further = [("period", cover.period), ("publication", cover.publication)]
            .filter { !$0.1.isEmpty }.map { ($0.0, JSONText.quoted($0.1)) }
        let line = (fields + further).map { "\(JSONText.quoted($0)):\($1)" }.joined(separator: ",")
        bytes.append(contentsOf: "{\(line)}\n".utf8)
    }

    mutating func append(_ rows: [[ExportValue]]) {
        for row in rows {
            for (key, value) in zip(keys, row) {
                bytes.append(contentsOf: key)
                bytes.append(contentsOf: text(value).utf8)
            }
            bytes.append(contentsOf: (keys.isEmpty ? "{}\n" : "}\n").utf8)
        }
    }

    mutating func finish() -> ExportFile? { nil }

    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private func text(_ value: ExportValue) -> String {
        switch value {
        case .empty, .unknown: "null"
        case .text(let text): JSONText.quoted(text)
        case .integer(let number): String(number)
        case .points(let hundredths): ExportValue.shortened(hundredths)
        case .decimal(let ratio, let places): ratio.text(places: places) ?? "null"
        case .percent(let ratio): ratio.text(places: 4) ?? "null"
        case .day(let day): JSONText.quoted(CivilDate(day).description)
        case .instant(let instant):
            cover.map { JSONText.quoted($0.time.timestamp(instant)) }
                ?? String(instant.millisecondsSinceEpoch)
        case .duration(let milliseconds): String(milliseconds)
        }
    }
}

/// Writes JSON strings (RFC 8259).
enum JSONText {
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        guard !isPlain else { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
