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
            lines.append(ReadinessBody.Contest(waiting: name))
        }
        let phase = house.phase
        let ready = phase == .running && lines.allSatisfy(\.ready)
        return try Answer.json(
            ReadinessBody(
                state: phase.rawValue,
                ready: ready,
                contests: lines,
                warnings: reader == .organiser
                    ? house.warnings.map {
                        ReadinessBody.Warning(
                            code: $0.code,
                            chinese: $0.chinese,
                            english: $0.english
                        )
                    } : nil
            ),
            status: ready ? .ok : .serviceUnavailable
        )
    }

    private func metrics() async -> String {
        var text = MetricsText()
        text.metric(
            "safetyquiz_attempts_started_total",
            "counter",
            "Starts answered, resumptions included.",
            [([], Double(meters.started.count))]
        )
        text.metric(
            "safetyquiz_responses_total",
            "counter",
            "Responses acknowledged, repeats included.",
            [([], Double(meters.responded.count))]
        )
        text.metric(
            "safetyquiz_submissions_total",
            "counter",
            "Submissions acknowledged, repeats included.",
            [([], Double(meters.submitted.count))]
        )
        text.metric(
            "safetyquiz_registrations_total",
            "counter",
            "Registrations acknowledged, repeats included.",
            [([], Double(meters.registered.count))]
        )
        text.metric(
            "safetyquiz_refusals_total",
            "counter",
            "Requests refused, by problem.",
            meters.refusedByProblem.map { ([("problem", $0.problem)], Double($0.count)) }
        )
        text.metric(
            "safetyquiz_board_frames_total",
            "counter",
            "Frames made for live boards, shared by all who watch the same.",
            [([], Double(watch.renderingCount))]
        )
        text.metric(
            "safetyquiz_board_watchers",
            "gauge",
            "Connections that watch a live board.",
            [([], Double(watch.watcherCount))]
        )
        text.door(door.figures)
        var health: [(name: String, health: ContestHealth)] = []
        for entry in house.contests {
            health.append((entry.contest.name, await entry.contest.health))
        }
        func gauge(_ name: String, _ help: String, _ value: (ContestHealth) -> Double) {
            text.metric(
                name,
                "gauge",
                help,
                health.map { ([("contest", $0.name)], value($0.health)) }
            )
        }
        gauge("safetyquiz_ready", "Whether the contest can serve participants.") {
            $0.isReady ? 1 : 0
        }
        gauge("safetyquiz_ledger_sequence", "The last committed fact.") { Double($0.sequence) }
        gauge("safetyquiz_queued_facts", "Facts waiting for the disk.") { Double($0.queuedFacts) }
        gauge("safetyquiz_open_attempts", "Attempts under way.") { Double($0.openAttempts) }
        gauge("safetyquiz_participants", "Registered participants.") { Double($0.participants) }
        gauge("safetyquiz_unsaved_rows", "Checkpoint rows newer in memory than on disk.") {
            Double($0.unsavedRows)
        }
        gauge("safetyquiz_board_bytes", "Bytes of the boards.") { Double($0.boardByteCount) }
        gauge("safetyquiz_log_bytes", "Committed bytes in the write-ahead log.") {
            Double($0.store.logByteCount)
        }
        gauge(
            "safetyquiz_unfinished_checkpoints",
            "Checkpoints in a row that a reader or the disk kept from finishing."
        ) { Double($0.store.unfinishedCheckpoints) }
        gauge("safetyquiz_free_bytes", "Bytes free on the ledger's disk, -1 when unknown.") {
            Double($0.store.freeByteCount ?? -1)
        }
        gauge("safetyquiz_clock_divergence_seconds", "Wall clock minus ledger clock.") {
            Double($0.clockDivergence.milliseconds) / 1000
        }
        writerMetrics(into: &text)
        await queueMetrics(into: &text)
        upkeepMetrics(into: &text)
        return text.text
    }
}

/// Writes the Prometheus text format, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    mutating func metric(
        _ name: String,
        _ type: String,
        _ help: String,
        _ samples: [(labels: [(String, String)], value: Double)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0)=\"\(Self.escaped($1))\"" }
            let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            text += "\(name)\(list) \(sample.value)\n"
        }
    }

    /// Histograms of one name: counts by upper bound, cumulated, with their sum.
    mutating func histogram(
        _ name: String,
        _ help: String,
        _ samples: [(labels: [(String, String)], value: CommitMeters.Histogram)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for (labels, value) in samples {
            let plain = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
            let prefix = plain.isEmpty ? "" : plain + ","
            var total = 0
            for (bound, count) in zip(value.bounds, value.counts) {
                total += count
                text += "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(total)\n"
            }
            text += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(value.count)\n"
            let list = plain.isEmpty ? "" : "{\(plain)}"
            text += "\(name)_sum\(list) \(value.sum)\n\(name)_count\(list) \(value.count)\n"
        }
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
