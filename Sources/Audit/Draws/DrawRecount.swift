import Crypto

// The order of a draw, as its page in the ledger says it (all texts are ASCII except the randomness):
//
//     list    a line for each person, in order of the pseudonym: 00a1b2c3d4e5f607,3
//     key     SHA-256("safetyquiz-draw/1\n" seed "\n" randomness "\n" SHA-256(list) "\n")
//     ticket  SHA-256(key "\n" pseudonym "\n" chance) for each chance 1, 2 … of a person
//
// People come in the order of their smallest tickets. Digests are spelled as hexadecimal digits.

/// An entrants' list, from which anybody can draw again.
public struct DrawRecount: Sendable {
    /// The chances of each person by pseudonym, as listed.
    public let entrants: [(pseudonym: String, chances: Int)]
    /// The list's bytes.
    public let list: [UInt8]

    /// Reads a published list.
    ///
    /// - Returns: Nil for what is no list in order of pseudonyms with one chance and more each.
    public init?(list: [UInt8]) {
        var entrants: [(pseudonym: String, chances: Int)] = []
        guard list.isEmpty || list.last == UInt8(ascii: "\n") else { return nil }
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 2, cells[0].utf8.count == 16, let chances = UInt32(cells[1]),
                chances > 0, entrants.last.map({ $0.pseudonym < cells[0] }) ?? true
            else { return nil }
            entrants.append((String(cells[0]), Int(chances)))
        }
        self.entrants = entrants
        self.list = list
    }

    /// Makes the list of some people's chances; those without any are left out.
    init(chances: [String: Int64]) {
        let entrants = chances.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        self.entrants = entrants.map { ($0.key, Int(clamping: $0.value)) }
        list = Array(entrants.map { "\($0.key),\($0.value)\n" }.joined().utf8)
    }

    /// SHA-256 over the list, hexadecimal.
    public var digest: String { SHA256.hash(data: list).hexadecimal }

    /// All chances together.
    public var chanceCount: Int { entrants.reduce(0) { $0 + $1.chances } }

    /// The first people in the order of the draw.
    ///
    /// - Parameters:
    ///   - count: How many; fewer where the list is shorter.
    ///   - seed: 64 hexadecimal digits.
    ///   - randomness: As it was published.
    /// - Complexity: O(chances), about a microsecond each.
    public func drawn(_ count: Int, seed: String, randomness: String) -> [String] {
        let text = "safetyquiz-draw/1\n\(seed)\n\(randomness)\n\(digest)\n"
        let key = SHA256.hash(data: Array(text.utf8)).hexadecimal
        let best = entrants.map { pseudonym, chances in
            let tickets = (1...max(chances, 1)).lazy.map { chance in
                Array(SHA256.hash(data: Array("\(key)\n\(pseudonym)\n\(chance)".utf8)))
            }
            return (tickets.min { $0.lexicographicallyPrecedes($1) } ?? [], pseudonym)
        }
        return best.sorted { $0.0.lexicographicallyPrecedes($1.0) }.prefix(max(count, 0)).map(\.1)
    }

    /// Whether a seed is the one whose digest was committed to.
    public static func isCommitted(seed: String, to digest: String) -> Bool {
        SHA256.hash(data: Array(seed.utf8)).hexadecimal == digest
    }
}
