import ContestEngine
import Synchronization

/// The same bits in the same order, for servers that are compared with one another.
final class SeededEntropy: EntropySource {
    private let random: Mutex<SeededRandom>

    init(seed: UInt64) {
        random = Mutex(SeededRandom(seed: seed))
    }

    func bits() -> UInt64 { random.withLock { $0.next() } }
}
