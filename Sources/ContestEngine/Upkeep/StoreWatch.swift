import Logging

/// Tells the log when a store's write-ahead log grows because it cannot be copied, and when it is
/// short again.
///
/// Says a thing once, and again each time the log has doubled.
struct StoreWatch: Sendable {
    /// A log is worth a word from 128 MiB on: four times what it has between two checkpoints.
    static let byteCountLimit: Int64 = 128 << 20

    private var warnedAt: Int64 = 0

    /// Looks whether there is something to say.
    mutating func look(at condition: StoreCondition, _ logger: Logger) {
        let byteCount = condition.logByteCount
        if byteCount >= max(Self.byteCountLimit, warnedAt &* 2) {
            warnedAt = byteCount
            logger.warning(
                "the write-ahead log grows: a reader holds it (a copy or a query of the file under way?)",
                metadata: [
                    "bytes": "\(byteCount)",
                    "unfinished_checkpoints": "\(condition.unfinishedCheckpoints)",
                ]
            )
        } else if warnedAt > 0 && byteCount < Self.byteCountLimit {
            warnedAt = 0
            logger.notice(
                "the write-ahead log is short again",
                metadata: ["bytes": "\(byteCount)"]
            )
        }
    }
}
