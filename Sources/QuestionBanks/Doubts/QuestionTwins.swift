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
            let isSame = isSame(twin.question, question)
            if rightTexts(twin.question) != rightTexts(question) {
                // Punctuation may be what is asked about: only the very same question must agree.
                guard isSame else {
                    noteLikely(pair, twin, log)
                    continue
                }
                log.error(
                    "bank.key.contradiction",
                    at: pair.draft.keyPlace,
                    text: question.key.letters,
                    "与\(twin.draft.keyPlace.chineseName)的同一道题答案不一致（\(twin.question.id)）",
                    "the same question has another key in \(twin.draft.keyPlace.englishName) "
                        + "(\(twin.question.id))"
                )
            } else if isSame {
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

    /// Whether two questions have the same stem and options, in whatever order.
    private static func isSame(_ left: Question, _ right: Question) -> Bool {
        left.stem == right.stem && Set(left.options) == Set(right.options)
    }

    private static func noteLikely(
        _ judged: JudgedQuestion,
        _ twin: JudgedQuestion,
        _ log: FindingLog
    ) {
        log.warning(
            "bank.key.contradiction-likely",
            at: judged.draft.keyPlace,
            text: judged.question.key.letters,
            of: judged.question.id,
            "与\(twin.draft.keyPlace.chineseName)几乎相同的题答案不一致（\(twin.question.id)）",
            "nearly the same question has another key in \(twin.draft.keyPlace.englishName) "
                + "(\(twin.question.id))"
        )
    }

    private static func rightTexts(_ question: Question) -> Set<ComparableText> {
        Set(
            question.key.indices.filter(question.options.indices.contains).map {
                ComparableText(question.options[$0])
            }
        )
    }
}
