import ContestModel
import Exports
import Leaderboards
import Testing

@Suite struct ReportTests {
    private static func index(_ nodes: [GroupNode] = []) throws -> GroupIndex {
        try #require(GroupIndex(GroupTree(nodes: nodes)))
    }

    private static func submission(
        _ person: Int,
        day: Int,
        right: UInt8,
        region: Int32 = 0,
        unit: Int32 = 0
    ) -> FoldedSubmission {
        FoldedSubmission(
            sequence: 1,
            participant: ParticipantIndex(rawValue: UInt32(person)),
            day: ContestDay(number: 19_509 + Int32(day)),
            endedAt: .epoch,
            elapsed: .zero,
            score: Score(
                drawn: 5,
                answered: 5,
                right: right,
                points: Points(hundredths: Int32(right) * 100),
                lots: 0,
                counts: true
            ),
            region: NodeID(rawValue: region),
            unit: NodeID(rawValue: unit),
            hasFullMarks: right == 5,
            passes: right >= 3
        )
    }

    /// The county's own report of June 2023: 60,019 people with 22 attempts, 27,609 with 21.
    @Test func `the founding case gives the sentence that was published`() throws {
        var figures = ContestFigures(regions: try Self.index(), units: try Self.index())
        for attempt in 0..<22 {
            for person in 0..<(attempt < 21 ? 87_628 : 60_019) {
                figures.take(Self.submission(person, day: attempt, right: UInt8(person % 6)))
            }
        }
        let report = ContestReport(cover: Sample.cover, rules: Sample.rules, figures: figures)
        #expect(
            report.sentence == "参与“人人讲安全、个个会应急”网络知识竞赛 87628 人，1900207 人次参与答题"
        )
        #expect(report.text.split(separator: "\n").first.map(String.init) == report.sentence)
        #expect(figures.whole.days.figures(of: ContestDay(number: 19_530)).people == 60_019)
        #expect(figures.whole.attemptsPerPerson.text(places: 2) == "21.68")
    }

    @Test(arguments: [
        ("人人讲安全、个个会应急", "“人人讲安全、个个会应急”网络知识竞赛"),
        ("“人人讲安全、个个会应急”网络知识竞赛", "“人人讲安全、个个会应急”网络知识竞赛"),
        ("全县“安全生产月”答题", "全县“安全生产月”答题"), ("测试竞赛", "“测试”竞赛"),
        ("安全生产网络知识竞赛", "“安全生产”网络知识竞赛"), ("竞赛", "竞赛"),
    ])
    func `the sentence names the contest as its title does`(_ title: String, _ named: String) throws
    {
        var rules = Sample.rules
        rules.title = title
        var cover = Sample.cover
        cover.title = title
        let empty = ContestFigures(regions: try Self.index(), units: try Self.index())
        let report = ContestReport(cover: cover, rules: rules, figures: empty)
        #expect(report.sentence == "参与\(named) 0 人，0 人次参与答题")
    }

    private static let evil =
        "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\u{202E}"

    private static func evilReport() throws -> ContestReport {
        let regions = try Self.index([
            GroupNode(id: NodeID(rawValue: 1), code: "1", name: evil, headcount: 2),
            GroupNode(id: NodeID(rawValue: 2), code: "2", name: "镇", parent: NodeID(rawValue: 1)),
            GroupNode(id: NodeID(rawValue: 3), code: "3", name: evil, parent: NodeID(rawValue: 1)),
        ])
        let units = try Self.index([
            GroupNode(id: NodeID(rawValue: 1), code: "U", name: "厂", industry: evil)
        ])
        var rules = Sample.rules
        rules.title = evil
        rules.organiser = evil
        var cover = Sample.cover
        cover.title = evil
        cover.organiser = evil
        var figures = ContestFigures(regions: regions, units: units)
        for person in 0..<3 {
            figures.take(
                Self.submission(
                    person,
                    day: person,
                    right: 4,
                    region: 2 + Int32(person % 2),
                    unit: 1
                )
            )
        }
        return ContestReport(cover: cover, rules: rules, figures: figures)
    }

    @Test func `the page has no scripts and no markup but its own`() throws {
        let page = try Self.evilReport().html(links: [(Self.evil, Self.evil)])
        #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\u{202E}"))
        #expect(!page.contains("javascript:") && !page.contains("http"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;"))
        #expect(page.hasPrefix("<!DOCTYPE html><html lang=\"zh-CN\">"))
        #expect(page.contains("初步") && page.contains(String(repeating: "ab", count: 32)))
    }

    @Test func `a rate above one is shown and flagged, one without a headcount is a dash`() throws {
        let report = try Self.evilReport()
        let top = try #require(report.regions.first)
        #expect(top.participation.percentText == "150.00%")
        #expect(top.remark == "参与率超过 100%，请核对应参与人数")
        #expect(report.html().contains("150.00%（超过 100%）"))
        #expect(report.regions.dropFirst().allSatisfy { $0.participation.percentText == nil })
        #expect(report.notes.contains { $0.contains("下级人数之和可能大于上级") })
        #expect(report.notes.contains { $0.contains("没有设合格线") })
    }

    @Test func `siblings are ranked by the contest's measure and ties share a rank`() throws {
        let nodes = (1...4).map { number in
            GroupNode(id: NodeID(rawValue: Int32(number)), code: "\(number)", name: "镇\(number)")
        }
        var figures = ContestFigures(regions: try Self.index(nodes), units: try Self.index())
        let regions: [Int32] = [1, 2, 2, 3, 3, 4]
        for (person, region) in regions.enumerated() {
            figures.take(Self.submission(person, day: 0, right: 1, region: region))
        }
        let rows = GroupList.rows(figures.regions, by: .people, figures: figures.region)
        #expect(rows.map(\.name) == ["镇2", "镇3", "镇1", "镇4"])
        #expect(rows.map(\.rank) == [1, 1, 3, 3])
    }

    @Test(.enabled(if: Python.path != nil))
    func `the workbook has its sheets and their figures`() async throws {
        let file = try await Self.evilReport().workbook()
        let script = """
            import openpyxl
            book = openpyxl.load_workbook(path)
            print(json.dumps([book.sheetnames, book["总览"]["B3"].value, book["总览"]["B3"].data_type,
                              book["每日"]["D2"].value, book["行业"]["D2"].data_type]))
            """
        let bytes = try Bytes.read(file.path)
        let read = try #require(try Python.json(script, over: bytes, ending: "xlsx") as? [Any])
        #expect(read.first as? [String] == ["说明", "总览", "每日", "地区", "单位", "行业"])
        #expect(read.dropFirst().first as? Int == 3)
        #expect(read.dropFirst(2).first as? String == "n")
        #expect(read.last as? String == "s")
    }
}
