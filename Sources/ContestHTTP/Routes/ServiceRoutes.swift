import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    func addServiceRoutes(to router: Router<BasicRequestContext>) {
        router.get("/healthz") { _, _ in
            Answer.bytes(ByteBuffer(string: "ok\n"), "text/plain; charset=utf-8")
        }
        router.get("/readyz") { request, _ in try await readiness(for: reader(request)) }
        // Counters tell what a freeze hides.
        router.get("/metrics") { request, _ in
            _ = try await tokens.require(.operator, .auditor, of: request)
            return Answer.bytes(
                ByteBuffer(string: await metrics()),
                "text/plain; version=0.0.4; charset=utf-8"
            )
        }
    }

    /// What an operator should see to: what the house has found, and defences that are missing.
    var warnings: [OperatorWarning] {
        guard !door.limits.disabled.isEmpty else { return house.warnings }
        let names = door.limits.disabled.map(\.rawValue).sorted().joined(separator: "、")
        let missing = OperatorWarning(
            code: "testing",
            chinese: "按测试设置关掉了防护：\(names)。正式竞赛请去掉 test_without 后重新启动",
            english:
                "defences are switched off for a test: \(names); remove test_without and start again"
        )
        return house.warnings + [missing]
    }

    /// Whether every contest can serve; the figures behind it are for organisers, since they go on
    /// while boards are frozen.
    private func readiness(for reader: BoardReader) async throws -> Response {
        var lines: [ReadinessBody.Contest] = []
        for entry in house.contests {
            let health = await entry.contest.health
            lines.append(
                ReadinessBody.Contest(
                    contest: entry.contest.name,
                    status: health.status.rawValue,
                    ready: health.isReady,
                    sequence: reader == .organiser ? health.sequence : nil,
                    queuedFacts: reader == .organiser ? health.queuedFacts : nil,
                    openAttempts: reader == .organiser ? health.openAttempts : nil,
                    clockDivergenceMs: health.clockDivergence.milliseconds
                )
            )
        }
        for name in house.waitingContests {
            lines.append(ReadinessBody.Contest(name, status: "starting"))
        }
        let phase = house.phase
        let ready = phase == .running && lines.allSatisfy(\.ready)
        // One that is damaged stays so until somebody restores it: the others go on being served.
        for name in house.damagedContests.keys.sorted() {
            lines.append(ReadinessBody.Contest(name, status: "damaged"))
        }
        var answer = try Answer.json(
            ReadinessBody(
                state: phase.rawValue,
                ready: ready,
                contests: lines,
                warnings: reader == .organiser
                    ? warnings.map {
                        ReadinessBody.Warning(
                            code: $0.code,
                            chinese: $0.chinese,
                            english: $0.english
                        )
                    } : nil
            ),
            status: ready ? .ok : .serviceUnavailable
        )
        if !ready { answer.headers[.retryAfter] = "2" }
        return answer
    }

    private func metrics() async -> String {
        var text = MetricsText()
        requestMetrics(into: &text)
        text.door(door.figures)
        await contestMetrics(into: &text)
        writerMetrics(into: &text)
        await queueMetrics(into: &text)
        upkeepMetrics(into: &text)
        return text.text
    }
}
