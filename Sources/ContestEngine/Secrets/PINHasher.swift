import CryptoExtras
import Dispatch
import FoundationEssentials
import Synchronization

/// Hashes PINs slowly (scrypt, RFC 7914), away from the cooperative pool and one at a time.
///
/// One at a time is the cap: a thousand log-ins at once cost memory and processor time of one.
public final class PINHasher: Sendable {
    private let rounds: Int
    private let queue = DispatchQueue(label: "pin-hasher")
    private let waiting = Atomic<Int>(0)
    /// How long the last hash took, in nanoseconds.
    private let latest = Atomic<Int64>(0)
    /// The salt of a PIN that nobody has.
    private static let nobodys = [UInt8](repeating: 0, count: 16)

    /// The most PINs that may wait to be checked; beyond it callers are told to come back.
    public static let waitingLimit = 32

    /// PINs that are being checked or wait for it.
    public var waitingCount: Int { waiting.load(ordering: .relaxed) }

    /// Makes a hasher.
    ///
    /// - Parameter rounds: scrypt's N, a power of two. 2¹⁵ takes about 0.15 s.
    public init(rounds: Int = 1 << 15) {
        self.rounds = rounds
    }

    /// Hashes a PIN with a fresh salt of 16 bytes, which stands before the hash.
    public func hash(_ pin: String) async throws -> [UInt8] {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        return salt + (try await derive(pin, salt: salt))
    }

    /// Whether a PIN is the one that was hashed.
    ///
    /// - Throws: `Refusal.overloaded` when too many are waiting.
    public func matches(_ pin: String, _ stored: [UInt8]) async throws -> Bool {
        guard stored.count == 48 else { return false }
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.waitingLimit else {
            throw Refusal.overloaded(after: .seconds(5))
        }
        let found = try await derive(pin, salt: Array(stored.prefix(16)))
        return zip(found, stored.dropFirst(16)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Takes as long as a check that fails, for a name that nobody has: the time of an answer must not
    /// tell which names are on a roster.
    ///
    /// It is the same work while few wait. When many do, it only waits as long: invented names must not
    /// keep people from signing in.
    ///
    /// - Throws: `Refusal.overloaded` as a check does.
    func feign(_ pin: String) async throws {
        let place = waiting.wrappingAdd(1, ordering: .relaxed).newValue
        if place <= Self.waitingLimit / 4 {
            defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
            _ = try await derive(pin, salt: Self.nobodys)
            return
        }
        waiting.wrappingSubtract(1, ordering: .relaxed)
        guard place <= Self.waitingLimit else { throw Refusal.overloaded(after: .seconds(5)) }
        let time = latest.load(ordering: .relaxed)
        try await Task.sleep(for: .nanoseconds(time * Int64(place)))
    }

    private func derive(_ pin: String, salt: [UInt8]) async throws -> [UInt8] {
        let rounds = rounds
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                let began = ContinuousClock.now
                defer {
                    let (seconds, fraction) = (ContinuousClock.now - began).components
                    let time = seconds * 1_000_000_000 + fraction / 1_000_000_000
                    self.latest.store(time, ordering: .relaxed)
                }
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: Data(pin.utf8),
                            salt: Data(salt),
                            outputByteCount: 32,
                            rounds: rounds,
                            blockSize: 8,
                            parallelism: 1
                        ).withUnsafeBytes(Array.init)
                    }
                )
            }
        }
    }
}
