public import ContestModel
public import Leaderboards

/// A column together with how a row of one kind fills it: what a table says stands in one list.
public struct ExportField<Row>: Sendable {
    /// The column.
    public let column: ExportColumn
    /// The cell of a row.
    public let value: @Sendable (Row) -> ExportValue

    /// Makes a field.
    public init(
        _ heading: String,
        _ key: String,
        _ kind: ColumnKind,
        width: Int,
        _ value: @escaping @Sendable (Row) -> ExportValue
    ) {
        column = ExportColumn(heading, key: key, kind: kind, width: width)
        self.value = value
    }

    /// Words.
    public static func text(
        _ heading: String,
        _ key: String,
        width: Int = 16,
        _ value: @escaping @Sendable (Row) -> String
    ) -> ExportField {
        ExportField(heading, key, .text, width: width) { .text(value($0)) }
    }

    /// A code that stays text.
    public static func code(
        _ heading: String,
        _ key: String,
        width: Int = 18,
        _ value: @escaping @Sendable (Row) -> String
    ) -> ExportField {
        ExportField(heading, key, .code, width: width) { .text(value($0)) }
    }

    /// A whole number.
    public static func integer(
        _ heading: String,
        _ key: String,
        width: Int = 10,
        _ value: @escaping @Sendable (Row) -> Int
    ) -> ExportField {
        ExportField(heading, key, .integer, width: width) { .integer(value($0)) }
    }

    /// A whole number that may be unknown.
    public static func count(
        _ heading: String,
        _ key: String,
        width: Int = 10,
        _ value: @escaping @Sendable (Row) -> Int?
    ) -> ExportField {
        ExportField(heading, key, .integer, width: width) { .optional(value($0)) }
    }

    /// Points in hundredths.
    public static func points(
        _ heading: String,
        _ key: String,
        width: Int = 10,
        _ value: @escaping @Sendable (Row) -> Int
    ) -> ExportField {
        ExportField(heading, key, .decimal, width: width) { .points(value($0)) }
    }

    /// An average with two decimals.
    public static func average(
        _ heading: String,
        _ key: String,
        width: Int = 14,
        _ value: @escaping @Sendable (Row) -> Ratio
    ) -> ExportField {
        ExportField(heading, key, .decimal, width: width) { .decimal(value($0), places: 2) }
    }

    /// A share.
    public static func percent(
        _ heading: String,
        _ key: String,
        width: Int = 12,
        _ value: @escaping @Sendable (Row) -> Ratio
    ) -> ExportField {
        ExportField(heading, key, .percent, width: width) { .percent(value($0)) }
    }

    /// A day that may be unknown.
    public static func day(
        _ heading: String,
        _ key: String,
        _ value: @escaping @Sendable (Row) -> ContestDay?
    ) -> ExportField {
        ExportField(heading, key, .date, width: 12) { value($0).map(ExportValue.day) ?? .unknown }
    }

    /// An instant.
    public static func instant(
        _ heading: String,
        _ key: String,
        _ value: @escaping @Sendable (Row) -> LedgerInstant
    ) -> ExportField {
        ExportField(heading, key, .instant, width: 20) { .instant(value($0)) }
    }

    /// A time span; the key ends in `_ms`.
    public static func duration(
        _ heading: String,
        _ key: String,
        _ value: @escaping @Sendable (Row) -> Int64
    ) -> ExportField {
        ExportField(heading, key, .duration, width: 12) { .duration(value($0)) }
    }
}
