import ContestModel

/// The sections of a blueprint in an order in which drawing can never run out, with the questions
/// that each may draw; one plan for the days without a theme and one for each theme.
///
/// Sections may share questions, and no question is drawn twice. Drawn in the order written, five
/// "of any category" could use up the last questions that five "of category A" need. So the plan
/// finds an order by the worst case: the section that is drawn last must find enough questions
/// even if every other section took as many of its questions as it can; among the rest the same
/// holds again. Taking a section away only leaves more to those drawn before it, so if any order
/// is safe in this sense the search from the end finds one. It takes the hindmost section that is
/// safe, so a blueprint without shared questions is drawn as written.
///
/// Several other sections may take the same question only once, but the worst case counts it for
/// each: a blueprint at the very edge may be refused although an order exists, and one that could
/// run out is never accepted.
struct DrawingPlan {
    /// One section, ready to be drawn.
    struct Step {
        /// The questions that fit, ascending.
        let candidates: [QuestionIndex]
        /// Where in the paper its questions stand before shuffling.
        let places: Range<Int>
        /// The places of sections drawn before it that share questions with it.
        let taken: [Range<Int>]
        /// How many slots its shuffle needs.
        let slotCount: Int
    }

    /// The sections in the order of drawing.
    let steps: [Step]

    /// Finds a safe order.
    ///
    /// - Parameters:
    ///   - sections: The blueprint's sections, each with a count in
    ///     `1 ... PaperBlueprint.questionCountLimit`.
    ///   - questions: The bank's questions, at most `QuestionBank.questionCountLimit`.
    ///   - theme: The theme and its index in the blueprint; nil for days without one.
    /// - Throws: `tooFewQuestions` or `sectionsCompete`.
    /// - Complexity: O(sections · questions + sections² · questions ÷ 64).
    init(
        sections: [PaperSection],
        questions: [Question],
        theme: (index: Int, value: DailyTheme)?
    ) throws(DrawingError) {
        var pools: [SectionPool] = []
        var place = 0
        for (index, section) in sections.enumerated() {
            let pool = SectionPool(section, firstPlace: place, of: questions, theme: theme?.value)
            guard pool.candidates.count >= section.count else {
                throw .tooFewQuestions(
                    section: index,
                    needed: section.count,
                    available: pool.candidates.count,
                    theme: theme?.index
                )
            }
            pools.append(pool)
            place += section.count
        }
        let shared = pools.map { pool in pools.map { pool.sharedCount(with: $0) } }
        let order = try Self.safeOrder(of: pools, shared: shared, theme: theme?.index)
        steps = order.indices.map { position in
            let pool = pools[order[position]]
            let taken = order[..<position].filter { shared[order[position]][$0] > 0 }
                .map { pools[$0].places }
            let steps = min(
                pool.candidates.count,
                taken.reduce(pool.places.count) { $0 + $1.count }
            )
            return Step(
                candidates: pool.candidates,
                places: pool.places,
                taken: taken,
                slotCount: SparseShuffle.slotCount(steps: steps)
            )
        }
    }

    /// The indices of sections in a safe order of drawing.
    ///
    /// - Complexity: O(sections²) where the order written is safe, else O(sections³).
    private static func safeOrder(
        of pools: [SectionPool],
        shared: [[Int]],
        theme: Int?
    ) throws(DrawingError) -> [Int] {
        var waiting = Array(pools.indices)
        var reversed: [Int] = []
        while !waiting.isEmpty {
            let left = waiting.map { section in
                waiting.reduce(pools[section].candidates.count) { left, other in
                    let most = min(pools[other].places.count, shared[section][other])
                    return other == section ? left : left - most
                }
            }
            let safe = waiting.indices.last { left[$0] >= pools[waiting[$0]].places.count }
            guard let safe else {
                throw .sectionsCompete(
                    section: waiting[0],
                    needed: pools[waiting[0]].places.count,
                    left: max(0, left[0]),
                    available: pools[waiting[0]].candidates.count,
                    theme: theme
                )
            }
            reversed.append(waiting.remove(at: safe))
        }
        return reversed.reversed()
    }
}

/// The questions that fit one section, as a list to draw from and as bits to compare.
private struct SectionPool {
    let candidates: [QuestionIndex]
    let places: Range<Int>
    private let words: [UInt64]

    init(_ section: PaperSection, firstPlace: Int, of questions: [Question], theme: DailyTheme?) {
        var candidates: [QuestionIndex] = []
        var words = [UInt64](repeating: 0, count: (questions.count + 63) / 64)
        for (index, question) in questions.enumerated()
        where section.admits(question, theme: theme) {
            candidates.append(QuestionIndex(truncatingIfNeeded: index))
            words[index / 64] |= 1 << UInt64(index % 64)
        }
        self.candidates = candidates
        self.words = words
        places = firstPlace..<firstPlace + section.count
    }

    /// How many questions fit both sections.
    func sharedCount(with other: SectionPool) -> Int {
        zip(words, other.words).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
    }
}
