internal import ContestModel

/// The part of the sheet on when the contest runs.
struct TimeSheet {
    let rules: ContestRules

    func lines() -> [String] {
        let schedule = rules.schedule
        guard let calendar = ContestCalendar(timeZone: schedule.timeZone) else { return [] }
        let zone = schedule.timeZone == "Asia/Shanghai" ? "北京时间" : "\(schedule.timeZone) 当地时间"
        let opens = ChineseText.time(schedule.opensAt, calendar)
        let closes = ChineseText.endTime(schedule.closesAt, calendar)
        var lines = ["\(opens) 开始，\(closes) 截止（\(zone)）。"]
        switch schedule.closing {
        case .hard:
            lines.append("到截止时，没有交的卷子按已经保存的答案自动交卷。")
        case .ownDeadline:
            if rules.tracks.contains(where: { $0.timeLimit != nil }) {
                lines.append("截止前已经开始的答题，可以答到自己的限时为止；截止后不能再开始。")
            } else {
                lines.append("截止后不能再开始。")
            }
        }
        if rules.tracks.contains(where: { $0.attemptsPerDay != nil }) {
            lines.append("每天的次数在零点重新计算；一次答题算在开始的那一天，跨过零点交卷也一样。")
        }
        if let freezesAt = schedule.freezesAt {
            lines.append("\(ChineseText.endTime(freezesAt, calendar)) 起封榜：公开的名次不再变化，自己的成绩仍可查看。")
        }
        return lines
    }
}
