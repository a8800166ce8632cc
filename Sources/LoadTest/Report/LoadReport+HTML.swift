extension LoadReport {
    /// The report as one HTML page: no script, nothing from elsewhere, prints on paper, and is read
    /// on a phone.
    public var html: String {
        let name = scenario.map { "：" + $0.escapedForHTML } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="zh-Hans"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>压测报告 · Load test\(name)</title>
            <style>\(Self.style)</style></head><body>
            <h1>压测报告 · Load test\(name)</h1>
            <p class="meta">\(metaHTML)</p>
            <p class="\(conclusion.isPassed ? "good" : "bad")">\(conclusion.isPassed ? "✓" : "✗") \
            \(conclusion.text.escapedForHTML)<small>\(meaning)</small></p>
            \(targetHTML)\(limit?.html ?? "")\(charts)
            <h2>延迟（毫秒） · Latency in milliseconds</h2>
            <p>\(loopHTML)</p>
            \(PageTable(head: Self.latencyHead, rows: latencyRows).html)
            <h2>核对 · The verdict</h2>
            \(PageTable(rows: verdictRows.map { [$0.0, $0.1] }).html)
            <h2>这次运行 · The run</h2>
            \(PageTable(rows: runRows.map { [$0.0, $0.1] }).html)
            \(listHTML("错误 · Errors", errorsByKind))
            \(listHTML("超载试探中被拒 · Refused in trials beyond the limit", overloadByKind))
            \(notesHTML)
            </body></html>

            """
    }

    private var meaning: String {
        switch conclusion.figuresHold {
        case nil: "演练不计人次，名次、人数没有可核对的 / a rehearsal counts nothing: no ranks to compare"
        case true? where !rankingCompared:
            "确认过的都在、没有重复、人数人次准确；名次未核对 / nothing lost or doubled; ranks not compared"
        case true?: "核对：确认过的都在、没有重复、人数人次准确、名次相符 / nothing lost, doubled or mis-ranked"
        case false?: "差异见“核对”“错误”和“说明” / see the verdict, the errors and the notes"
        }
    }

    private var metaHTML: String {
        let words = [
            date.map { $0.prefix(16).split(separator: "T").joined(separator: " ") + " UTC" },
            "\(participants.grouped) 人 people",
            connections > 0 ? "\(connections.grouped) 个连接 connections" : nil,
        ]
        return words.compactMap(\.self).map(\.escapedForHTML).joined(separator: " · ")
    }

    private var loopHTML: String {
        switch loop {
        case "open":
            "开环：从请求应当发出的时刻算起，含排队 / open loop: from the instant at which each was due"
        case "closed": "闭环：答完一次才开始下一次 / closed loop: each begins when the one before has ended"
        default: "不经 HTTP，直接调用引擎 / no HTTP: calls of the engine"
        }
    }

    private var targetHTML: String {
        guard let target else { return "" }
        let rows = [
            ["每秒开始答题，目标 attempts a second, target", target.attemptsPerSecond.tenths],
            ["每秒开始答题，实测 reached", target.reachedPerSecond.tenths],
            ["p99 上限 bound", "\(target.p99Limit.threeDigits) ms\(target.boundText)"],
            ["p99 实测 measured", "\(target.p99.threeDigits) ms"],
            ["压测程序迟到 p99 generator late", "\(target.lateness.threeDigits) ms"],
            ["结果 result", target.isMet ? "✓ 达到 met" : "✗ 未达到 missed"],
            ["瓶颈 bottleneck", target.bottleneck.text],
        ]
        return "<h2>目标 · Target</h2>\n" + PageTable(rows: rows).html
    }

    private var charts: String {
        guard timeline.count > 1 else { return "" }
        let step = timeline[1].second - timeline[0].second
        func line(
            _ name: String,
            _ colour: String,
            _ dashes: String,
            _ value: (TimelinePoint) -> Double
        ) -> Chart.Line {
            Chart.Line(name: name, colour: colour, dashes: dashes, values: timeline.map(value))
        }
        var answered = [line("已答复 answered", "#0b5394", "none", \.requestsPerSecond)]
        if timeline.contains(where: { $0.failures > 0 }) {
            let seconds = Double(max(1, step))
            answered.append(line("失败 failed", "#990000", "2 3") { Double($0.failures) / seconds })
        }
        let throughput = Chart(
            title: "吞吐 Throughput",
            unit: "请求/秒 · requests/s",
            step: step,
            lines: answered,
            isLogarithmic: false
        )
        let latency = Chart(
            title: "延迟 Latency",
            unit: "毫秒 · ms",
            step: step,
            lines: [
                line("p50", "#0b5394", "none", \.p50), line("p99", "#b45f06", "6 3", \.p99),
                line("max", "#990000", "2 3", \.max),
            ],
            isLogarithmic: true,
            bound: target?.p99Limit ?? limit?.p99Limit
        )
        return throughput.html + latency.html
    }

    private static let latencyHead = ["请求 request", "n", "p50", "p95", "p99", "max"]

    private var latencyRows: [[String]] {
        func cells(_ name: String, _ figures: LatencyFigures) -> [String] {
            [name, figures.count.grouped]
                + [figures.p50, figures.p95, figures.p99, figures.max].map {
                    $0.milliseconds.threeDigits
                }
        }
        var rows = [cells("合计 all", latency)]
        for kind in RequestKind.allCases {
            guard let figures = latencyByRequest[kind.rawValue], figures.count > 0 else { continue }
            rows.append(cells("\(kind.chineseName) \(kind.rawValue)", figures))
        }
        if let lateness, lateness.count > 0 { rows.append(cells("压测程序迟到 late", lateness)) }
        if let waits { rows.append(cells("等人有空 for a person", waits)) }
        return rows
    }

    private func listHTML(_ title: String, _ counts: [String: Int]) -> String {
        guard !counts.isEmpty else { return "" }
        let rows = counts.sorted { $0.key < $1.key }.map { [$0.key, $0.value.grouped] }
        return "<h2>\(title.escapedForHTML)</h2>\n" + PageTable(rows: rows).html
    }

    private var notesHTML: String {
        guard !notes.isEmpty else { return "" }
        let items = notes.map { "<li>\($0.escapedForHTML)</li>" }.joined()
        return "<h2>说明 · Notes</h2><ul>\(items)</ul>"
    }

    private static let style = """
        *{box-sizing:border-box}\
        body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;\
        max-width:920px;padding:0 16px;color:#111;background:#fff;overflow-wrap:anywhere}
        h1{font-size:1.5em;margin-bottom:.2em}h2{font-size:1.15em;margin:1.8em 0 .4em}
        .meta{color:#444;margin:.2em 0 1em}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        .scrolls{overflow-x:auto}.words td:last-child{min-width:7em}
        .words :is(th,td){overflow-wrap:normal}
        .figures :is(th,td):not(:first-child){white-space:nowrap;overflow-wrap:normal}
        th,td{border-bottom:1px solid #bbb;padding:.25em .6em;text-align:right;font-weight:normal}
        thead th{border-bottom:2px solid #666;white-space:nowrap}
        tr>:first-child{text-align:left;padding-left:0}
        .good,.bad{font-size:1.3em;font-weight:bold;padding:.3em .6em;border-left:8px solid}
        .good small,.bad small{display:block;font-size:.7em;font-weight:normal;color:#222}
        .good{color:#0b5e20;background:#eaf6ec}.bad{color:#8a0f0f;background:#fbeaea}
        figure{margin:1.4em 0}figcaption{margin-bottom:.4em}
        .key{white-space:nowrap;margin-left:1em}.key svg{vertical-align:middle;margin-right:.4em}
        .chart{width:100%;height:auto;display:block}.narrow{display:none}
        .chart text{font-size:12px;fill:#333}
        .chart .end{text-anchor:end;dominant-baseline:middle}
        .chart .low{dominant-baseline:auto;fill:#8a0f0f}
        .chart .mid{text-anchor:middle}.chart .grid{stroke:#ddd}
        .chart .bound{stroke:#8a0f0f;stroke-dasharray:10 4}
        svg path{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
        @media screen and (max-width:600px){body{font-size:15px;margin-top:1em}\
        th,td{padding:.25em .35em}thead th{white-space:normal;vertical-align:bottom}.wide{display:none}.narrow{display:block}.key{margin-left:.5em}}
        @media print{body{margin:0;max-width:none}figure,table{break-inside:avoid}}
        """
}
