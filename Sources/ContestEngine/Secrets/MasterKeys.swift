/// The server's master secrets: the present one, and those before it.
///
/// A rotation adds a generation. What people hold (sessions, codes, identifiers of attempts) names or
/// tries the generation it was made with, so that a rotation logs nobody out. Revoking says that a
/// generation may have leaked: from then on nothing proves itself with it, but what it sealed can
/// still be opened.
public struct MasterKeys: Hashable, Sendable {
    /// One secret.
    public struct Generation: Hashable, Sendable {
        /// Its number, from zero; it stands in tokens, so it is never used for another secret.
        public let number: UInt8
        /// At least 32 random bytes; none once it was removed.
        public let secret: [UInt8]
        /// The keys that were derived from it, by their purpose, before it was removed; empty while
        /// it is there.
        public let kept: [String: [UInt8]]
        /// Whether nothing made with it is believed any more.
        public let isRevoked: Bool

        /// Makes a generation.
        public init(number: UInt8, secret: [UInt8], isRevoked: Bool = false) {
            self.init(number: number, secret: secret, kept: [:], isRevoked: isRevoked)
        }

        /// Makes one whose secret was removed.
        ///
        /// - Parameter kept: What `removed(keeping:)` left of it.
        public init(number: UInt8, kept: [String: [UInt8]], isRevoked: Bool) {
            self.init(number: number, secret: [], kept: kept, isRevoked: isRevoked)
        }

        private init(number: UInt8, secret: [UInt8], kept: [String: [UInt8]], isRevoked: Bool) {
            self.number = number
            self.secret = secret
            self.kept = kept
            self.isRevoked = isRevoked
        }

        /// Whether the secret itself is gone.
        public var isRemoved: Bool { secret.isEmpty }
    }

    /// The oldest secret, whose digests lie in ledgers and therefore stay.
    public let first: Generation
    /// The others in the order of their numbers.
    public let later: [Generation]

    /// The most generations: a token has four bits for its number.
    public static let generationCountLimit = 16

    /// Keys that were never rotated.
    public init(_ secret: [UInt8]) {
        first = Generation(number: 0, secret: secret)
        later = []
    }

    /// Keys in the order of their numbers 0, 1, 2 and so on; nil for other numbers, for none or too
    /// many, and where the last is revoked or removed.
    public init?(_ generations: [Generation]) {
        guard let first = generations.first, let last = generations.last, !last.isRevoked,
            !last.isRemoved,
            generations.count <= Self.generationCountLimit,
            generations.map(\.number).elementsEqual(0..<UInt8(generations.count))
        else { return nil }
        self.first = first
        later = Array(generations.dropFirst())
    }

    /// All of them, oldest first.
    public var generations: [Generation] { [first] + later }

    /// What new things are made with.
    public var present: Generation { later.last ?? first }

    /// The keys after a rotation; nil when there is no number left.
    ///
    /// - Parameter revoking: Whether every earlier generation is believed no longer.
    public func rotated(to secret: [UInt8], revoking: Bool) -> MasterKeys? {
        let earlier = generations.map { $0.revoked(if: revoking) }
        guard earlier.count < Self.generationCountLimit else { return nil }
        return MasterKeys(
            earlier + [Generation(number: UInt8(earlier.count), secret: secret)]
        )
    }
}
