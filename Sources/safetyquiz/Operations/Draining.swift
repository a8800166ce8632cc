import ContestEngine
import ServiceLifecycle

/// The first to learn that the server is to stop: says so by `readyz` while everything still goes on.
///
/// A load balancer looks now and then. For as long as it may not have looked, it sends people here, and
/// they are served. Only when this has returned does the next service stop: services end in reverse
/// order, each after the one before.
struct Draining: Service {
    let house: ContestHouse
    let delay: Duration

    func run() async throws {
        do { try await gracefulShutdown() } catch is CancellationError { return }
        house.announceDraining()
        try? await Task.sleep(for: delay)
    }
}
