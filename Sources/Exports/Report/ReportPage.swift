import ContestModel
import Leaderboards

/// The report as one HTML page: no scripts, nothing loaded, every text escaped.
struct ReportPage {
    let report: ContestReport
    private var markup = Markup()

    /// A table on the page has at most so many rows; the workbook has them all.
    private static let rowLimit = 200

    init(_ report: ContestReport) {
        self.report = report
    }

    /// The page.
    ///
    /// - Parameter links: Files that lie beside it: names and what they are.
    static func html(_ report: ContestReport, links: [(name: String, title: String)] = []) -> String
    {
        var page = ReportPage(report)
        page.head()
        page.figures()
        page.charts()
        page.daily()
        page.groups("地区", "地区 <small>Regions</small>", report.regions)
        page.groups("单位", "单位 <small>Units</small>", report.units)
        page.groups("行业", "行业 <small>Industries</small>", report.industries)
        page.items()
        page.foot(links)
        return page.markup.html
    }

    private mutating func head() {
        markup.tag(
            """
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>
            """
        )
        markup.text(report.cover.title + " 竞赛情况报告")
        markup.tag("</title><style>")
        markup.tag(ReportStyle.css)
        markup.tag("</style></head><body><header>")
        markup.element("h1", report.cover.title)
        markup.tag("<p>竞赛情况报告 <small>Contest report</small> <span class=\"state\">")
        markup.text(report.cover.state)
        markup.tag("</span> ")
        let made = report.cover.time.text(report.cover.madeAt)
        markup.text("账本序号 \(report.cover.sequence)，\(made)")
        markup.tag("</p></header><main><p class=\"sentence\">")
        markup.text(report.sentence)
        markup.tag("</p>")
    }

    private mutating func figures() {
        markup.tag("<h2>总览 <small>Overview</small></h2><dl class=\"figures\">")
        for figure in report.overview {
            markup.tag("<div>")
            markup.element("dt", figure.label)
            markup.element("dd", figure.value.tableText(report.cover.time))
            markup.tag("</div>")
        }
        markup.tag("</dl>")
        if report.participation.isAboveOne {
            markup.tag("<p><strong>参与率超过 100%，请核对应参与人数。</strong></p>")
        }
    }

    private mutating func charts() {
        let days = report.whole.days.days
        markup.tag("<div class=\"charts\">")
        if !days.isEmpty {
            let people = days.map { Self.bar($0.day, $0.figures.people) }
            let attempts = days.map { Self.bar($0.day, $0.figures.attempts) }
            chart("每日参与人数", ReportChart.columns(people, name: "每日参与人数"))
            chart("每日参与人次", ReportChart.columns(attempts, name: "每日参与人次"))
        }
        let groups = [("地区", report.topRegions), ("单位", report.leafUnits)]
        for (name, rows) in groups {
            let bars = Self.best(of: rows, by: report.measure, heat: report.heat)
            guard !bars.isEmpty else { continue }
            let title = "\(name)前 \(bars.count) 名（按\(report.measure.chineseName)）"
            chart(title, ReportChart.rows(bars, name: title))
        }
        let marks = ReportHistogram.bars(report.histogram)
        if !marks.isEmpty {
            chart("得分分布（人次）", ReportChart.columns(marks, name: "得分分布（人次）"))
        }
        markup.tag("</div>")
    }

    private mutating func chart(_ title: String, _ drawing: Markup) {
        markup.tag("<figure>")
        markup.element("figcaption", title)
        markup.append(drawn: drawing)
        markup.tag("</figure>")
    }

    private mutating func daily() {
        let days = report.whole.days.days
        guard !days.isEmpty else { return }
        markup.tag("<h2>每日 <small>By day</small></h2>")
        beginTable("每日", ["日期", "参与人数", "参与人次", "平均分（按人次）", "正确率"])
        for day in days.suffix(400) {
            let figures = day.figures
            let average = Ratio(figures.points, of: figures.attempts * 100)
            markup.tag("<tr>")
            for cell: ExportValue in [
                .day(day.day), .integer(figures.people), .integer(figures.attempts),
                .decimal(average, places: 2), .percent(Ratio(figures.right, of: figures.drawn)),
            ] { markup.element("td", cell.tableText(nil)) }
            markup.tag("</tr>")
        }
        markup.tag("</tbody></table></div>")
    }

    private mutating func groups(_ name: StaticString, _ heading: StaticString, _ rows: [GroupRow])
    {
        guard !rows.isEmpty else { return }
        markup.tag("<h2>")
        markup.tag(heading)
        markup.tag("</h2>")
        beginTable(
            name,
            [
                "名称", "同级排名", "参与人数", "参与人次", "参与率", "平均分（按人次）", "人均积分", "人均最好成绩", "正确率",
                "满分人次", "合格率（按人）",
            ]
        )
        for row in rows.prefix(Self.rowLimit) { group(row) }
        markup.tag("</tbody></table></div>")
        if rows.count > Self.rowLimit {
            markup.element("p", "共 \(rows.count) 行，此处列出前 \(Self.rowLimit) 行，其余见工作簿。")
        }
    }

    private mutating func group(_ row: GroupRow) {
        switch row.level {
        case 1: markup.tag("<tr><td>")
        case 2: markup.tag("<tr><td class=\"l2\">")
        case 3: markup.tag("<tr><td class=\"l3\">")
        default: markup.tag("<tr><td class=\"l4\">")
        }
        markup.text(row.name)
        markup.tag("</td>")
        let figures = row.figures
        let cells: [ExportValue] = [
            .integer(row.rank), .integer(figures.people), .integer(figures.attempts),
            .percent(row.participation), .decimal(figures.averagePerAttempt, places: 2),
            .decimal(figures.averagePerPerson, places: 2),
            .decimal(figures.averageOfBest, places: 2), .percent(figures.accuracy),
            .integer(figures.fullMarkAttempts),
            report.hasPassMark ? .percent(figures.passRateOfPeople) : .unknown,
        ]
        for (index, cell) in cells.enumerated() {
            let isFlagged = index == 3 && row.participation.isAboveOne
            markup.element("td", cell.tableText(nil) + (isFlagged ? "（超过 100%）" : ""))
        }
        markup.tag("</tr>")
    }

    /// Begins a table that scrolls within the page, by finger and by keyboard.
    private mutating func beginTable(_ name: StaticString, _ headings: [String]) {
        markup.tag("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
        markup.tag(name)
        markup.tag("\"><table><thead><tr>")
        for heading in headings { markup.element("th", heading) }
        markup.tag("</tr></thead><tbody>")
    }

    private mutating func items() {
        guard let hardest = report.hardest, !hardest.isEmpty else { return }
        markup.tag("<h2>难题 <small>Hardest questions</small></h2>")
        beginTable("难题", ["题号", "题干", "抽中次数", "正确率"])
        for item in hardest.prefix(50) {
            markup.tag("<tr>")
            markup.element("td", item.question.id)
            markup.tag("<td class=\"words\">")
            markup.text(item.question.stem)
            markup.tag("</td>")
            markup.element("td", String(item.statistics.drawn))
            let share = Ratio(item.statistics.right, of: item.statistics.drawn)
            markup.element("td", share.percentText ?? "—")
            markup.tag("</tr>")
        }
        markup.tag("</tbody></table></div>")
    }

    private mutating func foot(_ links: [(name: String, title: String)]) {
        if !links.isEmpty {
            markup.tag("<h2>文件 <small>Files</small></h2><ul>")
            for link in links {
                markup.tag("<li><a href=\"")
                markup.text(link.name)
                markup.tag("\">")
                markup.text(link.name)
                markup.tag("</a> ")
                markup.text(link.title)
                markup.tag("</li>")
            }
            markup.tag("</ul>")
        }
        markup.tag("<h2>说明 <small>Notes</small></h2><ul class=\"notes\">")
        for note in report.notes { markup.element("li", note) }
        markup.tag("</ul><table class=\"cover\"><tbody>")
        for line in report.cover.lines {
            markup.tag("<tr>")
            markup.element("td", line.label)
            markup.element("td", line.value)
            markup.tag("</tr>")
        }
        markup.tag("</tbody></table></main></body></html>\n")
    }

    private static func bar(_ day: ContestDay, _ value: Int) -> ReportChart.Bar {
        let date = CivilDate(day)
        return ReportChart.Bar(label: "\(date.month)-\(date.day)", value: value)
    }

    /// The ten best of some groups by the contest's measure.
    private static func best(
        of siblings: [GroupRow],
        by measure: GroupMeasure,
        heat: HeatFormula?
    ) -> [ReportChart.Bar] {
        let bars = siblings.map { row in
            let ratio = row.value(of: measure, heat: heat)
            return ReportChart.Bar(
                label: row.name,
                value: ratio.scaled(places: 4) ?? 0,
                text: row.text(of: measure, heat: heat)
            )
        }
        return Array(bars.filter { $0.value > 0 }.sorted { $0.value > $1.value }.prefix(10))
    }
}

extension ContestReport {
    /// The report as a page to print or to read on a phone.
    ///
    /// - Parameter links: Files that lie beside it: names and what they are.
    public func html(links: [(name: String, title: String)] = []) -> String {
        ReportPage.html(self, links: links)
    }
}
