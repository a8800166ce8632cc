import ContestModel
import Leaderboards
import Synchronization

/// Keeps the snapshots that pages are being read from, so that a page walk reads one.
///
/// Snapshots live two minutes and share nearly all their nodes; there are at most 64 of a contest.
final class SnapshotShelf: Sendable {
    private struct Entry {
        var snapshot: BoardsSnapshot
        var usedAt: LedgerInstant
    }

    private let entries = Mutex<[String: [Entry]]>([:])

    static let lifetime = Duration.seconds(120)
    static let countLimit = 64

    /// Keeps a snapshot that a cursor was given out for.
    func keep(_ snapshot: BoardsSnapshot, of contest: String, at now: LedgerInstant) {
        entries.withLock { all in
            var kept = all[contest, default: []].filter {
                $0.usedAt.duration(to: now) < Self.lifetime
                    && $0.snapshot.sequence != snapshot.sequence
            }
            kept.append(Entry(snapshot: snapshot, usedAt: now))
            all[contest] = kept.suffix(Self.countLimit)
        }
    }

    /// The snapshot that a cursor names; nil when it is gone.
    func find(
        _ sequence: LedgerSequence,
        of contest: String,
        at now: LedgerInstant
    ) -> BoardsSnapshot? {
        entries.withLock { all in
            all[contest]?.first {
                $0.snapshot.sequence == sequence && $0.usedAt.duration(to: now) < Self.lifetime
            }?.snapshot
        }
    }
}
