/// Which keys held after any number of the amendments that are about keys.
///
/// A key revision n is what stands among the first n of them: for each question the last standing
/// ruling that names it decides, and without one the bank's key holds.
final class KeyHistory {
    private let entries: [AmendmentLog.Entry]
    /// Where a question stands, by its identifier, in each version of the bank that is named.
    private let indices: [Int64: [String: [Int]]]
    /// The rulings of each revision that was asked for, by version of the bank.
    private var known: [Int: [Int64: Rulings]] = [:]
    /// The questions that were ever ruled on, by version of the bank.
    private let amended: [Int64: Set<Int>]

    init(_ log: AmendmentLog, banks: [Editions.Version<Bank>]) {
        entries = log.entries.filter(\.affectsKeys)
        let rulings = entries.compactMap(Self.ruling)
        var indices: [Int64: [String: [Int]]] = [:]
        let named = Set(rulings.flatMap(\.bankVersions))
        for bank in banks where named.contains(bank.version) {
            let places = bank.content.questions.enumerated().map { ($1.id, [$0]) }
            indices[bank.version] = Dictionary(places, uniquingKeysWith: +)
        }
        self.indices = indices
        var amended: [Int64: Set<Int>] = [:]
        for ruling in rulings {
            for version in ruling.bankVersions {
                amended[version, default: []].formUnion(indices[version]?[ruling.question] ?? [])
            }
        }
        self.amended = amended
    }

    /// Whether no key was ever amended.
    var isEmpty: Bool { entries.isEmpty }

    /// The present revision.
    var latest: Int { entries.count }

    /// How many amendments about keys there are before a fact.
    ///
    /// - Complexity: O(log amendments).
    func count(before sequence: Int64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The questions of a version that were ever ruled on, also where the ruling was taken back.
    func amendedQuestions(inBank version: Int64) -> Set<Int> { amended[version] ?? [] }

    /// The rulings of a revision on the questions of one version of the bank.
    ///
    /// - Complexity: O(amendments) for the first question about a revision, then O(1).
    func rulings(at revision: Int, bank version: Int64) -> Rulings {
        guard !entries.isEmpty else { return [:] }
        if let all = known[revision] { return all[version] ?? [:] }
        var all: [Int64: Rulings] = [:]
        for entry in AmendmentLog.standing(of: entries.prefix(revision)) {
            guard let ruling = Self.ruling(of: entry) else { continue }
            for version in ruling.bankVersions {
                for index in indices[version]?[ruling.question] ?? [] {
                    all[version, default: [:]][index] = ruling.ruling
                }
            }
        }
        known[revision] = all
        return all[version] ?? [:]
    }

    private static func ruling(of entry: AmendmentLog.Entry) -> KeyRuling? {
        guard case .rule(let ruling) = entry.act else { return nil }
        return ruling
    }
}
