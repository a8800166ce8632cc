internal import ContestModel

/// The part of the sheet on how a track is answered.
struct TrackSheet {
    let track: TrackRules

    func lines() -> [String] {
        [attempts()] + grants() + paper() + [time(), delivery(), reveal()]
    }

    private func attempts() -> String {
        switch (track.attemptsPerDay, track.attemptsTotal) {
        case (nil, nil): "次数不限。"
        case (let daily?, nil): "每人每天 \(daily) 次。"
        case (nil, let total?): "每人一共 \(total) 次。"
        case (let daily?, let total?): "每人每天 \(daily) 次，一共不超过 \(total) 次。"
        }
    }

    private func grants() -> [String] {
        track.grants.map { grant in
            switch grant.source {
            case .invite: "邀请好友登记参加，每天最多再得 \(grant.perDay) 次。"
            case .share: "分享本竞赛，每天最多再得 \(grant.perDay) 次。"
            case .organiser: "主办方每天最多可另给 \(grant.perDay) 次。"
            }
        }
    }

    private func paper() -> [String] {
        let sections = track.paper.sections.map(section)
        var lines: [String]
        if sections.count == 1, let only = sections.first {
            lines = ["每次随机抽取 \(only)。"]
        } else {
            lines = ["每次随机抽取 \(track.paper.questionCount) 题：\(sections.joined(separator: "；"))。"]
        }
        for theme in track.paper.themes {
            let days =
                theme.from == theme.through
                ? ChineseText.day(theme.from)
                : "\(ChineseText.day(theme.from))至\(ChineseText.day(theme.through))"
            lines.append("\(days)的题目只出自：\(theme.categories.joined(separator: "、"))。")
        }
        return lines
    }

    private func section(_ section: PaperSection) -> String {
        var marks: [String] = []
        if !section.categories.isEmpty {
            marks.append("出自\(section.categories.joined(separator: "、"))")
        }
        if section.minimumDifficulty > 1 || section.maximumDifficulty < 5 {
            marks.append(
                section.minimumDifficulty == section.maximumDifficulty
                    ? "难度 \(section.minimumDifficulty) 级"
                    : "难度 \(section.minimumDifficulty) 到 \(section.maximumDifficulty) 级"
            )
        }
        let types = section.types.map(\.chineseName).joined(separator: "或")
        let what = types.isEmpty ? "\(section.count) 题" : "\(section.count) 道\(types)"
        return marks.isEmpty ? what : "\(what)（\(marks.joined(separator: "，"))）"
    }

    private func time() -> String {
        guard let limit = track.timeLimit else { return "不限时，可以离开，回来接着答。" }
        return "整份试卷限时 \(ChineseText.span(limit))，到时自动交卷。中途可以离开，到时之前回来接着答，计时不停。"
    }

    private func delivery() -> String {
        switch track.delivery {
        case .wholePaper: "整份试卷一次给出，交卷之前答案可以修改。"
        case .oneAtATime: "一题一题作答，答完一题才出下一题。"
        }
    }

    private func reveal() -> String {
        if track.feedback == track.pointsShown { return "对错、正确答案和得分\(when(track.feedback))。" }
        return "对错和正确答案\(when(track.feedback))；得分\(when(track.pointsShown))。"
    }

    private func when(_ policy: RevealPolicy) -> String {
        switch policy {
        case .afterResponse: "答完一题就公布"
        case .afterSubmission: "交卷后公布"
        case .afterClosing: "竞赛结束后公布"
        case .never: "不公布"
        }
    }
}
