internal import ContestModel

/// A question that was judged good, with the places that findings name.
struct JudgedQuestion {
    var question: Question
    var place: Place
    var keyPlace: Place
}

/// Finds questions that ask the same with the same options.
enum QuestionTwins {
    /// Notes contradicting keys as errors and mere repetitions as warnings.
    ///
    /// The options' order does not matter: the texts of the right ones are compared.
    ///
    /// - Complexity: O(questions).
    static func note(_ judged: [JudgedQuestion], _ log: FindingLog) {
        // By digests of the content, which are much smaller than the content itself.
        var first: [Int: [Int]] = [:]
        for (index, pair) in judged.enumerated() {
            let question = pair.question
            let digest = digest(question)
            let others = first[digest] ?? []
            guard let other = others.first(where: { asksTheSame(judged[$0].question, question) })
            else {
                first[digest, default: []].append(index)
                continue
            }
            let twin = judged[other]
            if rightTexts(twin.question) != rightTexts(question) {
                log.error(
                    "bank.key.contradiction",
                    at: pair.keyPlace,
                    text: question.key.letters,
                    "与\(twin.keyPlace.chineseName)的同一道题答案不一致（\(twin.question.id)）",
                    "the same question has another key in \(twin.keyPlace.englishName) "
                        + "(\(twin.question.id))"
                )
            } else {
                log.warning(
                    "bank.question.repeated",
                    at: pair.place,
                    text: question.id,
                    "与 \(twin.question.id) 重复",
                    "the same question as \(twin.question.id)"
                )
            }
        }
    }

    /// A seeded digest of the texts' bytes, the same for every order of the options.
    private static func digest(_ question: Question) -> Int {
        var hasher = Hasher()
        hasher.combine(digest(question.stem))
        for digest in question.options.map({ digest($0) }).sorted() { hasher.combine(digest) }
        return hasher.finalize()
    }

    private static func digest(_ text: String) -> Int {
        var hasher = Hasher()
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }

    private static func asksTheSame(_ left: Question, _ right: Question) -> Bool {
        left.stem == right.stem && left.options.sorted() == right.options.sorted()
    }

    private static func rightTexts(_ question: Question) -> Set<String> {
        Set(
            question.key.indices.filter(question.options.indices.contains).map {
                question.options[$0]
            }
        )
    }
}
