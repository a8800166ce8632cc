/// Contest files of June 2026, as organisers send them.
struct TestContest: Sendable {
    var name: String
    var json: String

    /// Makes a contest of one track `main` and a practice track.
    ///
    /// - Parameters:
    ///   - track: The main track's further fields, as JSON members.
    ///   - rest: The contest's further fields, as JSON members, with a comma behind.
    ///   - opens: The first day.
    ///   - closes: The last day.
    init(
        _ name: String,
        track: String,
        rest: String = "",
        opens: String = "2026-06-01",
        closes: String = "2026-06-30"
    ) {
        self.name = name
        json = """
            {"contest": "\(name)", "title": "测试竞赛", "organiser": "测试局", "bank": "safety-month",
             "opens": "\(opens) 00:00", "closes": "\(closes) 24:00", \(rest)
             "tracks": [
               {"name": "main", "title": "正式答题", \(track)},
               {"name": "practice", "counts": false, "attempts_per_day": 50,
                "paper": {"questions": 3, "pools": ["practice"]}}]}
            """
    }

    /// National 2023: once a day, five questions one at a time, 150 s, a point each.
    static let national2023 = TestContest(
        "national-2023",
        track: """
            "attempts_per_day": 1, "paper": {"questions": 5}, "time_limit": "150s",
            "delivery": "one_at_a_time", "feedback": "after_response", "scoring": {"points": 1}
            """,
        rest: #""publication": {"personal_boards": true},"#
    )

    /// National 2021: fifteen questions one at a time, ten points on top for all right, three lots.
    static let national2021 = TestContest(
        "national-2021",
        track: """
            "attempts_per_day": 1, "paper": {"questions": 15}, "delivery": "one_at_a_time",
            "feedback": "after_response",
            "scoring": {"points": 1, "bonuses": [{"right_at_least": 15, "points": 10}],
                        "lots": [{"every_right": 5, "most": 3}]}
            """,
        rest: #""publication": {"personal_boards": true},"#
    )

    /// 许昌 2023: as often as one likes, twenty questions of five points, the best one, then time.
    static let xuchang2023 = TestContest(
        "xuchang-2023",
        track: #""paper": {"questions": 20}, "scoring": {"points": 5}"#,
        rest: """
            "ranking": {"value": "best", "time": "of_best", "breakers": ["time"]},
            "publication": {"personal_boards": true},
            """
    )

    /// Regions: a county, two towns with a village each and one without.
    static let regions = """
        代码,名称,上级代码,人数
        1405,青禾县,,5000
        140501,上河镇,1405,3000
        140502,下河镇,1405,
        14050101,河东村,140501,1000
        14050102,河西村,140501,2000
        """

    /// Units of two branches.
    static let units = """
        代码,名称,上级代码,人数
        A,应急系统,,
        A1,县应急管理局,A,120
        A2,镇应急管理站,A,30
        B,示例化工厂,,3000
        """
}
