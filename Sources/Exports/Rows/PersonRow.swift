public import ContestModel
import Leaderboards

/// One registered person with the figures of the whole contest.
public struct PersonRow: Sendable {
    /// The name; nil where the person's data was erased.
    public var name: String?
    /// The telephone number; nil when not given or not asked for.
    public var phone: String?
    /// The random name that the ledger knows.
    public var pseudonym: Pseudonym
    /// The leaf region.
    public var region: String
    /// The leaf unit.
    public var unit: String
    /// Counted attempts.
    public var attempts: Int
    /// All points in hundredths.
    public var points: Int
    /// The points of the best attempt in hundredths.
    public var bestPoints: Int
    /// Right questions.
    public var right: Int
    /// Drawn questions.
    public var drawn: Int
    /// Lots earned.
    public var lots: Int

    /// Makes a row.
    public init(
        name: String?,
        phone: String?,
        pseudonym: Pseudonym,
        region: String,
        unit: String,
        attempts: Int,
        points: Int,
        bestPoints: Int,
        right: Int,
        drawn: Int,
        lots: Int
    ) {
        self.name = name
        self.phone = phone
        self.pseudonym = pseudonym
        self.region = region
        self.unit = unit
        self.attempts = attempts
        self.points = points
        self.bestPoints = bestPoints
        self.right = right
        self.drawn = drawn
        self.lots = lots
    }

    /// What the table says.
    ///
    /// - Parameter showsPhones: Whether telephone numbers have a column.
    public static func fields(showsPhones: Bool) -> [ExportField<PersonRow>] {
        var fields: [ExportField<PersonRow>] = [
            .text("姓名", "name") { $0.name ?? "（已注销）" }
        ]
        if showsPhones {
            fields.append(
                ExportField("手机号", "phone", .code, width: 16) { row in
                    row.phone.map(ExportValue.text) ?? .empty
                }
            )
        }
        return fields + [
            .code("编号", "participant") { $0.pseudonym.description },
            .text("地区", "region", width: 20, \.region),
            .text("单位", "unit", width: 24, \.unit),
            .integer("人次", "attempts", \.attempts),
            .points("积分", "points", \.points),
            .points("最好成绩", "best", \.bestPoints),
            .integer("答对", "right", \.right),
            .integer("题数", "drawn", \.drawn),
            .percent("正确率", "accuracy") { Ratio($0.right, of: $0.drawn) },
            .integer("抽奖次数", "lots", \.lots),
        ]
    }
}
