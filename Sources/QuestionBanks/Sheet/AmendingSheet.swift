internal import ContestModel

/// The part of the sheet on what happens when a question turns out to be wrong.
struct AmendingSheet {
    let rules: ContestRules

    func lines() -> [String] {
        var lines = ["题目有误时，主办方可以更正答案、认可几个答案、给抽到的人都记对，或者作废，所有名次随之重排。"]
        let withdrawal = rules.withdrawal
        lines.append(
            withdrawal.thresholds == .lowered
                ? "题目作废后不计题数和得分；“至少答对几题”的要求，对抽到它的人相应减少。"
                : "题目作废后不计题数和得分；“至少答对几题”的要求不变。"
        )
        lines.append(
            withdrawal.fullMarks == .remaining
                ? "其余题目全对仍算满分。" : "抽到作废题目的答卷不算满分。"
        )
        if rules.tracks.contains(where: { !$0.scoring.lots.isEmpty }) {
            lines.append(
                withdrawal.lots == .lowered
                    ? "抽奖机会按减少后的要求重算；已经开出的奖不变。" : "抽奖机会只看其余答对的题；已经开出的奖不变。"
            )
        }
        if rules.amending.approvals > 1 { lines.append("更正成绩须经两名工作人员同意。") }
        if rules.amending.selfCorrectionHours > 0 {
            lines.append(
                "登记后 \(rules.amending.selfCorrectionHours) 小时内，可以自己更正姓名、地区和单位，"
                    + "最多 \(AmendingRules.selfCorrectionLimit) 次。"
            )
        }
        return lines
    }
}
