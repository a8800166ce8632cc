import Synchronization

/// What went wrong, by kind of request and reason, shared by all workers.
///
/// A refusal that a later try overcame is a retry, not an error.
final class FailureCounts: Sendable {
    private struct State {
        var errors: [String: Int] = [:]
        var retries = 0
    }

    /// Reasons come from the server; further ones are counted together.
    private static let mostReasons = 200

    private let state = Mutex(State())

    /// Takes in one error.
    func note(_ kind: RequestKind, _ reason: String) {
        state.withLock { state in
            let name = "\(kind.rawValue): \(reason)"
            let isKnown = state.errors[name] != nil || state.errors.count < Self.mostReasons
            state.errors[isKnown ? name : "others", default: 0] += 1
        }
    }

    /// Takes in one further try.
    func noteRetry() {
        state.withLock { $0.retries += 1 }
    }

    /// How often each error occurred, by `kind: reason`.
    var errors: [String: Int] { state.withLock { $0.errors } }

    /// How often a request was sent again.
    var retries: Int { state.withLock { $0.retries } }
}
