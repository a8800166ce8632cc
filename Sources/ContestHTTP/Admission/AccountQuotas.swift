import ContestModel
import Synchronization

/// How often each account has come: what stops one person's script, wherever it runs.
///
/// Shared by all requests. Four bytes an account, since accounts have dense numbers and only those
/// whose session was checked are counted.
final class AccountQuotas: Sendable {
    let quota: Quota
    private let used = Mutex<[ObjectIdentifier: [UInt32]]>([:])

    /// Instants are hundredths of a second.
    init(perSecond: Int, burst: Int) {
        quota = Quota(
            interval: 100 / Int64(min(100, max(1, perSecond))),
            burst: Int64(max(1, burst))
        )
    }

    /// Takes one request of an account.
    ///
    /// - Parameter hundredths: Now, since any fixed instant.
    /// - Returns: The seconds until the next is let in; nil when this one is.
    func take(
        _ participant: ParticipantIndex,
        of contest: ObjectIdentifier,
        at hundredths: UInt32
    ) -> Int? {
        guard let index = Int(exactly: participant.rawValue), index >= 0 else { return nil }
        return used.withLock { used in
            let count = used[contest, default: []].count
            if index >= count {
                used[contest]?.reserveCapacity(index + 1)
                used[contest, default: []].append(
                    contentsOf: repeatElement(0, count: index + 1 - count)
                )
            }
            let outcome = used[contest].flatMap { list in
                list.indices.contains(index)
                    ? quota.take(Int64(list[index]), now: Int64(hundredths)) : nil
            }
            switch outcome {
            case .taken(let next):
                used[contest]?[index] = UInt32(clamping: next)
                return nil
            case .exceeded(let wait): return Int((wait + 99) / 100)
            case nil: return nil
            }
        }
    }
}
