import ContestModel
import Crypto
import Leaderboards

/// The lots that break ties where a contest's rules say so.
enum TieLot {
    /// A person's lot: the first 38 bits of SHA-256 over the seed, a line feed and the pseudonym's
    /// sixteen digits.
    ///
    /// The smaller is ahead. Pseudonyms are random and the seed is public, so that anyone can work
    /// the lots out and nobody can choose one.
    static func number(seed: String, pseudonym: Pseudonym) -> UInt64 {
        let digest = SHA256.hash(data: Array("\(seed)\n\(pseudonym)".utf8))
        let first = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return first >> UInt64(64 - BoardKey.lotBitCount)
    }
}
