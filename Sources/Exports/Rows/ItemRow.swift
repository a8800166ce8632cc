public import ContestModel
public import Leaderboards

/// What is known of one question.
public struct ItemRow: Sendable {
    /// The question.
    public var question: Question
    /// Its figures.
    public var statistics: ItemStatistics
    /// How many people reported it: 本题有误.
    public var reports: Int

    /// Makes a row.
    public init(question: Question, statistics: ItemStatistics, reports: Int) {
        self.question = question
        self.statistics = statistics
        self.reports = reports
    }

    /// What the table says.
    ///
    /// - Parameter showsKeys: Whether it may hold what says or nearly says the keys.
    public static func fields(showsKeys: Bool) -> [ExportField<ItemRow>] {
        var fields: [ExportField<ItemRow>] = [
            .code("题号", "question", width: 14, \.question.id),
            .text("题干", "stem", width: 60, \.question.stem),
            .text("题型", "type", width: 10, \.question.type.chineseName),
            .text("分类", "category", width: 16, \.question.category),
        ]
        if showsKeys { fields.append(.code("答案", "key", width: 8, \.question.key.letters)) }
        fields += [
            .integer("抽中次数", "drawn", \.statistics.drawn),
            .integer("作答次数", "answered") { $0.statistics.drawn - $0.statistics.omitted },
            .integer("答对次数", "right", \.statistics.right),
            .percent("正确率", "share_right") { Ratio($0.statistics.right, of: $0.statistics.drawn) },
            .integer("首次遇到人数", "people", width: 14, \.statistics.people),
            thousandths("区分度", "discrimination") { $0.value },
            thousandths("区分度下限（95%）", "discrimination_lower") { $0.lower },
            thousandths("区分度上限（95%）", "discrimination_upper") { $0.upper },
            ExportField("用时中位数（秒）", "median_ms", .duration, width: 16) { row in
                row.statistics.medianTenths.map { .duration(Int64($0) * 100) } ?? .unknown
            },
        ]
        if showsKeys {
            fields += [
                .text("高分组各选项", "strong", width: 36) { $0.statistics.strong.text },
                .text("低分组各选项", "weak", width: 36) { $0.statistics.weak.text },
            ]
        }
        return fields + [
            .text("疑似错题", "suspicion", width: 50) { row in
                row.statistics.suspicion?.chinese(showsOptions: showsKeys) ?? ""
            },
            .integer("反映有误", "reports", \.reports),
        ]
    }

    private static func thousandths(
        _ heading: String,
        _ key: String,
        _ value: @escaping @Sendable (Discrimination) -> Double?
    ) -> ExportField<ItemRow> {
        ExportField(heading, key, .decimal, width: 16) { row in
            guard let figure = row.statistics.discrimination.flatMap(value) else { return .unknown }
            return .decimal(Ratio(Int((figure * 1_000).rounded()), of: 1_000), places: 3)
        }
    }
}

extension OptionShares {
    /// `A 80.0%　B 20.0%　未答 0.0%`; empty when nobody of the group met the question.
    fileprivate var text: String {
        let options = options.enumerated().map { index, share in
            (OptionMask.option(index).letters, share)
        }
        let omitted = omitted.map { [("未答", $0)] } ?? []
        return (options + omitted).map { name, share in
            let tenths = Int((share * 1_000).rounded())
            return "\(name) \(Ratio.text(tenths, places: 1))%"
        }.joined(separator: "　")
    }
}
