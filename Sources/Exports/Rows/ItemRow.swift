public import Leaderboards

/// What is known of one question.
public struct ItemRow: Sendable {
    /// The question's identifier in the bank.
    public var question: String
    /// The stem.
    public var stem: String
    /// 单选题, 多选题, 判断题.
    public var type: String
    /// The category; empty when none.
    public var category: String
    /// How often it was drawn in attempts that count.
    public var drawn: Int
    /// How often it was answered.
    public var answered: Int
    /// How often it was right.
    public var right: Int
    /// Discrimination in thousandths, -1000 to 1000; nil where too few met it.
    public var discrimination: Int?
    /// The standard error of it in thousandths; nil where there is none.
    public var discriminationError: Int?
    /// The median time in milliseconds; nil for a whole paper.
    public var medianMilliseconds: Int64?
    /// The share of each option, in words.
    public var options: String
    /// Why the key may be wrong, in words; empty when nothing points to it.
    public var suspicion: String

    /// Makes a row.
    public init(
        question: String,
        stem: String,
        type: String,
        category: String,
        drawn: Int,
        answered: Int,
        right: Int,
        discrimination: Int?,
        discriminationError: Int?,
        medianMilliseconds: Int64?,
        options: String,
        suspicion: String
    ) {
        self.question = question
        self.stem = stem
        self.type = type
        self.category = category
        self.drawn = drawn
        self.answered = answered
        self.right = right
        self.discrimination = discrimination
        self.discriminationError = discriminationError
        self.medianMilliseconds = medianMilliseconds
        self.options = options
        self.suspicion = suspicion
    }

    /// The share right: 难度.
    public var share: Ratio { Ratio(right, of: drawn) }

    /// What the table says.
    public static var fields: [ExportField<ItemRow>] {
        [
            .code("题号", "question", width: 14, \.question),
            .text("题干", "stem", width: 60, \.stem),
            .text("题型", "type", width: 10, \.type),
            .text("分类", "category", width: 16, \.category),
            .integer("抽中次数", "drawn", \.drawn),
            .integer("作答次数", "answered", \.answered),
            .integer("答对次数", "right", \.right),
            .percent("正确率", "share_right", \.share),
            thousandths("区分度", "discrimination", \.discrimination),
            thousandths("区分度标准误", "discrimination_error", \.discriminationError),
            ExportField("用时中位数（秒）", "median_ms", .duration, width: 16) { row in
                row.medianMilliseconds.map(ExportValue.duration) ?? .unknown
            },
            .text("各选项比例", "options", width: 40, \.options),
            .text("疑似错题", "suspicion", width: 40, \.suspicion),
        ]
    }

    private static func thousandths(
        _ heading: String,
        _ key: String,
        _ value: @escaping @Sendable (ItemRow) -> Int?
    ) -> ExportField<ItemRow> {
        ExportField(heading, key, .decimal, width: 12) { row in
            value(row).map { .decimal(Ratio($0, of: 1_000), places: 3) } ?? .unknown
        }
    }
}
