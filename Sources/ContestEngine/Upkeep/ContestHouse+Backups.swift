public import ContestModel
import Leaderboards
import Logging

/// A backup that the schedule made.
public struct ScheduledBackup: Hashable, Sendable {
    /// Its file.
    public let path: String
    /// When it was begun, on the ledger's clock.
    public let at: LedgerInstant

    /// Makes the description of a backup.
    public init(path: String, at: LedgerInstant) {
        self.path = path
        self.at = at
    }
}

extension ContestHouse {
    /// Makes a backup of a contest while it runs.
    ///
    /// - Parameter isScheduled: Whether the schedule asked for it, and may delete it later.
    public func backUp(
        _ contest: Contest,
        isScheduled: Bool = false
    ) async throws -> (path: String, head: LedgerHead) {
        let path = try shelf.backupPath(contest.name, at: clock.now(), isScheduled: isScheduled)
        return (path, try await contest.store.backUp(to: path))
    }

    /// Makes the contest's scheduled backup where one is due, and deletes those beyond the number to
    /// keep; the new one is on disk before an old one goes.
    func backUpIfDue(_ contest: Contest, _ plan: UpkeepPlan) async {
        guard let every = plan.backupEvery else { return }
        let now = clock.now()
        // What failed fails again at once: it has a minute to be mended.
        if let failed = upkeep.copiesByContest[contest.name]?.backupFailedAt,
            failed.duration(to: now) < min(every, .seconds(60))
        {
            return
        }
        do {
            // One from the future was made while the clock was wrong, and says nothing.
            let last = try shelf.scheduledBackups(of: contest.name).last { $0.at <= now }?.at
            if let last { upkeep.backupFound(contest.name, madeAt: last) }
            if let last, last.duration(to: now) < every { return }
            let sequence = contest.published?.live.sequence
            guard upkeep.backedUpSequence(of: contest.name) != sequence || last == nil else {
                return
            }
            let made = try await backUp(contest, isScheduled: true)
            upkeep.backedUp(contest.name, through: made.head.sequence, at: now)
            let all = try shelf.scheduledBackups(of: contest.name)
            for old in all.dropLast(max(plan.backupCount, 1)) { try shelf.remove(old) }
            contest.logger.info(
                "a scheduled backup was made",
                metadata: ["sequence": "\(made.head.sequence)"]
            )
        } catch {
            // Once, not every minute: the warning stays until one is made.
            guard upkeep.backupFailed(contest.name, at: now) else { return }
            contest.logger.error("a scheduled backup failed", metadata: ["error": "\(error)"])
        }
    }
}
