import ContestEngine
import ContestModel
import Leaderboards

extension ContestServer {
    /// Figures of the writers: batches, commits, failures.
    func writerMetrics(into text: inout MetricsText) {
        let figures = house.contests.map { ($0.contest.name, $0.contest.commits.figures) }
        text.histogram(
            "safetyquiz_commit_seconds",
            "From handing a batch to the store until it was on disk.",
            figures.map { ([("contest", $0.0)], $0.1.commitSeconds) }
        )
        text.histogram(
            "safetyquiz_batch_facts",
            "Facts written in one transaction.",
            figures.map { ([("contest", $0.0)], $0.1.batchFacts) }
        )
        text.metric(
            "safetyquiz_commit_failures_total",
            "counter",
            "Transactions that the store could not finish.",
            figures.map { ([("contest", $0.0)], Double($0.1.failureCount)) }
        )
    }

    /// The depth of every bounded queue beside the writers'.
    func queueMetrics(into text: inout MetricsText) async {
        let depths = [
            ("pin_checks", Double(hasher.waitingCount)),
            ("exports", Double(gate.runningCount)),
            ("reports", Double(await desk.waitingCount)),
        ]
        text.metric(
            "safetyquiz_queue_depth",
            "gauge",
            "What waits or is under way in a bounded queue; facts are in safetyquiz_queued_facts.",
            depths.map { ([("queue", $0.0)], $0.1) }
        )
    }

    /// Figures of the upkeep: the disk, backups, segments, warnings.
    func upkeepMetrics(into text: inout MetricsText) {
        func gauge(
            _ name: String,
            _ help: String,
            _ samples: [(labels: [(String, String)], value: Double)]
        ) {
            text.metric(name, "gauge", help, samples)
        }
        let room = house.upkeep.room
        gauge(
            "safetyquiz_disk_free_bytes",
            "Bytes left where the data folder is.",
            room.map { [([], Double($0.freeByteCount))] } ?? []
        )
        gauge(
            "safetyquiz_disk_left_seconds",
            "How long they last at the last hour's rate; absent while room does not shrink.",
            room?.timeLeft.map { [([], Double($0.components.seconds))] } ?? []
        )
        let copies = house.upkeep.copiesByContest.sorted { $0.key < $1.key }
        let now = now
        gauge(
            "safetyquiz_backup_age_seconds",
            "Since the schedule's last backup that is there.",
            copies.compactMap { name, copies in
                copies.backedUpAt.map {
                    ([("contest", name)], Double($0.duration(to: now).milliseconds) / 1_000)
                }
            }
        )
        text.metric(
            "safetyquiz_backup_failures_total",
            "counter",
            "Scheduled backups that failed.",
            copies.map { ([("contest", $0.key)], Double($0.value.backupFailureCount)) }
        )
        gauge(
            "safetyquiz_segments_behind_facts",
            "Committed facts that were not copied to the folder of segments yet.",
            copies.compactMap { name, copies in
                guard let copied = copies.copiedSequence,
                    let sequence = house.contest(name)?.contest.published?.live.sequence
                else { return nil }
                return ([("contest", name)], Double(max(0, sequence - copied)))
            }
        )
        text.metric(
            "safetyquiz_segment_failures_total",
            "counter",
            "Rounds in which copying to the folder of segments failed.",
            copies.map { ([("contest", $0.key)], Double($0.value.copyFailureCount)) }
        )
        gauge(
            "safetyquiz_warnings",
            "What an operator should see to, by code; the words are in /readyz.",
            warnings.map { ([("code", $0.code)], 1) }
        )
    }
}
