extension LimitFindings {
    /// The findings as a part of the report's page.
    var html: String {
        """
        <h2>最高速率 · The limit</h2>
        \(PageTable(rows: limitRows).html)\(steady?.html ?? "")
        <h2>逐次试探（每秒答题，毫秒） · The trials: attempts a second, milliseconds</h2>
        \(PageTable(head: Self.head, rows: trials.map(Self.cells), endsInWords: true).html)
        """
    }

    private var limitRows: [[String]] {
        let least = isAtLeast ? "至少 at least " : ""
        let words = limit.map { "\(least)每秒 \($0.tenths) 次答题 attempts/s" } ?? "没有 none"
        return [["p99 ≤ \(p99Limit.tenths) ms", words]]
    }

    private static let head = ["每秒 /s", "p99", "交卷 submit p99", "失败 failed", "结果 result"]

    private static func cells(_ trial: LimitTrial) -> [String] {
        [
            trial.attemptsPerSecond.tenths, trial.p99.threeDigits, trial.p99OfSubmit.threeDigits,
            trial.failures.grouped, trial.isBorne ? "✓" : "✗ \(trial.bottleneck.shortText)",
        ]
    }
}

extension SteadyRun {
    /// The run as a part of the report's page.
    fileprivate var html: String {
        let percent = Int((share * 100).rounded())
        let rows = goals.map { name, measured, goal in
            [
                name, "\(measured.threeDigits) ms", "≤ \(goal.tenths) ms",
                measured <= goal ? "✓ 达到 met" : "✗ 未达到 missed",
            ]
        }
        let blamed = isMet ? "" : "<p>瓶颈 bottleneck: \(bottleneck.text.escapedForHTML)</p>"
        let load = [
            ["每秒答题 attempts a second", attemptsPerSecond.tenths],
            ["每秒看榜 board pages a second", pollsPerSecond.tenths],
            ["时长（秒） seconds", seconds.tenths],
        ]
        return """
            <h2>其 \(percent) % 时 · At \(percent) % of it</h2>
            \(PageTable(rows: load).html)
            \(PageTable(head: ["", "实测 measured", "目标 goal", "结果 result"], rows: rows).html)\(blamed)
            """
    }
}
