extension ContestTemplate {
    /// Makes a template from what differs.
    ///
    /// - Parameters:
    ///   - questions: What is asked beside the contest's name, title, organiser, bank and times.
    ///   - body: The file from `tracks` on.
    static func published(
        _ name: String,
        _ title: String,
        questions: [TemplateQuestion],
        body: String
    ) -> ContestTemplate {
        ContestTemplate(
            name: name,
            title: title,
            questions: commonQuestions + questions,
            text: "# \(title)\n" + head + body + tail
        )
    }

    private static let commonQuestions: [TemplateQuestion] = [
        .name("contest", "竞赛的短名，用在网址里（小写字母、数字、连字符）", "safety-2026"),
        .text("title", "竞赛的名称", "安全生产月知识竞赛"),
        .text("organiser", "主办单位", "某县应急管理局"),
        .name("bank", "题库的短名", "safety-month"),
        .time("opens", "开始时间", "2026-06-01 00:00"),
        .time("closes", "截止时间（24:00 表示当天结束）", "2026-06-30 24:00"),
    ]

    private static let head = """
        # 用 safetyquiz contest check 检查本文件，用 safetyquiz contest explain 看给参加者的规则。
        contest: {{contest}}
        title: {{title}}
        organiser: {{organiser}}
        rehearsal: false           # 演练时改为 true，演练永不计入统计
        bank: {{bank}}
        time_zone: Asia/Shanghai
        opens: {{opens}}
        closes: {{closes}}
        closing: own_deadline      # 截止前开始的可以答到自己的限时；hard 表示到点一律交卷
        # freezes: "2026-06-30 18:00"   # 封榜时间，不封榜就不写
        identity: open             # open 自行登记；unit_code 凭单位口令；roster 只限名册
        counts_when: any_response  # 至少答一题才算人次；all_answered、any_end、{right_at_least: 3}

        """

    private static let tail = """
        publication:
          personal_boards: false   # 个人榜由主办方决定何时公布
          group_boards: true       # 地区和单位的汇总公开
          names: masked            # 公开时只显示姓氏；full 显示姓名，hidden 不显示
          minimum_group_size: 1    # 少于这些人的地区和单位不对外公布

        """
}
