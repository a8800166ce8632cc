internal import ContestModel

/// The part of the sheet on ranks, ties and what is published.
struct RankingSheet {
    let rules: ContestRules

    private var ranking: RankingRules { rules.ranking }

    func lines() -> [String] {
        guard rules.tracks.contains(where: \.counts) else { return ["没有计入统计的答题，不排名次。"] }
        return [value()] + ties() + [example()] + boards() + publication()
    }

    private func value() -> String {
        switch ranking.value {
        case .sum: "个人按积分排名：积分是所有计入人次的答题得分之和。"
        case .best: "个人按最好的一次得分排名。"
        case .latest: "个人按最近一次的得分排名。"
        case .count: "个人按人次（计入的答题次数）排名。"
        case .average: "个人按平均分排名：所有计入人次的得分之和除以人次，保留两位小数，不进位。"
        case .accuracy: "个人按正确率排名：答对题数除以题数，保留到万分之一，不进位。"
        }
    }

    private func ties() -> [String] {
        let breakers = ranking.breakers.map { breaker in
            switch breaker {
            case .time:
                ranking.time == .summed
                    ? "累计用时短的在前" : "得分最高那一次用时短的在前"
            case .first: "先达到这个\(noun)的在前"
            case .lot:
                "抽签号小的在前（抽签号由公开的随机数“\(ranking.lotSeed)”和本人编号算出，人人可以验算）"
            }
        }
        guard !breakers.isEmpty else { return [tied("\(noun)相同的")] }
        return [
            "\(noun)相同的，\(breakers.joined(separator: "；仍相同的，"))。", tied("仍然相同的"),
        ]
    }

    private func tied(_ who: String) -> String {
        switch ranking.method {
        case .standardCompetition: "\(who)名次并列，后面的名次按人数顺延。"
        case .dense: "\(who)名次并列，后面的名次不空缺。"
        case .ordinal: "\(who)按登记的先后排列，不设并列。"
        }
    }

    private func example() -> String {
        switch ranking.breakers.first {
        case .time:
            return "例：甲、乙的\(noun)都排在最前，甲用时 3 分 20 秒，乙用时 4 分钟，则甲第 1 名，乙第 2 名。"
        case .first:
            return "例：甲、乙的\(noun)都排在最前，甲比乙早一天达到，则甲第 1 名，乙第 2 名。"
        case .lot, nil: break
        }
        let start = "例：甲、乙的\(noun)相同，都排在最前，丙其次，则"
        switch ranking.method {
        case .standardCompetition: return start + "甲、乙并列第 1 名，丙第 3 名。"
        case .dense: return start + "甲、乙并列第 1 名，丙第 2 名。"
        case .ordinal: return start + "先登记的甲第 1 名，乙第 2 名，丙第 3 名。"
        }
    }

    private var noun: String {
        switch ranking.value {
        case .sum: "积分"
        case .best, .latest: "得分"
        case .count: "人次"
        case .average: "平均分"
        case .accuracy: "正确率"
        }
    }

    private func boards() -> [String] {
        var lines: [String] = []
        let periods = rules.boards.periods.map { period in
            switch period {
            case .overall: "总榜"
            case .day: "日榜"
            case .week: "周榜（周一起算）"
            }
        }
        if !periods.isEmpty { lines.append("个人榜有\(periods.joined(separator: "、"))。") }
        lines.append("地区和单位按\(rules.boards.groupMeasure.chineseName)排名。")
        if let heat = rules.boards.heat { lines.append("\(heat.chineseText)。") }
        switch (rules.boards.regionBoards, rules.boards.unitBoards) {
        case (true, true): lines.append("每个地区、每个单位另有自己的个人榜。")
        case (true, false): lines.append("每个地区另有自己的个人榜。")
        case (false, true): lines.append("每个单位另有自己的个人榜。")
        case (false, false): break
        }
        return lines
    }

    private func publication() -> [String] {
        let publication = rules.publication
        var lines = [
            publication.personalBoards ? "个人榜对外公开。" : "个人榜由主办方决定何时公布，自己的成绩随时可查。",
            publication.groupBoards ? "地区和单位的汇总对外公开。" : "地区和单位的汇总由主办方决定何时公布。",
        ]
        if publication.minimumGroupSize > 1 {
            lines.append("不足 \(publication.minimumGroupSize) 人的地区和单位不对外公布。")
            lines.append("同一上级下只有一个这样的地区或单位时，人数次少的一个也不公布，以免推算得出。")
        }
        lines.append("截止后先公布初步结果，公示并处理异议后公布最终结果。")
        return lines
    }
}
