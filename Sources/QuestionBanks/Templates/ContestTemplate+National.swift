extension ContestTemplate {
    /// The rules of the national contest of 2023.
    static let national2023 = published(
        "national-2023",
        "全国 2023：每天 1 次，5 题，整卷 150 秒，每题 1 分",
        questions: [
            .number("attempts", "每人每天几次", 1, in: 1...100),
            .number("questions", "每次几题", 5, in: 1...200),
            .span("limit", "整卷限时（150s、20min）", "150s"),
        ],
        body: """
            tracks:
              - name: main
                title: 正式答题
                attempts_per_day: {{attempts}}
                paper:
                  questions: {{questions}}         # 从 main 题池随机抽取
                time_limit: {{limit}}        # 到时自动交卷，之前可以离开再回来
                delivery: one_at_a_time    # 一题一题作答；whole_paper 为整卷
                feedback: after_response   # 答完一题就公布对错和答案
                scoring:
                  points: 1
            ranking:
              value: sum                   # 按积分；best 最好一次，count 次数
              breakers: []                 # 同分并列；[time] 用时短的在前，[first] 先达到的在前
            boards:
              group_measure: people        # 地区和单位按人数排名

            """
    )

    /// The rules of the national contest of 2021.
    static let national2021 = published(
        "national-2021",
        "全国 2021：每天 1 次，15 题，抽奖和全对加分，另有练习室",
        questions: [
            .number("questions", "每次几题", 15, in: 1...200),
            .number("bonus", "全部答对另加几分", 10, in: 0...1000),
            .number("practice", "练习室每天几次", 6, in: 1...100),
        ],
        body: """
            tracks:
              - name: main
                title: 正式答题
                attempts_per_day: 1
                paper: {questions: {{questions}}}
                delivery: one_at_a_time
                feedback: after_response
                scoring:
                  points: 1
                  bonuses:                 # 全部答对另加
                    - {right_at_least: {{questions}}, points: {{bonus}}}
                  lots:                    # 每答对 5 题 1 次抽奖，最多 3 次
                    - {every_right: 5, most: 3}
              - name: practice             # 练习永不计入，题目出自单独的题池
                title: 练习室
                counts: false
                attempts_per_day: {{practice}}
                paper: {questions: 5, pools: [practice]}
                delivery: one_at_a_time
                feedback: after_response

            """
    )

    /// The rules of the national contest of 2019.
    static let national2019 = published(
        "national-2019",
        "全国 2019：两个赛道各每天 1 次，邀请、分享各加 1 次，5 道单选题",
        questions: [
            .text("first", "第一个赛道的名称", "公众赛道"),
            .text("second", "第二个赛道的名称", "企业赛道"),
        ],
        body: """
            tracks:

            """ + line2019("public", "{{first}}") + line2019("enterprise", "{{second}}") + """
                boards:
                  group_measure: attempts      # 地区和单位按人次排名

                """
    )

    private static func line2019(_ name: String, _ title: String) -> String {
        """
          - name: \(name)
            title: \(title)
            attempts_per_day: 1
            grants:                    # 额外机会，按每天计
              - {source: invite, per_day: 1}
              - {source: share, per_day: 1}
            paper: {questions: 5, types: [single]}
            scoring:
              thresholds:              # 答对 4 题以上得 2 分，否则得 1 分
                - {right_at_least: 4, points: 2}
                - {right_at_least: 0, points: 1}
              lots:
                - {every_right: 4, most: 1}

        """
    }
}
