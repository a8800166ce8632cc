import Synchronization

/// What the server counts.
///
/// Names follow Prometheus' practice.
final class ServerMeters: Sendable {
    /// A counter that is read by `/metrics`.
    final class Meter: Sendable {
        private let value = Atomic<Int>(0)

        func increment() { value.wrappingAdd(1, ordering: .relaxed) }
        var count: Int { value.load(ordering: .relaxed) }
    }

    let started = Meter()
    let responded = Meter()
    let submitted = Meter()
    let registered = Meter()
    private let refusals = Mutex<[String: Int]>([:])

    func refused(_ problem: String) {
        refusals.withLock { $0[problem, default: 0] += 1 }
    }

    var refusedByProblem: [(problem: String, count: Int)] {
        refusals.withLock { $0.map { ($0.key, $0.value) } }.sorted { $0.0 < $1.0 }
    }
}
