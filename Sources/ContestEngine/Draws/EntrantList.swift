import ContestModel
import Crypto

/// The people who take part in a draw with their chances, in the spelling over which the digest goes.
///
/// The format is told in `PrizeDraw.swift`.
struct EntrantList: Sendable {
    /// One person.
    struct Entrant: Sendable {
        var pseudonym: Pseudonym
        var lots: UInt32
    }

    /// In order of the pseudonym.
    let entrants: [Entrant]
    /// The list as it is published.
    let bytes: [UInt8]

    /// Spells a list.
    init(_ entrants: [Entrant]) {
        let sorted = entrants.filter { $0.lots > 0 }
            .sorted { $0.pseudonym.bits < $1.pseudonym.bits }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sorted.count * 19)
        for entrant in sorted { bytes += Array("\(entrant.pseudonym),\(entrant.lots)\n".utf8) }
        self.entrants = sorted
        self.bytes = bytes
    }

    /// Reads what was spelled; nil for anything else.
    init?(_ bytes: [UInt8]) {
        var entrants: [Entrant] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard parts.count == 2,
                let bits = UInt64(String(decoding: parts[0], as: UTF8.self), radix: 16),
                let lots = UInt32(String(decoding: parts[1], as: UTF8.self))
            else { return nil }
            entrants.append(Entrant(pseudonym: Pseudonym(bits: bits), lots: lots))
        }
        self.init(entrants)
        guard self.bytes == bytes else { return nil }
    }

    /// The list in short.
    var summary: DrawEntrants {
        DrawEntrants(
            digest: digest,
            lots: entrants.reduce(0) { $0 + Int($1.lots) },
            people: entrants.count
        )
    }

    private var digest: String {
        Hexadecimal.encode(Array(SHA256.hash(data: bytes)))
    }

    /// The first people by their smallest tickets.
    ///
    /// - Parameters:
    ///   - count: How many are drawn; fewer where the list is shorter.
    ///   - seed: 64 hexadecimal digits.
    /// - Complexity: O(chances): a million of them take about a second.
    func drawn(_ count: Int, seed: String, randomness: String) -> [Pseudonym] {
        let text = "safetyquiz-draw/1\n\(seed)\n\(randomness)\n\(digest)\n"
        let key = Hexadecimal.encode(Array(SHA256.hash(data: Array(text.utf8))))
        var prefix = SHA256()
        prefix.update(data: Array("\(key)\n".utf8))
        let places = entrants.map { entrant in
            var person = prefix
            person.update(data: Array("\(entrant.pseudonym)\n".utf8))
            var smallest = [UInt8](repeating: 0xFF, count: 32)
            for chance in 1...max(entrant.lots, 1) {
                var ticket = person
                ticket.update(data: Array(String(chance).utf8))
                let digest = Array(ticket.finalize())
                if digest.lexicographicallyPrecedes(smallest) { smallest = digest }
            }
            return (smallest, entrant.pseudonym)
        }
        return places.sorted { $0.0.lexicographicallyPrecedes($1.0) }.prefix(max(count, 0)).map(\.1)
    }
}
