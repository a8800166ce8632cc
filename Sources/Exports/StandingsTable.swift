public import ContestModel
import Spreadsheets

/// The overall board as organisers take it away: one row a person.
public struct StandingsTable: Sendable {
    /// The contest's name.
    public var contest: String
    /// The contest's title.
    public var title: String
    /// How people are told apart, printed behind 人数.
    public var basis: String
    /// The ledger's sequence that the figures belong to.
    public var sequence: LedgerSequence
    /// Whether figures can still change.
    public var isPreliminary: Bool
    /// Whether time breaks ties, so that it has a column.
    public var showsTime: Bool
    /// The rows, best first.
    public var rows: [Row] = []

    /// One person.
    public struct Row: Sendable {
        /// The rank by the contest's method.
        public var rank: Int
        /// The name as registered.
        public var name: String
        /// The random name that the ledger knows.
        public var pseudonym: String
        /// The leaf region.
        public var region: String
        /// The leaf unit.
        public var unit: String
        /// The ranked value.
        public var value: Points
        /// Counted attempts.
        public var attempts: Int
        /// Right questions.
        public var right: Int
        /// Drawn questions.
        public var drawn: Int
        /// The tie-breaking time.
        public var timeMilliseconds: Int
        /// Lots earned.
        public var lots: Int

        /// Makes a row.
        public init(
            rank: Int,
            name: String,
            pseudonym: String,
            region: String,
            unit: String,
            value: Points,
            attempts: Int,
            right: Int,
            drawn: Int,
            timeMilliseconds: Int,
            lots: Int
        ) {
            self.rank = rank
            self.name = name
            self.pseudonym = pseudonym
            self.region = region
            self.unit = unit
            self.value = value
            self.attempts = attempts
            self.right = right
            self.drawn = drawn
            self.timeMilliseconds = timeMilliseconds
            self.lots = lots
        }
    }

    /// Makes a table without rows.
    public init(
        contest: String,
        title: String,
        basis: String,
        sequence: LedgerSequence,
        isPreliminary: Bool,
        showsTime: Bool
    ) {
        self.contest = contest
        self.title = title
        self.basis = basis
        self.sequence = sequence
        self.isPreliminary = isPreliminary
        self.showsTime = showsTime
    }

    /// The table as CSV for Excel: UTF-8 with a byte order mark, formulas made harmless.
    public func csv() -> [UInt8] {
        var writer = CSVWriter(forExcel: true)
        writer.append(texts: [
            title, isPreliminary ? "初步" : "最终", "账本序号 \(sequence)", "人数\(basis)",
        ])
        var heading = ["名次", "姓名", "编号", "地区", "单位", "成绩", "人次", "答对", "题数"]
        if showsTime { heading.append("用时（秒）") }
        heading.append("抽奖次数")
        writer.append(texts: heading)
        for row in rows {
            var fields: [CSVValue] = [
                .number(row.rank), .text(row.name), .text(row.pseudonym), .text(row.region),
                .text(row.unit), .text(row.value.description), .number(row.attempts),
                .number(row.right), .number(row.drawn),
            ]
            if showsTime {
                let (seconds, rest) = row.timeMilliseconds.quotientAndRemainder(dividingBy: 1000)
                let thousandths = String(rest + 1000).dropFirst()
                fields.append(.text("\(seconds).\(thousandths)"))
            }
            fields.append(.number(row.lots))
            writer.append(row: fields)
        }
        return writer.take()
    }
}
