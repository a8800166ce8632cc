extension LoadReport {
    /// The report as one HTML page: no script, nothing from elsewhere, prints on paper.
    public var html: String {
        """
        <!DOCTYPE html>
        <html lang="zh-Hans"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>压测报告 · Load test\(scenario.map { " · " + $0.escapedForHTML } ?? "")</title>
        <style>\(Self.style)</style></head><body>
        <h1>压测报告 · Load test\(scenario.map { "：" + $0.escapedForHTML } ?? "")</h1>
        <p class="\(passed ? "good" : "bad")">\(passed ? "✓ 通过 passed" : "✗ 未通过 failed")</p>
        \(targetHTML)\(charts)
        <h2>核对 · The verdict</h2>
        \(Self.table(rows.map { [$0.0, $0.1] }))
        <h2>延迟（毫秒） · Latency in milliseconds</h2>
        \(Self.table(latencyRows, head: ["请求 request", "n", "p50", "p95", "p99", "max"]))
        \(notesHTML)
        </body></html>

        """
    }

    private var targetHTML: String {
        guard let target else { return "" }
        return Self.table([
            ["目标（次/秒） target, attempts/s", "\(target.attemptsPerSecond.rounded())"],
            ["p99 上限 limit", "\(target.p99Limit) ms"],
            ["p99 实测 measured", "\(target.p99) ms"],
            ["压测程序迟到 p99 generator late", "\(target.lateness) ms"],
            ["结果 result", target.isMet ? "✓ 达到 met" : "✗ 未达到 missed"],
            ["瓶颈 bottleneck", target.bottleneck.text],
        ])
    }

    private var charts: String {
        guard timeline.count > 1 else { return "" }
        let step = timeline[1].second - timeline[0].second
        let throughput = Chart(
            title: "吞吐 throughput",
            unit: "请求/秒 requests/s",
            step: step,
            lines: [
                Chart.Line(
                    name: "已答复",
                    colour: "#0b5394",
                    dashes: "none",
                    values: timeline.map(\.requestsPerSecond)
                )
            ],
            isLogarithmic: false
        )
        let latency = Chart(
            title: "延迟 latency",
            unit: "毫秒 ms",
            step: step,
            lines: [
                Chart.Line(
                    name: "p50",
                    colour: "#0b5394",
                    dashes: "none",
                    values: timeline.map(\.p50)
                ),
                Chart.Line(
                    name: "p99",
                    colour: "#b45f06",
                    dashes: "6 3",
                    values: timeline.map(\.p99)
                ),
                Chart.Line(
                    name: "max",
                    colour: "#990000",
                    dashes: "2 3",
                    values: timeline.map(\.max)
                ),
            ],
            isLogarithmic: true
        )
        return throughput.svg + latency.svg
    }

    private var latencyRows: [[String]] {
        func cells(_ name: String, _ figures: LatencyFigures) -> [String] {
            [name, "\(figures.count)"]
                + [figures.p50, figures.p95, figures.p99, figures.max].map {
                    "\(($0.milliseconds * 100).rounded() / 100)"
                }
        }
        return [cells("合计 all", latency)]
            + RequestKind.allCases.compactMap { kind in
                latencyByRequest[kind.rawValue].map {
                    cells("\(kind.chineseName) \(kind.rawValue)", $0)
                }
            }
    }

    private var notesHTML: String {
        let errors = errorsByKind.sorted { $0.key < $1.key }.map { "\($0.key) ×\($0.value)" }
        let lines = (errors + notes).map { "<li>\($0.escapedForHTML)</li>" }
        return lines.isEmpty ? "" : "<h2>说明 · Notes</h2><ul>\(lines.joined())</ul>"
    }

    private static func table(_ rows: [[String]], head: [String] = []) -> String {
        func line(_ cells: [String], _ tag: String) -> String {
            let cells = cells.enumerated().map { index, cell in
                let name = index == 0 ? "th" : tag
                return "<\(name)>\(cell.escapedForHTML)</\(name)>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let lines = (head.isEmpty ? "" : line(head, "th")) + rows.map { line($0, "td") }.joined()
        return "<table>\(lines)</table>\n"
    }

    private static let style = """
        body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;\
        max-width:920px;padding:0 1em;color:#111;background:#fff}
        h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{border-bottom:1px solid #bbb;padding:.25em .6em;text-align:right}
        tr>:first-child{text-align:left;font-weight:normal}
        .good,.bad{font-size:1.3em;font-weight:bold;padding:.3em .6em;border-left:8px solid}
        .good{color:#0b5e20;background:#eaf6ec}.bad{color:#8a0f0f;background:#fbeaea}
        figure{margin:1em 0}svg{width:100%;height:auto}
        svg text{font-size:12px;fill:#333}svg .end{text-anchor:end;dominant-baseline:middle}
        svg .mid{text-anchor:middle}svg .grid{stroke:#ddd}
        svg path,svg polyline{fill:none;stroke-width:1.6}
        """
}
