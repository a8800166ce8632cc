internal import ContestModel

/// Finds questions that ask the same with the same options.
enum QuestionTwins: BankDoubt {
    private struct Content: Hashable {
        var stem: ComparableText
        var options: Set<ComparableText>
        var isTrueFalse: Bool
    }

    /// Notes contradicting keys as errors and mere repetitions as warnings.
    ///
    /// Order of options, width, punctuation and traditional characters do not matter: the texts of
    /// the right ones are compared.
    ///
    /// - Complexity: O(questions).
    static func note(_ judged: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        var first: [Content: Int] = [:]
        for (index, pair) in judged.enumerated() {
            let question = pair.question
            let content = Content(
                stem: ComparableText(question.stem),
                options: Set(question.options.map(ComparableText.init)),
                isTrueFalse: question.type == .trueFalse
            )
            guard let other = first[content] else {
                first[content] = index
                continue
            }
            let twin = judged[other]
            if rightTexts(twin.question) != rightTexts(question) {
                log.error(
                    "bank.key.contradiction",
                    at: pair.draft.keyPlace,
                    text: question.key.letters,
                    "与\(twin.draft.keyPlace.chineseName)的同一道题答案不一致（\(twin.question.id)）",
                    "the same question has another key in \(twin.draft.keyPlace.englishName) "
                        + "(\(twin.question.id))"
                )
            } else if question.stem == twin.question.stem {
                log.warning(
                    "bank.question.repeated",
                    at: pair.draft.place,
                    text: question.id,
                    of: question.id,
                    "与 \(twin.question.id) 重复",
                    "the same question as \(twin.question.id)"
                )
            }
        }
    }

    private static func rightTexts(_ question: Question) -> Set<ComparableText> {
        Set(
            question.key.indices.filter(question.options.indices.contains).map {
                ComparableText(question.options[$0])
            }
        )
    }
}
