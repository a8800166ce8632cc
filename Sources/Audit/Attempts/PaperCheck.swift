/// Checks that papers follow the blueprint.
struct PaperCheck {
    /// Three bits a place, place 0 lowest: the bank's own order of options.
    private static let bankOrder: UInt32 = 0o76543210

    /// The number of the last paper that held each question.
    private var lastPaper = [Int64](repeating: 0, count: 65_536)

    mutating func check(
        _ attempt: AttemptRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        let place = attempt.place
        let paper = attempt.paper
        if !paper.isWhole {
            differences.add(.paperShape, at: place, expected: "5 × n", found: "—")
        }
        differences.compare(
            Int64(paper.places.count),
            with: edition.questionCount,
            .paperCount,
            at: place
        )
        for (position, drawn) in paper.places.enumerated() {
            let spot = "\(place) position \(position)"
            guard drawn.question < edition.bank.questions.count else {
                differences.add(
                    .questionOutsideBank,
                    at: spot,
                    expected: "< \(edition.bank.questions.count)",
                    found: "\(drawn.question)"
                )
                continue
            }
            if lastPaper[drawn.question] == attempt.sequence {
                differences.add(
                    .questionTwice,
                    at: spot,
                    expected: "1",
                    found: "question \(drawn.question)"
                )
            }
            lastPaper[drawn.question] = attempt.sequence
            let question = edition.bank.questions[drawn.question]
            let mayShuffle = edition.track.paper.shuffleOptions && question.type != .trueFalse
            if !Self.isPermitted(drawn.order, count: mayShuffle ? question.optionCount : 0) {
                differences.add(
                    .badOrder,
                    at: spot,
                    expected: mayShuffle ? "permutation of \(question.optionCount)" : "76543210",
                    found: String(drawn.order, radix: 8)
                )
            }
        }
        checkBlueprint(attempt, edition, into: &differences)
    }

    private func checkBlueprint(
        _ attempt: AttemptRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        let table = edition.sections(on: attempt.day)
        let questions = attempt.paper.places.map(\.question)
        let isAdmitted =
            edition.track.paper.shuffleQuestions
            ? table.admits(questions) : table.admitsInOrder(questions)
        guard !isAdmitted else { return }
        differences.add(
            .outsideBlueprint,
            at: attempt.place,
            expected: "sections",
            found: questions.map(String.init).joined(separator: " ")
        )
    }

    /// Whether the first `count` places hold the first `count` options in any order, and the places
    /// behind them the bank's order.
    private static func isPermitted(_ order: UInt32, count: Int) -> Bool {
        if order == bankOrder { return true }
        var seen: UInt32 = 0
        for place in 0..<8 {
            let option = order >> UInt32(3 * place) & 7
            if place >= count && option != place { return false }
            if place < count && option >= count { return false }
            seen |= 1 << option
        }
        return seen == 0xFF
    }
}
