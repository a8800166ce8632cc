public import ContestModel

/// The rules of a contest as a sheet for participants, in plain Chinese, from the rules alone.
///
/// Nothing on it is written by hand for one contest, so that it never says anything else than what
/// the engine does.
public enum RulesSheet {
    /// The sheet as plain text; lines end with a newline.
    public static func chinese(_ rules: ContestRules) -> String {
        var lines = ["《\(rules.title)》规则"]
        if !rules.organiser.isEmpty { lines.append("主办：\(rules.organiser)") }
        if rules.rehearsal { lines.append("这是演练，成绩和人数都不计入正式结果。") }
        let sections: [(title: String, lines: [String])] = [
            ("时间", TimeSheet(rules: rules).lines()),
            ("参加办法", entry(rules.identity)),
            ("答题", byTrack(rules) { TrackSheet(track: $0).lines() }),
            ("计分", byTrack(rules) { ScoringSheet(track: $0).lines() }),
            ("人数和人次", counting(rules)),
            ("排名", RankingSheet(rules: rules).lines()),
            ("更正", AmendingSheet(rules: rules).lines()),
            ("公平", fairness(rules)),
            ("个人信息", privacy(rules)),
        ]
        for (number, section) in sections.enumerated() {
            lines.append("")
            lines.append("\(ChineseText.ordinal(number + 1))、\(section.title)")
            lines += section.lines.map { $0.hasPrefix("【") ? $0 : "  · \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Each track's lines under its title, once for neighbours that say the same; no titles where
    /// there is one track.
    private static func byTrack(
        _ rules: ContestRules,
        _ lines: (TrackRules) -> [String]
    ) -> [String] {
        guard rules.tracks.count > 1 else { return rules.tracks.flatMap(lines) }
        var parts: [(titles: [String], lines: [String])] = []
        for track in rules.tracks {
            let own = lines(track)
            if let last = parts.last, last.lines == own {
                parts[parts.count - 1].titles.append(track.title)
            } else {
                parts.append(([track.title], own))
            }
        }
        return parts.flatMap { part in
            let note = part.titles.count > 1 ? "（规则相同，各自计算）" : ""
            return ["【\(part.titles.joined(separator: "、"))】\(note)"] + part.lines
        }
    }

    private static func entry(_ identity: IdentityMode) -> [String] {
        let recovery = "登记时会得到一个找回码，请保存好：换手机后凭它回到原来的账号。"
        let how =
            switch identity {
            case .open: ["登记后即可参加。", recovery]
            case .unitCode: ["登记时要填本单位的口令，口令由单位发放。", recovery]
            case .roster: ["只限名册上的人参加，凭姓名和主办方发放的口令进入。"]
            }
        return how + ["请选对自己所在的地区和单位，成绩记在所选的地区和单位名下。"]
    }

    private static func counting(_ rules: ContestRules) -> [String] {
        let condition =
            switch rules.countsWhen {
            case .anyResponse: "至少答了一题"
            case .allAnswered: "全部题目都答了"
            case .rightAtLeast(let least): "至少答对 \(least) 题"
            case .anyEnd: "无论答了几题"
            }
        var lines = [
            "答题结束并且\(condition)的，计 1 人次；有 1 人次以上的人，计 1 人。",
            "人数\(rules.identity.chineseBasis)。",
        ]
        if rules.countsWhen != .anyEnd { lines.append("不计人次的答题也用掉一次机会。") }
        if rules.tracks.contains(where: { !$0.counts }) {
            let names = rules.tracks.filter { !$0.counts }.map { "“\($0.title)”" }
            lines.append("\(names.joined(separator: "、"))只供练习，不计人数、人次和积分。")
        }
        return lines
    }

    private static func fairness(_ rules: ContestRules) -> [String] {
        var lines = ["题目由系统随机抽取，用时以服务器的时钟为准。"]
        if rules.tracks.contains(where: { $0.paper.shuffleOptions }) {
            lines.append("除判断题外，选项的顺序每次随机排列。")
        }
        lines += [
            "对题目或成绩有异议的，请在公示期内向主办方提出。"
        ]
        return lines
    }

    private static func privacy(_ rules: ContestRules) -> [String] {
        var lines = ["只收集姓名、地区、单位和自愿填写的手机号；手机号加密保存，不收集身份证号。"]
        switch rules.publication.names {
        case .masked: lines.append("公开的榜单上姓名只显示姓氏，例如“王*”“欧阳*”。")
        case .full: lines.append("公开的榜单上显示姓名。")
        case .hidden: lines.append("公开的榜单上不显示姓名，也不显示编号。")
        }
        lines.append("未满十四周岁的，由监护人同意后参加。")
        lines.append("可以要求主办方删除自己的个人信息，统计数字不受影响。")
        return lines
    }
}
