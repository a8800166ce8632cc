import ContestEngine
import ContestModel

extension ContestServer {
    /// What was asked for, and what was refused.
    func requestMetrics(into text: inout MetricsText) {
        func counter(_ name: String, _ help: String, _ value: Int) {
            text.metric(name, "counter", help, [([], Double(value))])
        }
        counter(
            "safetyquiz_attempts_started_total",
            "Starts answered, resumptions included.",
            meters.started.count
        )
        counter(
            "safetyquiz_responses_total",
            "Responses acknowledged, repeats included.",
            meters.responded.count
        )
        counter(
            "safetyquiz_submissions_total",
            "Submissions acknowledged, repeats included.",
            meters.submitted.count
        )
        counter(
            "safetyquiz_registrations_total",
            "Registrations acknowledged, repeats included.",
            meters.registered.count
        )
        text.metric(
            "safetyquiz_refusals_total",
            "counter",
            "Requests refused, by problem.",
            meters.refusedByProblem.map { ([("problem", $0.problem)], Double($0.count)) }
        )
        counter(
            "safetyquiz_board_frames_total",
            "Frames made for live boards, shared by all who watch the same.",
            watch.renderingCount
        )
        text.metric(
            "safetyquiz_board_watchers",
            "gauge",
            "Connections that watch a live board.",
            [([], Double(watch.watcherCount))]
        )
    }

    /// How each contest is doing.
    func contestMetrics(into text: inout MetricsText) async {
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
        gauge("safetyquiz_waiting_acts", "Acts handed in that are not decided yet.") {
            Double($0.waitingActs)
        }
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
        gauge(
            "safetyquiz_segment_waiting_bytes",
            "Committed bytes that wait in memory to be copied on; at most 64 MiB."
        ) { Double($0.store.uncopiedByteCount) }
        gauge("safetyquiz_clock_divergence_seconds", "Wall clock minus ledger clock.") {
            Double($0.clockDivergence.milliseconds) / 1000
        }
    }
}
