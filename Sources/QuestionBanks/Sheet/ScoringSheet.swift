internal import ContestModel

/// The part of the sheet on points, bonuses and lots of a track.
struct ScoringSheet {
    let track: TrackRules

    private var scoring: ScoringRules { track.scoring }
    private var hasThresholds: Bool { !scoring.thresholds.isEmpty }

    func lines() -> [String] {
        (hasThresholds ? thresholds() : worth() + partial() + penalty())
            + bonuses() + fullMark() + lots() + pass()
    }

    private func worth() -> [String] {
        let types = drawnTypes()
        let worths = Set(types.map { scoring.worth(of: $0) })
        if worths.count == 1, let worth = worths.first { return ["答对一题得 \(worth) 分。"] }
        let parts = types.map { "\($0.chineseName) \(scoring.worth(of: $0)) 分" }
        return ["答对一题的分值：\(parts.joined(separator: "，"))。"]
    }

    private func partial() -> [String] {
        guard drawnTypes().contains(.multiple) else { return [] }
        switch scoring.partialCredit {
        case .allOrNothing: return ["多选题选项全对才得分，多选、少选、错选都不得分。"]
        case .half: return ["多选题少选但没有选错的，得一半分；选错不得分。"]
        case .perOption: return ["多选题少选但没有选错的，按选对的个数得分；选错不得分。"]
        case .rightMinusWrong: return ["多选题按选对的个数减去选错的个数得分，最低 0 分。"]
        }
    }

    private func penalty() -> [String] {
        guard scoring.wrongPenalty > .zero else { return ["答错或没有答不扣分。"] }
        return ["答错一题扣 \(scoring.wrongPenalty) 分，没有答不扣分。"]
    }

    private func thresholds() -> [String] {
        var lines: [String] = []
        var above = track.paper.questionCount
        for step in scoring.thresholds where step.rightAtLeast <= above {
            let range =
                step.rightAtLeast == above
                ? "\(above) 题" : "\(step.rightAtLeast) 到 \(above) 题"
            lines.append("答对 \(range)，这次答题得 \(step.points) 分。")
            above = step.rightAtLeast - 1
        }
        if above >= 0 { lines.append("答对不到 \(above + 1) 题，不得分。") }
        return lines
    }

    private func bonuses() -> [String] {
        scoring.bonuses.map { step in
            step.rightAtLeast >= track.paper.questionCount
                ? "\(track.paper.questionCount) 题全部答对，另加 \(step.points) 分。"
                : "答对 \(step.rightAtLeast) 题以上（含 \(step.rightAtLeast) 题），另加 \(step.points) 分。"
        }
    }

    /// The highest mark, where it follows from the rules alone.
    private func fullMark() -> [String] {
        let isCertain =
            hasThresholds
            || track.paper.sections.allSatisfy { section in
                let types = section.types.isEmpty ? QuestionType.allCases : section.types
                return Set(types.map { scoring.worth(of: $0) }).count == 1
            }
        guard isCertain, let most = Int32(exactly: AttemptWorth.most(track)) else { return [] }
        return ["一次最高 \(Points(hundredths: most)) 分。"]
    }

    private func lots() -> [String] {
        scoring.lots.map { lot in
            lot.most == 1
                ? "答对 \(lot.everyRight) 题以上（含 \(lot.everyRight) 题），得 1 次抽奖机会。"
                : "每答对 \(lot.everyRight) 题得 1 次抽奖机会，一次答题最多 \(lot.most) 次。"
        }
    }

    private func pass() -> [String] {
        scoring.passMark.map { ["一次得 \($0) 分以上（含 \($0) 分）为合格。"] } ?? []
    }

    private func drawnTypes() -> [QuestionType] {
        let sections = track.paper.sections
        if sections.contains(where: \.types.isEmpty) { return QuestionType.allCases }
        let drawn = Set(sections.flatMap(\.types))
        return QuestionType.allCases.filter(drawn.contains)
    }
}
