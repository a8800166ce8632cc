/// What became of people or nodes that were merged.
///
/// Of several standing merges that name the same `from`, the last holds.
struct Merges {
    private var steps: [Int64: Int64] = [:]
    /// Everything that something was merged into, as far as it is an end.
    private(set) var ends: Set<Int64> = []

    /// - Parameters:
    ///   - standing: The amendments that stand; a merge that would close a circle is a difference
    ///     and left out.
    ///   - exists: Whether there is such a person or node; nothing is merged into what is not there.
    init(
        _ standing: [AmendmentLog.Entry],
        of thing: AmendedThing,
        into differences: inout DifferenceList,
        where exists: (Int64) -> Bool
    ) {
        for entry in standing {
            guard case .merge(let merge) = entry.act, merge.of == thing, exists(merge.into) else {
                continue
            }
            let before = steps.removeValue(forKey: merge.from)
            guard end(of: merge.into) != merge.from else {
                steps[merge.from] = before
                differences.add(
                    .circularMerge,
                    at: AmendmentLog.place(of: entry.sequence),
                    expected: "\(merge.into) ≠ \(merge.from)",
                    found: "\(merge.from) → \(merge.into) → … → \(merge.from)"
                )
                continue
            }
            steps[merge.from] = merge.into
        }
        ends = Set(steps.keys.map(end))
    }

    /// Nothing was merged.
    init() {}

    var isEmpty: Bool { steps.isEmpty }

    /// Where someone or something ends up: itself, where it was not merged.
    ///
    /// - Complexity: O(length of the chain).
    func end(of one: Int64) -> Int64 {
        var end = one
        while let next = steps[end] { end = next }
        return end
    }

    /// Whether it was merged into something else.
    func isMerged(_ one: Int64) -> Bool { steps[one] != nil }
}
