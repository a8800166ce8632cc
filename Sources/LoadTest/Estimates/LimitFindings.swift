/// What a search for the highest rate has found.
public struct LimitFindings: Hashable, Sendable {
    /// The highest rate that was borne, in attempts a second; `nil`: none was.
    public var limit: Double?
    /// The bound of the 99th percentile, in milliseconds.
    public var p99Limit: Double
    /// The trials in their order.
    public var trials: [LimitTrial]
    /// The run below the limit; `nil` where there is no limit.
    public var steady: SteadyRun?

    /// Makes findings.
    public init(limit: Double?, p99Limit: Double, trials: [LimitTrial], steady: SteadyRun? = nil) {
        self.limit = limit
        self.p99Limit = p99Limit
        self.trials = trials
        self.steady = steady
    }

    /// The lowest rate that was not borne, as a trial.
    var firstMissed: LimitTrial? {
        trials.filter { !$0.isBorne }.min { $0.attemptsPerSecond < $1.attemptsPerSecond }
    }

    /// Whether the server bears more than was found: the people were too few, the generator too
    /// slow, or no rate was too high.
    public var isAtLeast: Bool {
        guard let missed = firstMissed else { return true }
        return missed.bottleneck == .people || missed.bottleneck == .generator
    }

    /// Whether the limit is the server's and the run below it kept its bounds.
    public var isMet: Bool { limit != nil && !isAtLeast && steady?.isMet == true }

    /// The findings for people, Chinese first.
    public var text: String {
        guard let limit else {
            return
                "没有一个速率的 p99 不超过 \(p99Limit.tenths) ms / no rate keeps p99 within \(p99Limit.tenths) ms\n"
        }
        let then = firstMissed?.bottleneck.text ?? "没有试到 not reached"
        let (least, atLeast) = isAtLeast ? ("至少", "at least ") : ("", "")
        let rate = Int(limit.rounded())
        // A start, five answers and a submission.
        let requests = Int((limit * 7).rounded())
        return """
            p99 ≤ \(p99Limit.tenths) ms 的最高速率：\(least)每秒 \(rate.grouped) 次答题（约 \(requests.grouped) 个请求）；再高的瓶颈：\(then)
            Highest rate with p99 ≤ \(p99Limit.tenths) ms: \(atLeast)\(rate.grouped) attempts/s, about \(requests.grouped) requests/s.
            \(steady?.text ?? "")
            """
    }
}

extension LimitTrial {
    /// One line.
    public var text: String {
        let verdict = isBorne ? "✓" : "✗ \(bottleneck.text)"
        let failed = failures > 0 ? "  失败 failed \(failures)" : ""
        return "  \(attemptsPerSecond.tenths)/s  p99 \(p99) ms  迟到 late \(lateness) ms\(failed)  "
            + verdict
    }
}

extension SteadyRun {
    /// What was measured, each with its bound.
    var goals: [(name: String, measured: Double, goal: Double)] {
        [
            ("交卷 p99 submit", p99OfSubmit, submitGoal),
            ("看榜 p99 board page", p99OfBoard, boardGoal),
        ]
    }

    /// The run in a few lines.
    var text: String {
        let percent = Int((share * 100).rounded())
        var lines = [
            "在其 \(percent) %（每秒 \(attemptsPerSecond.tenths) 次答题）上运行 \(Int(seconds)) 秒，同时每秒看榜 "
                + "\(pollsPerSecond.tenths) 次 / a steady run at \(percent) % of it, boards being read:"
        ]
        for (name, measured, goal) in goals {
            let mark = measured <= goal ? "✓" : "✗"
            lines.append(
                "  " + TextTable.padded(name, to: 24)
                    + "\(measured.threeDigits) ms ≤ \(goal.tenths) ms \(mark)"
            )
        }
        lines.append(
            "  每秒真正开始 reached: \(reachedPerSecond.tenths)；等人有空的 waited for a person: "
                + "\((waitedShare * 100).tenths) %"
        )
        if failures > 0 { lines.append("  失败的请求 failed requests: \(failures)") }
        if !isMet { lines.append("  瓶颈 bottleneck: \(bottleneck.text)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Double {
    /// With one decimal at most, and none from a hundred on.
    var tenths: String {
        let rounded = self >= 100 ? rounded() : (self * 10).rounded() / 10
        return rounded == rounded.rounded() ? Int(rounded).grouped : "\(rounded)"
    }
}

extension LimitFindings: Encodable {
    private enum CodingKeys: String, CodingKey {
        case trials, steady
        case limit = "limit_attempts_per_second"
        case isAtLeast = "at_least"
        case p99Limit = "p99_limit_ms"
    }

    /// Writes what was found, and whether the server bears more.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(limit, forKey: .limit)
        try container.encode(isAtLeast, forKey: .isAtLeast)
        try container.encode(p99Limit, forKey: .p99Limit)
        try container.encode(trials, forKey: .trials)
        try container.encode(steady, forKey: .steady)
    }
}
