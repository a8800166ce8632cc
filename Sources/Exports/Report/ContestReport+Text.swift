import Leaderboards

extension ContestReport {
    /// The ready sentence of a work summary:
    /// `参与“人人讲安全、个个会应急”网络知识竞赛 87628 人，1900207 人次参与答题`.
    public var sentence: String {
        "参与\(namedTitle) \(whole.people) 人，\(whole.attempts) 人次参与答题"
    }

    /// The title as a sentence names it: in quotation marks, unless it brings its own.
    private var namedTitle: String {
        let title = cover.title
        if title.contains("“") { return title }
        for kind in ["网络知识竞赛", "知识竞赛", "竞赛", "答题活动", "活动"] where title.hasSuffix(kind) {
            let name = title.dropLast(kind.count)
            return name.isEmpty ? title : "“\(name)”\(kind)"
        }
        return "“\(title)”网络知识竞赛"
    }

    /// The figures of the whole with their labels, in the order of every report.
    public var overview: [(label: String, value: ExportValue, key: String)] {
        let passOfPeople: ExportValue = hasPassMark ? .percent(whole.passRateOfPeople) : .unknown
        let passOfAttempts: ExportValue =
            hasPassMark ? .percent(whole.passRateOfAttempts) : .unknown
        return [
            ("参与人数", .integer(whole.people), "people"),
            ("参与人次", .integer(whole.attempts), "attempts"),
            ("人均答题次数", .decimal(whole.attemptsPerPerson, places: 2), "attempts_per_person"),
            ("应参与人数", .optional(headcount), "headcount"),
            ("参与率", .percent(participation), "participation"),
            (
                "平均分（按人次）", .decimal(whole.averagePerAttempt, places: 2),
                "average_per_attempt"
            ),
            ("人均积分", .decimal(whole.averagePerPerson, places: 2), "average_per_person"),
            ("人均最好成绩", .decimal(whole.averageOfBest, places: 2), "average_of_best"),
            ("正确率", .percent(whole.accuracy), "accuracy"),
            ("答对题数", .integer(whole.right), "right"),
            ("抽取题数", .integer(whole.drawn), "drawn"),
            ("满分人次", .integer(whole.fullMarkAttempts), "full_mark_attempts"),
            ("满分人数", .integer(whole.fullMarkPeople), "full_mark_people"),
            ("合格率（按人，最好成绩）", passOfPeople, "pass_rate_of_people"),
            ("合格率（按人次）", passOfAttempts, "pass_rate_of_attempts"),
        ]
    }

    /// The summary as plain text: the sentence alone on the first line.
    public var text: String {
        var lines = [sentence, ""]
        lines += overview.map { "\($0.label)：\($0.value.tableText(cover.time))" }
        lines += [""] + cover.lines.map { "\($0.label)：\($0.value)" }
        lines += [""] + notes.map { "注：\($0)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
