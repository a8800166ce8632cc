public import ContestModel
import Synchronization

/// Slows down guessing: a growing delay for each account, and a limit on failures of all together.
///
/// The delay never locks an account for good: after it has passed, the right PIN works at once.
///
/// Names that are not on the roster are delayed in the same way, so that an answer does not tell which
/// names are. They are remembered apart, and forgotten when there are too many: invented names crowd
/// out one another and nobody of the roster.
public final class LoginGuard: Sendable {
    private struct Account {
        var failures = 0
        var notBefore = LedgerInstant.epoch
    }

    private struct State {
        var accounts: [IdempotencyKey: Account] = [:]
        var strangers: [IdempotencyKey: Account] = [:]
        var windowStart = LedgerInstant.epoch
        var windowTries = 0

        /// Forgets strangers who need not wait any more, when there are too many; then all of them.
        mutating func makeRoom(at now: LedgerInstant) {
            guard strangers.count >= LoginGuard.strangerLimit else { return }
            strangers = strangers.filter { now < $0.value.notBefore }
            if strangers.count >= LoginGuard.strangerLimit / 2 { strangers = [:] }
        }
    }

    private let state = Mutex(State())

    /// Accounts that are remembered at once: those of the roster that failed lately.
    public static let accountLimit = 100_000
    /// Names that are on no roster and are remembered at once.
    public static let strangerLimit = 20_000
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
    ///
    /// - Parameter isKnown: Whether the name is on the roster; others do not count among the tries of
    ///   all together, for they would use them up.
    public func begin(
        _ account: IdempotencyKey,
        isKnown: Bool = true,
        at now: LedgerInstant
    ) throws(Refusal) {
        let wait: Duration? = state.withLock { state in
            if state.windowStart.duration(to: now) >= .seconds(60) {
                state.windowStart = now
                state.windowTries = 0
            }
            let table = isKnown ? \State.accounts : \State.strangers
            var known = state[keyPath: table][account] ?? Account()
            if now < known.notBefore { return now.duration(to: known.notBefore) }
            guard state.windowTries < Self.triesPerMinute else {
                return now.duration(to: state.windowStart.advanced(by: .seconds(60)))
            }
            if isKnown { state.windowTries += 1 } else { state.makeRoom(at: now) }
            known.failures += 1
            if known.failures >= 3 {
                let seconds = min(1 << min(known.failures - 3, 9), 300)
                known.notBefore = now.advanced(by: .seconds(seconds))
            }
            let isRemembered = state[keyPath: table][account] != nil
            if isRemembered || state[keyPath: table].count < Self.accountLimit {
                state[keyPath: table][account] = known
            }
            return nil
        }
        if let wait { throw .tooManyTries(after: wait) }
    }

    /// Takes back a try that was never checked: a crowd before the slow hash is nobody's failure.
    func withdraw(_ account: IdempotencyKey, isKnown: Bool = true) {
        state.withLock { state in
            let table = isKnown ? \State.accounts : \State.strangers
            if isKnown { state.windowTries = max(state.windowTries - 1, 0) }
            guard var known = state[keyPath: table][account] else { return }
            known.failures -= 1
            known.notBefore = .epoch
            state[keyPath: table][account] = known.failures > 0 ? known : nil
        }
    }

    /// Carries out a check; the try that it belongs to does not count when it throws.
    func counting<Outcome>(
        _ account: IdempotencyKey,
        isKnown: Bool = true,
        _ check: () async throws -> Outcome
    ) async throws -> Outcome {
        do { return try await check() } catch {
            withdraw(account, isKnown: isKnown)
            throw error
        }
    }

    /// Forgets an account's failures.
    public func succeed(_ account: IdempotencyKey) {
        state.withLock { _ = $0.accounts.removeValue(forKey: account) }
    }
}
