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
        var windowTries = 0
    }

    private let state = Mutex(State())

    /// Accounts that are remembered at once: those of the roster that failed lately.
    public static let accountLimit = 100_000
    /// Log-ins by PIN of all accounts together that a minute may hold: about what the slow hash can
    /// do, and what bounds guessing over many accounts.
    public static let triesPerMinute = 600

    /// Makes a guard that remembers nothing.
    public init() {}

    /// Reserves a try, or refuses one that comes too early.
    ///
    /// The try counts as a failure until `succeed` says otherwise: many tries at once are as many
    /// failures, however slowly each is checked. Three cost nothing; then 1, 2, 4 … seconds must
    /// pass, at most five minutes.
    public func begin(_ account: IdempotencyKey, at now: LedgerInstant) throws(Refusal) {
        let wait: Duration? = state.withLock { state in
            if state.windowStart.duration(to: now) >= .seconds(60) {
                state.windowStart = now
                state.windowTries = 0
            }
            var known = state.accounts[account] ?? Account()
            if now < known.notBefore { return now.duration(to: known.notBefore) }
            guard state.windowTries < Self.triesPerMinute else {
                return now.duration(to: state.windowStart.advanced(by: .seconds(60)))
            }
            state.windowTries += 1
            known.failures += 1
            if known.failures >= 3 {
                let seconds = min(1 << min(known.failures - 3, 9), 300)
                known.notBefore = now.advanced(by: .seconds(seconds))
            }
            if state.accounts[account] != nil || state.accounts.count < Self.accountLimit {
                state.accounts[account] = known
            }
            return nil
        }
        if let wait { throw .tooManyTries(after: wait) }
    }

    /// Takes back a try that was never checked: a crowd before the slow hash is nobody's failure.
    func withdraw(_ account: IdempotencyKey) {
        state.withLock { state in
            state.windowTries = max(state.windowTries - 1, 0)
            guard var known = state.accounts[account] else { return }
            known.failures -= 1
            known.notBefore = .epoch
            state.accounts[account] = known.failures > 0 ? known : nil
        }
    }

    /// Carries out a check; the try that it belongs to does not count when it throws.
    func counting<Outcome>(
        _ account: IdempotencyKey,
        _ check: () async throws -> Outcome
    ) async throws -> Outcome {
        do { return try await check() } catch {
            withdraw(account)
            throw error
        }
    }

    /// Forgets an account's failures.
    public func succeed(_ account: IdempotencyKey) {
        state.withLock { _ = $0.accounts.removeValue(forKey: account) }
    }
}
