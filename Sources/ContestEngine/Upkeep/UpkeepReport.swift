public import ContestModel
import Synchronization

/// What the upkeep found last.
///
/// Shared by the upkeep, which writes it, and by readiness and metrics, which read it.
public final class UpkeepReport: Sendable {
    /// What is known of one contest's copies.
    public struct Copies: Hashable, Sendable {
        /// The fact up to which the schedule's last backup goes; nil before the first since
        /// the start.
        public var backedUpSequence: LedgerSequence?
        /// When the schedule's last backup was made that is there, also by an earlier process.
        public var backedUpAt: LedgerInstant?
        /// How often the schedule's backup failed.
        public var backupFailureCount = 0
        /// When it last failed; nil when the last one was made.
        public var backupFailedAt: LedgerInstant?
        /// The fact up to which segments were copied on; nil where none are.
        public var copiedSequence: LedgerSequence?
        /// How often copying on failed.
        public var copyFailureCount = 0
        /// Whether the last attempt to copy on failed.
        public var isCopyFailing = false
    }

    /// The state of the disk.
    public struct Room: Hashable, Sendable {
        /// The bytes that are left.
        public var freeByteCount: Int64
        /// How long they will last; nil when that cannot be said.
        public var timeLeft: Duration?
        /// Whether an operator should look.
        public var isShort: Bool
    }

    private let copies = Mutex<[String: Copies]>([:])
    private let found = Mutex<Room?>(nil)

    init() {}

    /// What is known of each contest's copies.
    public var copiesByContest: [String: Copies] { copies.withLock { $0 } }

    /// The disk, as it was last looked at.
    public var room: Room? { found.withLock { $0 } }

    func roomFound(_ room: Room) {
        found.withLock { $0 = room }
    }

    func backedUpSequence(of contest: String) -> LedgerSequence? {
        copies.withLock { $0[contest]?.backedUpSequence }
    }

    func backedUp(_ contest: String, through sequence: LedgerSequence, at instant: LedgerInstant) {
        copies.withLock {
            $0[contest, default: Copies()].backedUpSequence = sequence
            $0[contest, default: Copies()].backedUpAt = instant
            $0[contest, default: Copies()].backupFailedAt = nil
        }
    }

    /// A backup is there that an earlier process made.
    func backupFound(_ contest: String, madeAt instant: LedgerInstant) {
        copies.withLock { copies in
            if copies[contest]?.backedUpAt == nil {
                copies[contest, default: Copies()].backedUpAt = instant
            }
        }
    }

    /// Counts a failure; whether it is the first after a success.
    func backupFailed(_ contest: String, at instant: LedgerInstant) -> Bool {
        copies.withLock { copies in
            var known = copies[contest] ?? Copies()
            defer { copies[contest] = known }
            known.backupFailureCount += 1
            let isNews = known.backupFailedAt == nil
            known.backupFailedAt = instant
            return isNews
        }
    }

    func copied(_ contest: String, through sequence: LedgerSequence) {
        copies.withLock {
            $0[contest, default: Copies()].copiedSequence = sequence
            $0[contest, default: Copies()].isCopyFailing = false
        }
    }

    /// Counts a failure; whether it is the first after a success.
    func copyFailed(_ contest: String) -> Bool {
        copies.withLock { copies in
            defer {
                copies[contest, default: Copies()].isCopyFailing = true
                copies[contest, default: Copies()].copyFailureCount += 1
            }
            return !(copies[contest]?.isCopyFailing ?? false)
        }
    }
}
