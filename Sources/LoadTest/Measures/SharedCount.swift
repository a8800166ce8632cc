import Synchronization

/// A number that many tasks count together.
final class SharedCount: Sendable {
    private let count = Atomic(0)

    /// Adds to it.
    func add(_ number: Int) {
        count.add(number, ordering: .relaxed)
    }

    /// What it has come to.
    var value: Int { count.load(ordering: .relaxed) }
}
