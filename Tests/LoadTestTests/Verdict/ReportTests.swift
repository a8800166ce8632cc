import Foundation
import Synchronization
import Testing

@testable import LoadTest

@Suite struct ReportTests {
    private static let sound: LoadReport = {
        var report = LoadReport()
        report.peopleExpected = 3
        report.peopleCounted = 3
        report.attemptsExpected = 4
        report.attemptsCounted = 4
        report.rankingCompared = true
        report.figuresRead = true
        return report
    }()

    @Test func `the JSON has the promised names`() throws {
        let data = try JSONEncoder().encode(ReportFile(Self.sound))
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any]
        )
        let promised = [
            "participants", "attempts", "acknowledged", "lost", "duplicated", "errors",
            "people_counted", "attempts_counted", "ranking_mismatches", "seconds",
            "requests_per_second", "latency_ms", "latency_by_request",
            "responses_acknowledged", "passed", "figures_hold",
            "refusals", "turned_away", "watchers",
        ]
        #expect(promised.filter { object[$0] == nil } == [])
        let latency = try #require(object["latency_ms"] as? [String: Any])
        #expect(["p50", "p95", "p99", "max"].filter { latency[$0] == nil } == [])
        #expect(try JSONDecoder().decode(LoadReport.self, from: data) == Self.sound)
        #expect(object["target_met"] is NSNull)
    }

    @Test func `any single fault fails the run`() {
        #expect(Self.sound.holds)
        let faults: [(inout LoadReport) -> Void] = [
            { $0.lost = 1 }, { $0.duplicated = 1 }, { $0.errors = 1 },
            { $0.rankingMismatches = 1 }, { $0.figuresRead = false },
            { $0.peopleCounted = 2 }, { $0.attemptsCounted = 5 },
        ]
        for fault in faults {
            var report = Self.sound
            fault(&report)
            #expect(!report.holds)
        }
    }

    @Test func `the text says what was found`() {
        var report = Self.sound
        report.errors = 2
        report.errorsByKind = ["submit: 500 internal": 2]
        report.notes = ["abc"]
        #expect(report.text.contains("未通过"))
        #expect(report.text.contains("submit: 500 internal ×2"))
        report.errors = 0
        #expect(
            report.text.hasSuffix(
                "结论：通过。核对：通过；目标：未设。Passed. The figures hold; no target was set.\n"
            )
        )
    }

    /// The last line, the banner and the file say one thing, whichever way the run went.
    @Test(
        arguments: [
            (true, nil, true), (true, true, true), (true, false, false), (false, nil, false),
            (false, true, false), (false, false, false),
        ] as [(Bool, Bool?, Bool)]
    )
    func `every place says the same conclusion`(
        holds: Bool,
        isMet: Bool?,
        isPassed: Bool
    ) throws {
        var report = Self.sound
        report.lost = holds ? 0 : 1
        report.target = isMet.map { isMet in
            TargetResult(
                peak: PeakRate(seconds: 10, due: 100, begun: 100),
                p99Limit: 50,
                measured: LatencyFigures(count: 5, p99: .milliseconds(isMet ? 10 : 90)),
                lateness: LatencyFigures(),
                failures: 0,
                refusals: 0,
                use: ResourceUse()
            )
        }
        let last = try #require(report.text.split(separator: "\n").last)
        #expect(last.hasPrefix("结论：\(isPassed ? "通过" : "未通过")。"))
        #expect(last.contains("核对：\(holds ? "通过" : "未通过")"))
        let word = isMet.map { $0 ? "达到" : "未达到" } ?? "未设"
        #expect(last.contains("目标：\(word)"))
        #expect(report.html.contains("<p class=\"\(isPassed ? "good" : "bad")\">"))
        #expect(report.html.contains(String(last)))
        let data = try JSONEncoder().encode(ReportFile(report))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["passed"] as? Bool == isPassed)
        #expect(object["figures_hold"] as? Bool == holds)
        #expect(object["target_met"] as? Bool == isMet)
    }

    /// A rehearsal counts nothing: that is no proof, and no failure.
    @Test func `what was not compared is not said to hold`() {
        var report = LoadReport()
        (report.acknowledged, report.figuresRead) = (40, true)
        #expect(report.conclusion.figuresHold == nil && report.conclusion.isPassed)
        #expect(report.text.contains("核对：没有计入的，未核对"))
        report.errors = 1
        #expect(report.conclusion.figuresHold == false)
        // Points that are hidden leave people and attempts to be compared.
        var hiding = Self.sound
        hiding.rankingCompared = false
        #expect(hiding.conclusion.figuresHold == true)
        #expect(hiding.text.contains("未核对 –"))
    }

    @Test func `an audit that differs fails the run, and one that was not made does not`() {
        var report = Self.sound
        #expect(report.conclusion.figuresHold == true)
        report.auditAgrees = false
        #expect(report.conclusion.figuresHold == false)
        report.auditAgrees = true
        #expect(report.conclusion.figuresHold == true)
    }

    @Test func `Chinese characters take two columns`() {
        #expect(TextTable.width(of: "人数 p") == 6)
        #expect(TextTable.padded("人数", to: 6) == "人数  ")
        #expect(TextTable.leading("12", to: 5) == "   12")
    }

    @Test func `a terminal gets a bar and a file gets lines`() {
        let half = RunProgress(phase: .attempts, done: 50, total: 100)
        let bar = ProgressBar.line(half, elapsed: .seconds(10), isTerminal: true)
        #expect(bar.hasPrefix("\r\u{1B}[K答题"))
        #expect(bar.count { $0 == "#" } == 15)
        #expect(bar.contains("50/100  5/s  还需 10 s"))
        let line = ProgressBar.line(half, elapsed: .seconds(10), isTerminal: false)
        #expect(line.hasSuffix("\n") && !line.contains("\u{1B}"))
    }

    @Test func `a burst of steps is drawn once, and the last step always`() {
        let written = Mutex<[String]>([])
        let bar = ProgressBar(isTerminal: false) { text in written.withLock { $0.append(text) } }
        for done in 0...100 {
            bar.show(RunProgress(phase: .attempts, done: done, total: 100))
        }
        let lines = written.withLock { $0 }
        #expect(lines.count == 2)
        #expect(lines.last?.contains("100/100") == true)
    }
}
