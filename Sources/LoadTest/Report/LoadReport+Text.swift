extension LoadReport {
    /// The report for people, Chinese first.
    ///
    ///     压测报告 · Load test
    ///     考生 participants           2000
    ///     …
    ///     结论：通过。核对：通过；目标：未设。Passed. …
    public var text: String {
        var lines = ["压测报告 · Load test" + (scenario.map { " · \($0)" } ?? "") + "（\(loop)）"]
        lines += (verdictRows + runRows).map { name, value in
            "  " + TextTable.padded(name, to: 34) + value
        }
        lines.append("")
        lines.append("  " + TextTable.latencyHead)
        lines.append("  " + TextTable.latencyRow("合计 all", latency))
        for kind in RequestKind.allCases {
            guard let figures = latencyByRequest[kind.rawValue], figures.count > 0 else { continue }
            let name = "\(kind.chineseName) \(kind.rawValue)"
            lines.append("  " + TextTable.latencyRow(name, figures))
        }
        lines.append("")
        for (reason, count) in errorsByKind.sorted(by: { $0.key < $1.key }) {
            lines.append("  错误 error: \(reason) ×\(count)")
        }
        for (reason, count) in overloadByKind.sorted(by: { $0.key < $1.key }) {
            lines.append("  超载试探中被拒 refused in trials beyond the limit: \(reason) ×\(count)")
        }
        lines += notes.map { "  说明 note: \($0)" }
        if let lateness, lateness.count > 0 {
            lines.append("  " + TextTable.latencyRow("压测程序迟到 late", lateness))
        }
        if let waits {
            lines.append("  " + TextTable.latencyRow("等人有空 for a person", waits))
        }
        if let target {
            let verdict = target.isMet ? "达到 met" : "未达到 missed；瓶颈 bottleneck: "
            lines.append(
                "  目标 target: \(target.attemptsPerSecond.tenths)/s, p99 ≤ \(target.p99Limit.tenths) ms"
                    + "\(target.boundText)；实测 reached \(target.reachedPerSecond.tenths)/s, "
                    + "p99 \(target.p99.threeDigits) ms：" + verdict
                    + (target.isMet ? "" : target.bottleneck.text)
            )
        }
        if let limit { lines += limit.text.split(separator: "\n").map { "  \($0)" } }
        lines.append(conclusion.text)
        return lines.joined(separator: "\n") + "\n"
    }

    /// How the run went, by name: time, rates, boards, machine.
    var runRows: [(String, String)] {
        var rows: [(String, String)] = []
        rows.append(("用时（秒） seconds", "\(seconds)"))
        rows.append(("每秒请求 requests per second", "\(requestsPerSecond)"))
        rows.append(("每秒答题 attempts per second", "\(attemptsPerSecond)"))
        if turnedAway > 0 {
            rows.append(("截止后来的 turned away at closing", turnedAway.grouped))
        }
        if watchers > 0 {
            rows.append(
                (
                    "榜单推送 board events",
                    "\(boardEvents.grouped)（\(watchers.grouped) 人看 watching，中断 dropped "
                        + "\(boardDrops.grouped)）"
                )
            )
        }
        if let use { rows += Self.rows(of: use) }
        return rows
    }

    private static func rows(of use: ResourceUse) -> [(String, String)] {
        func percent(_ load: Double?) -> String {
            load.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
        }
        var rows: [(String, String)] = []
        if use.serverLoad != nil {
            let cores = "× \(use.serverCores)"
            rows.append(("服务器处理器 server CPU", "\(percent(use.serverLoad)) \(cores)"))
        }
        if let server = use.server {
            let mebibytes = server.peakMemoryByteCount >> 20
            rows.append(("服务器内存峰值 server memory peak", "\(mebibytes) MiB"))
        }
        if use.generatorLoad != nil {
            let cores = "× \(use.generatorCores)"
            rows.append(("压测程序处理器 generator CPU", "\(percent(use.generatorLoad)) \(cores)"))
        }
        if let waited = use.diskWaitSeconds {
            rows.append(("等磁盘（秒） waited for disk", "\((waited * 100).rounded() / 100)"))
        }
        return rows
    }

    /// What was counted and compared, by name.
    var verdictRows: [(String, String)] {
        [
            ("考生 participants", "\(participants.grouped)"),
            ("开始答题 attempts", "\(attempts.grouped)"),
            ("确认交卷 acknowledged", "\(acknowledged.grouped)"),
            ("确认作答 responses acknowledged", "\(responsesAcknowledged.grouped)"),
            ("丢失 lost", "\(lost.grouped)"),
            ("重复 duplicated", "\(duplicated.grouped)"),
            ("错误 errors", "\(errors.grouped)"),
            ("重试 retries", "\(retries.grouped)（答题时被拒 of attempts, refused \(refusals.grouped)）"),
            ("人数 people", "\(peopleCounted.grouped)（应为 expected \(peopleExpected.grouped)）"),
            (
                "人次 attempts counted",
                "\(attemptsCounted.grouped)（应为 expected \(attemptsExpected.grouped)）"
            ),
            ("名次不符 ranking mismatches", rankingCompared ? "\(rankingMismatches.grouped)" : "未核对 –"),
        ]
    }
}

extension RequestKind {
    /// The name that people read.
    var chineseName: String {
        switch self {
        case .register: "注册"
        case .start: "开始"
        case .respond: "作答"
        case .submit: "交卷"
        case .board: "看榜"
        case .read: "读取"
        }
    }
}

/// Columns that line up although a Chinese character is two columns wide.
enum TextTable {
    static var latencyHead: String {
        padded("延迟（毫秒） latency, ms", to: 24)
            + ["n", "p50", "p95", "p99", "max"].map { leading($0, to: 11) }.joined()
    }

    static func latencyRow(_ name: String, _ figures: LatencyFigures) -> String {
        let times = [figures.p50, figures.p95, figures.p99, figures.max].map {
            "\(($0.milliseconds * 100).rounded() / 100)"
        }
        return padded(name, to: 24)
            + (["\(figures.count)"] + times).map { leading($0, to: 11) }.joined()
    }

    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(1, columns - width(of: text)))
    }

    static func leading(_ text: String, to columns: Int) -> String {
        String(repeating: " ", count: max(1, columns - width(of: text))) + text
    }

    /// East Asian wide characters from U+2E80 on take two columns.
    static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
}
