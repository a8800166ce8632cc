public import ContestModel
import Synchronization

/// Slows down guessing: a growing delay for each account, and a limit on failures of all together.
///
/// The delay never locks an account for good: after it has passed, the right PIN works at once.
public final class LoginGuard: Sendable {
    private struct Account {
        var failures = 0
        var notBefore = LedgerInstant.epoch
    }

    private struct State {
        var accounts: [IdempotencyKey: Account] = [:]
        var windowStart = LedgerInstant.epoch
        var windowFailures = 0
    }

    private let state = Mutex(State())

    /// Accounts that are remembered at once; the oldest memory goes when there are more.
    public static let accountLimit = 100_000
    /// Failed log-ins of all accounts together that a minute may hold.
    public static let failuresPerMinute = 600

    /// Makes a guard that remembers nothing.
    public init() {}

    /// Refuses a try that comes too early.
    public func check(_ account: IdempotencyKey, at now: LedgerInstant) throws(Refusal) {
        let wait: Duration? = state.withLock { state in
            if let known = state.accounts[account], now < known.notBefore {
                return now.duration(to: known.notBefore)
            }
            if state.windowStart.duration(to: now) < .seconds(60),
                state.windowFailures >= Self.failuresPerMinute,
                state.accounts[account]?.failures ?? 0 > 0
            {
                return .seconds(60)
            }
            return nil
        }
        if let wait { throw .tooManyTries(after: wait) }
    }

    /// Notes a failure: the first three cost nothing, then 1, 2, 4 … seconds, at most five minutes.
    public func fail(_ account: IdempotencyKey, at now: LedgerInstant) {
        state.withLock { state in
            if state.windowStart.duration(to: now) >= .seconds(60) {
                state.windowStart = now
                state.windowFailures = 0
            }
            state.windowFailures += 1
            if state.accounts.count >= Self.accountLimit, state.accounts[account] == nil {
                state.accounts.removeAll(keepingCapacity: true)
            }
            var known = state.accounts[account] ?? Account()
            known.failures += 1
            if known.failures >= 3 {
                let seconds = min(1 << min(known.failures - 3, 9), 300)
                known.notBefore = now.advanced(by: .seconds(seconds))
            }
            state.accounts[account] = known
        }
    }

    /// Forgets an account's failures.
    public func succeed(_ account: IdempotencyKey) {
        state.withLock { _ = $0.accounts.removeValue(forKey: account) }
    }
}
