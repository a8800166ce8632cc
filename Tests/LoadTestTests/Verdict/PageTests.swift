import Testing

@testable import LoadTest

/// The report as a page.
@Suite struct PageTests {
    private static func chart(_ values: [Double], step: Int = 1, isLogarithmic: Bool = true)
        -> Chart
    {
        let line = Chart.Line(name: "p50", colour: "#000", dashes: "none", values: values)
        return Chart(
            title: "延迟",
            unit: "ms",
            step: step,
            lines: [line],
            isLogarithmic: isLogarithmic
        )
    }

    @Test(arguments: [
        (1, 1, [0, 1]), (61, 1, [0, 10, 20, 30, 40, 50, 60]),
        (207, 1, [0, 30, 60, 90, 120, 150, 180]),
        // 600 steps of 32 s are 5 h 19 min: a mark an hour.
        (600, 32, [0, 3_600, 7_200, 10_800, 14_400, 18_000]),
    ])
    func `instants on the axis are round`(count: Int, step: Int, marks: [Int]) {
        let chart = Self.chart(Array(repeating: 1, count: count), step: step)
        #expect(chart.timeMarks(10) == marks)
    }

    @Test(arguments: 1...600) func `there are never more instants than fit`(count: Int) {
        for (step, most) in [(1, 5), (1, 10), (4, 5), (4_096, 10)] {
            let chart = Self.chart(Array(repeating: 1, count: count), step: step)
            let marks = chart.timeMarks(most)
            #expect(marks.count <= most && marks.first == 0)
            #expect((marks.last ?? 0) <= (chart.count - 1) * step)
        }
    }

    @Test func `short runs are told in seconds and long ones in minutes`() {
        #expect(Self.chart(Array(repeating: 1, count: 61)).times.text(60) == "60 s")
        let long = Self.chart(Array(repeating: 1, count: 600), step: 4)
        #expect(long.times.text(0) == "0:00")
        #expect(long.times.text(2_396) == "39:56")
    }

    @Test func `a logarithmic axis holds all values between powers of ten`() {
        let chart = Self.chart([0, 3, 250, 40])
        #expect(chart.range.low == 1 && chart.range.high == 1_000)
        #expect(chart.marks == [1, 10, 100, 1_000])
    }

    /// Nothing was answered in the second step: the line must not fall to a millisecond there.
    @Test func `a step without an answer is a gap`() {
        let drawing = ChartDrawing(chart: Self.chart([5, 0, 5, 5]), size: .wide).svg
        #expect(drawing.split(separator: "h.1").count == 3)
        let level = ChartDrawing(
            chart: Self.chart([5, 0, 5, 5], isLogarithmic: false),
            size: .wide
        ).svg
        #expect(level.split(separator: "h.1").count == 2)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_900_207, "1,900,207"), (-1_234, "-1,234"),
    ])
    func `digits are grouped by three`(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test(arguments: [(0.1234, "0.12"), (9.876, "9.88"), (47.26, "47.3"), (1_234.5, "1,235")])
    func `a time keeps three digits`(time: Double, text: String) {
        #expect(time.threeDigits == text)
    }

    @Test func `the page holds a drawing for a screen and one for a phone, and no script`() {
        var report = LoadReport()
        report.scenario = "<b>"
        report.notes = ["a & b"]
        report.timeline = (0..<20).map {
            TimelinePoint(
                second: $0,
                requestsPerSecond: 100,
                p50: 2,
                p99: 8,
                max: 20,
                failures: $0 == 3 ? 2 : 0
            )
        }
        let page = report.html
        #expect(page.split(separator: "class=\"chart wide\"").count == 3)
        #expect(page.split(separator: "class=\"chart narrow\"").count == 3)
        #expect(page.contains("失败 failed"))
        #expect(page.contains("&lt;b&gt;") && page.contains("a &amp; b"))
        #expect(!page.contains("<script") && !page.contains("http"))
    }
}
