public import ContestModel

/// One prize of a draw that stands, or one alternate, as organisers hand them out.
public struct WinnerRow: Sendable {
    /// The draw's title.
    public var draw: String
    /// The place in the draw, from one.
    public var place: Int
    /// What was won; 候补 for alternates.
    public var prize: String
    /// The name as registered; nil where erased.
    public var name: String?
    /// The telephone number; nil where none, or not asked for.
    public var phone: String?
    /// The random name that the ledger knows.
    public var pseudonym: String
    /// The leaf region.
    public var region: String
    /// The leaf unit.
    public var unit: String
    /// The draw's place in the ledger.
    public var sequence: LedgerSequence

    /// Makes a row.
    public init(
        draw: String,
        place: Int,
        prize: String,
        name: String?,
        phone: String?,
        pseudonym: String,
        region: String,
        unit: String,
        sequence: LedgerSequence
    ) {
        self.draw = draw
        self.place = place
        self.prize = prize
        self.name = name
        self.phone = phone
        self.pseudonym = pseudonym
        self.region = region
        self.unit = unit
        self.sequence = sequence
    }

    /// What the table says.
    public static func fields(showsPhones: Bool) -> [ExportField<WinnerRow>] {
        var fields: [ExportField<WinnerRow>] = [
            .text("抽奖", "draw", width: 24, \.draw),
            .integer("顺序", "place", width: 8, \.place),
            .text("奖项", "prize", width: 16, \.prize),
            .text("姓名", "name") { $0.name ?? "（已注销）" },
        ]
        if showsPhones {
            fields.append(
                ExportField("手机号", "phone", .code, width: 16) { row in
                    row.phone.map(ExportValue.text) ?? .empty
                }
            )
        }
        return fields + [
            .code("编号", "participant", \.pseudonym),
            .text("地区", "region", width: 20, \.region),
            .text("单位", "unit", width: 24, \.unit),
            .integer("账本序号", "sequence", width: 12) { Int(clamping: $0.sequence) },
        ]
    }
}
