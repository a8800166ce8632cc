public import ContestModel
public import Leaderboards

/// An organiser's summary of a contest: what is published, with everything that it rests on.
public struct ContestReport: Sendable {
    /// Of which contest, up to which place.
    public var cover: ExportCover
    /// The whole contest.
    public var whole: GroupFigures
    /// The whole's headcount, where one node stands above all others and has one.
    public var headcount: Int?
    /// Whether the contest has a pass mark.
    public var hasPassMark: Bool
    /// What regions and units are ranked by.
    public var measure: GroupMeasure
    /// The formula of heat, printed where heat ranks.
    public var heat: HeatFormula?
    /// Counted attempts by points, from the fewest.
    public var histogram: [(points: Points, attempts: Int)]
    /// The regions, each before its children.
    public var regions: [GroupRow]
    /// The units, each before its children.
    public var units: [GroupRow]
    /// The industries.
    public var industries: [GroupRow]
    /// The hardest questions; nil where nobody worked them out.
    public var hardest: [ItemRow]?

    /// Makes a report of figures.
    ///
    /// - Complexity: O(n log n) in nodes.
    public init(
        cover: ExportCover,
        rules: ContestRules,
        figures: ContestFigures,
        hardest: [ItemRow]? = nil
    ) {
        self.cover = cover
        whole = figures.whole
        measure = rules.boards.groupMeasure
        heat = rules.boards.heat
        histogram = figures.histogram
        hasPassMark = rules.hasPassMark
        regions = GroupList.rows(figures.regions, by: measure, heat: heat, figures: figures.region)
        units = GroupList.rows(figures.units, by: measure, heat: heat, figures: figures.unit)
        industries = GroupList.industries(figures, by: measure, heat: heat)
        self.hardest = hardest
        let tops = [regions, units].map { rows in rows.filter { $0.level == 1 } }
        headcount = tops.first { $0.count == 1 && $0.first?.headcount != nil }?.first?.headcount
    }

    /// 参与率 of the whole.
    public var participation: Ratio { whole.participation(headcount: headcount) }

    /// The regions of the highest level that has more than one.
    public var topRegions: [GroupRow] {
        let levels = Dictionary(grouping: regions, by: \.level)
        let level = levels.keys.sorted().first { (levels[$0]?.count ?? 0) > 1 }
        return level.flatMap { levels[$0] } ?? []
    }

    /// The units that have none below them.
    public var leafUnits: [GroupRow] {
        // A node stands before its children: it is a leaf where the next is no deeper.
        let next = units.dropFirst().map(\.level) + [0]
        return zip(units, next).filter { $0.level >= $1 }.map(\.0)
    }

    /// What must be printed beside the figures.
    public var notes: [String] {
        var notes = [
            "人数\(cover.basis)，\(cover.counts)；练习和演练不计入。",
            "各日、各地区、各单位的人数不能相加：同一人可出现在多日，变更单位的人会在两处各计一次，"
                + "下级人数之和可能大于上级；未选择地区或单位的人只计入全体。",
            "正确率 = 答对题数 ÷ 抽取题数，未作答算错，部分得分不算答对。",
            "参与率 = 参与人数 ÷ 应参与人数；没有应参与人数的记“—”，超过 100% 的照实列出并标注。",
            "地区、单位按“\(measure.chineseName)”在同级中排名，并列名次按 1、1、3 编排。"
                + (measure == .heat ? (heat.map { "\($0.chineseText)。" } ?? "") : ""),
        ]
        if !hasPassMark { notes.append("本竞赛没有设合格线，不统计合格率。") }
        if (regions + units).contains(where: \.participation.isAboveOne) {
            notes.append("有地区或单位参与率超过 100%，请核对其应参与人数。")
        }
        return notes + cover.notes
    }
}

extension ContestRules {
    /// Whether some counting track has a pass mark.
    public var hasPassMark: Bool {
        tracks.contains { $0.counts && $0.scoring.passMark != nil }
    }
}
