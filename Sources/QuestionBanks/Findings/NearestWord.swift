/// Finds the word that a misspelt one was meant to be.
enum NearestWord {
    /// Words longer than this are not compared.
    static let scalarLimit = 64

    /// The candidate with the smallest edit distance, when a third of the word or less differs.
    ///
    /// - Complexity: O(candidates × length²), lengths at most `scalarLimit`.
    static func among(_ candidates: some Sequence<String>, to word: String) -> String? {
        let target = Array(word.lowercased().unicodeScalars.prefix(scalarLimit + 1))
        guard !target.isEmpty, target.count <= scalarLimit else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let scalars = Array(candidate.lowercased().unicodeScalars.prefix(scalarLimit + 1))
            let allowed = max(1, max(target.count, scalars.count) / 3)
            guard scalars.count <= scalarLimit, abs(scalars.count - target.count) <= allowed
            else { continue }
            let distance = editDistance(target, scalars)
            if distance <= allowed, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// Insertions, deletions and substitutions between two words.
    ///
    /// Source: Wagner and Fischer (1974), "The String-to-String Correction Problem".
    private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let substituted = previous[column] + (scalar == other ? 0 : 1)
                current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
