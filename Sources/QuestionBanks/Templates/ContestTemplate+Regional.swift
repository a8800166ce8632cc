extension ContestTemplate {
    /// The rules of Xuchang's contest of 2023.
    static let xuchang2023 = published(
        "xuchang-2023",
        "许昌 2023：次数不限，20 题满分 100 分，取最好成绩，同分比用时",
        questions: [
            .number("questions", "每次几题", 20, in: 1...200),
            .number("points", "每题几分", 5, in: 1...100),
        ],
        body: """
            tracks:
              - name: main
                title: 正式答题           # 不写 attempts_per_day 就是次数不限
                paper: {questions: {{questions}}}
                scoring:
                  points: {{points}}
            ranking:
              value: best                  # 取最好的一次
              time: of_best
              breakers: [time]             # 同分的，那一次用时短的在前

            """
    )

    /// The rules of Sichuan's contest of 2025.
    static let sichuan2025 = published(
        "sichuan-2025",
        "四川 2025：每天 3 轮，每轮 5 题，地区按人次（热度）排名",
        questions: [
            .number("attempts", "每人每天几轮", 3, in: 1...100),
            .number("questions", "每轮几题", 5, in: 1...200),
        ],
        body: """
            tracks:
              - name: main
                title: 正式答题
                attempts_per_day: {{attempts}}
                paper: {questions: {{questions}}}
            boards:
              units: false
              group_measure: attempts      # “热度”的算法没有公布，这里就是人次

            """
    )

    /// The rules of Shandong's contest of 2018.
    static let shandong2018 = published(
        "shandong-2018",
        "山东 2018：各市按参与人数排名",
        questions: [
            .number("attempts", "每人每天几次", 1, in: 1...100),
            .number("questions", "每次几题", 5, in: 1...200),
        ],
        body: """
            tracks:
              - name: main
                title: 正式答题
                attempts_per_day: {{attempts}}
                paper: {questions: {{questions}}}
            ranking:
              value: count                 # 个人按参与次数
            boards:
              units: false
              group_measure: people        # 各市按人数排名

            """
    )
}
