import ContestModel

/// Finds participants by their public random names.
///
/// Built only when somebody asks, and a slice at a time, so that no question holds up a contest for
/// long: what is not indexed yet is searched from end to end.
struct PseudonymIndex {
    private var places: [UInt64: UInt32] = [:]
    private var indexedCount = 0

    /// How many participants one question indexes at most.
    static let slice = 16_384

    /// The place of a pseudonym.
    ///
    /// - Parameters:
    ///   - count: How many participants there are.
    ///   - name: The pseudonym at a place; nil while its registration is on its way.
    /// - Complexity: O(1) once everybody is indexed; O(count), a few nanoseconds each, before.
    mutating func place(
        of pseudonym: Pseudonym,
        count: Int,
        name: (Int) -> Pseudonym?
    ) -> Int? {
        let end = min(count, indexedCount + Self.slice)
        while indexedCount < end, let next = name(indexedCount) {
            places[next.bits] = UInt32(truncatingIfNeeded: indexedCount)
            indexedCount += 1
        }
        if let place = places[pseudonym.bits].map(Int.init) {
            if place < count, name(place) == pseudonym { return place }
            // Memory was loaded anew since, and registrations that were never acknowledged are gone.
            self = PseudonymIndex()
        }
        guard indexedCount < count else { return nil }
        return (indexedCount..<count).first { name($0) == pseudonym }
    }
}
