/// What one cell of a written sheet holds.
public enum WorkbookCell: Hashable, Sendable {
    /// Nothing.
    case empty
    /// A text that stays text, whatever it looks like.
    case text(String)
    /// A number, shown in a format.
    case number(Double, WorkbookNumberFormat)
}

/// How a sheet shows a number.
public enum WorkbookNumberFormat: Hashable, Sendable {
    /// Plain digits.
    case whole
    /// So many decimals, 1 to 9.
    case decimals(Int)
    /// A share as a percentage with two decimals.
    case percent
    /// A serial number as a day.
    case date
    /// A serial number as a day with its time.
    case dateAndTime

    /// Excel's spelling.
    var code: String {
        switch self {
        case .whole: "0"
        case .decimals(let places): "0." + String(repeating: "0", count: min(max(places, 1), 9))
        case .percent: "0.00%"
        case .date: "yyyy-mm-dd"
        case .dateAndTime: "yyyy-mm-dd hh:mm:ss"
        }
    }
}

extension WorkbookCell {
    /// A day, counted from 1970-01-01.
    public static func day(_ day: Int) -> WorkbookCell {
        .number(Double(day + 25_569), .date)
    }

    /// A wall clock's reading in milliseconds since 1970-01-01 00:00 on the same clock, shown to the
    /// second.
    public static func time(_ milliseconds: Int64) -> WorkbookCell {
        let days = Double(milliseconds) / 86_400_000
        return .number(days + 25_569, .dateAndTime)
    }

    init(_ value: CSVValue) {
        switch value {
        case .text(let text): self = .text(text)
        case .number(let number): self = .number(Double(number), .whole)
        case .numeral(let numeral):
            // Only plain numbers are numbers; a share or anything else stays as it is written.
            self = Double(numeral).map { .number($0, .whole) } ?? .text(numeral)
        }
    }
}
