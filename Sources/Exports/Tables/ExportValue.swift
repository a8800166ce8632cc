public import ContestModel
public import Leaderboards

/// What one cell of an exported table holds; each format writes it in its own type.
public enum ExportValue: Hashable, Sendable {
    /// Nothing to say.
    case empty
    /// Nobody knows: a rate without a headcount, an average of nothing.
    ///
    /// Tables show "—", JSON null.
    case unknown
    /// A text, a code or a telephone number: always text, whatever it looks like.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// Points in hundredths, with as many decimals as they need.
    case points(Int)
    /// A number with so many decimals.
    case decimal(Ratio, places: Int)
    /// A share, shown as a percentage with two decimals; JSON has it as a number with four.
    case percent(Ratio)
    /// A day.
    case day(ContestDay)
    /// An instant, shown in the contest's time zone.
    case instant(LedgerInstant)
    /// A time span in milliseconds; tables show seconds with three decimals, JSON milliseconds.
    case duration(Int64)

    /// The value, or nothing.
    public static func optional(_ value: Int?) -> ExportValue { value.map(integer) ?? .unknown }
}

/// The kinds of column, for those who lay out a sheet or describe a format.
public enum ColumnKind: String, Hashable, Sendable {
    /// Words.
    case text
    /// A code or a telephone number: digits that are no number.
    case code
    /// Whole numbers.
    case integer
    /// Numbers with decimals.
    case decimal
    /// Shares.
    case percent
    /// Days.
    case date
    /// Instants.
    case instant
    /// Time spans.
    case duration
    /// Values of several kinds, as in a list of figures.
    case mixed
}

/// A column of an exported table.
public struct ExportColumn: Hashable, Sendable {
    /// What stands at its top.
    public var heading: String
    /// Its name in JSON: lower-case words with underscores.
    public var key: String
    /// What it holds.
    public var kind: ColumnKind
    /// Its width on a sheet in characters; a Chinese character takes two.
    public var width: Int

    /// Makes a column.
    public init(_ heading: String, key: String, kind: ColumnKind, width: Int) {
        self.heading = heading
        self.key = key
        self.kind = kind
        self.width = width
    }
}
