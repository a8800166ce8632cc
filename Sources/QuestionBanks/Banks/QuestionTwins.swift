internal import ContestModel

/// Finds questions that ask the same with the same options.
enum QuestionTwins {
    private struct Content: Hashable {
        var stem: String
        var options: [String]
    }

    /// Notes contradicting keys as errors and mere repetitions as warnings.
    ///
    /// The options' order does not matter: the texts of the right ones are compared.
    ///
    /// - Complexity: O(questions).
    static func note(
        _ judged: [(draft: QuestionDraft, question: Question)],
        _ log: FindingLog
    ) {
        var first: [Content: Int] = [:]
        for (index, pair) in judged.enumerated() {
            let question = pair.question
            let content = Content(stem: question.stem, options: question.options.sorted())
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
            } else {
                log.warning(
                    "bank.question.repeated",
                    at: pair.draft.place,
                    text: question.id,
                    "与 \(twin.question.id) 重复",
                    "the same question as \(twin.question.id)"
                )
            }
        }
    }

    private static func rightTexts(_ question: Question) -> Set<String> {
        Set(
            question.key.indices.filter(question.options.indices.contains).map {
                question.options[$0]
            }
        )
    }
}
