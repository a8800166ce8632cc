internal import ContestModel

/// Finds questions that say nearly the same: other punctuation, width, characters or a word or two.
enum NearTwins: BankDoubt {
    /// From which share of common character pairs two questions are near.
    static let similarity = 0.85

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        let prints = questions.map { QuestionPrint($0.question) }
        for (index, other) in near(prints) {
            let question = questions[index]
            let twin = questions[other]
            // Word for word the same is another finding.
            guard
                question.question.stem != twin.question.stem
                    || Set(question.question.options) != Set(twin.question.options)
            else { continue }
            log.warning(
                "bank.question.near-duplicate",
                at: question.place,
                text: question.question.stem,
                of: question.question.id,
                "与 \(twin.question.id)（\(twin.place.chineseName)）几乎相同，请确认是否重复",
                "nearly the same as \(twin.question.id) in \(twin.place.englishName)"
            )
        }
    }

    /// For each print that has an earlier near one, the pair of their indices.
    ///
    /// Candidates come from min-hashing (A. Broder, "On the resemblance and containment of
    /// documents", 1997): eight bands of three hashes find pairs of the wanted similarity with a
    /// chance of 99.9 %, without comparing each with each.
    ///
    /// - Complexity: O(characters), apart from crowded buckets, of which only 32 are looked at.
    static func near(_ prints: [QuestionPrint]) -> [(Int, Int)] {
        var buckets: [UInt64: [Int]] = [:]
        buckets.reserveCapacity(prints.count * QuestionPrint.bandCount)
        var found: [(Int, Int)] = []
        for (index, print) in prints.enumerated() {
            var best: (index: Int, share: Double)?
            var seen: Set<Int> = []
            for band in print.bands {
                for other in buckets[band, default: []] where seen.insert(other).inserted {
                    let share = print.resemblance(to: prints[other])
                    if share >= similarity, share > best?.share ?? 0 { best = (other, share) }
                }
                if buckets[band, default: []].count < 32 {
                    buckets[band, default: []].append(index)
                }
            }
            if let best { found.append((index, best.index)) }
        }
        return found
    }
}

/// What of a question is compared.
struct QuestionPrint: Sendable {
    static let bandCount = 8
    private static let rowCount = 3

    /// Hashes that near questions share at least one of.
    let bands: [UInt64]
    private let stem: Set<UInt64>
    private let pairs: Set<UInt64>
    private let digits: [UInt32]
    private let isTrueFalse: Bool

    init(_ question: Question) {
        let texts =
            [question.stem] + (question.type == .trueFalse ? [] : question.options.sorted())
        let folded = texts.map(ComparableText.init)
        let pairs = folded.reduce(into: Set<UInt64>()) { $0.formUnion($1.pairs) }
        self.pairs = pairs
        stem = folded.first?.pairs ?? []
        digits = folded.flatMap(\.digits).sorted()
        isTrueFalse = question.type == .trueFalse
        bands = (0..<Self.bandCount).map { band in
            var code = UInt64(band)
            for row in 0..<Self.rowCount {
                let seed = UInt64(band * Self.rowCount + row) &* 0x9E37_79B9_7F4A_7C15
                let least = pairs.reduce(UInt64.max) { min($0, Self.mixed($1 ^ seed)) }
                code = Self.mixed(code ^ least)
            }
            return code
        }
    }

    /// The share of common pairs among all, of the stems alone or with the options: the lesser.
    ///
    /// Many questions share their options. Zero where a number or the kind differs.
    func resemblance(to other: QuestionPrint) -> Double {
        guard digits == other.digits, isTrueFalse == other.isTrueFalse else { return 0 }
        let stems = Self.share(stem, other.stem)
        return stems < NearTwins.similarity ? stems : min(stems, Self.share(pairs, other.pairs))
    }

    private static func share(_ left: Set<UInt64>, _ right: Set<UInt64>) -> Double {
        let (small, large) = left.count < right.count ? (left, right) : (right, left)
        let common = small.count(where: large.contains)
        let all = left.count + right.count - common
        return all == 0 ? 0 : Double(common) / Double(all)
    }

    /// SplitMix64's finalizer (Steele, Lea, Flood, 2014).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
