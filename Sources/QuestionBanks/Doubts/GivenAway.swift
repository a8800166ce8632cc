internal import ContestModel

/// Finds stems that say another question's answer.
enum GivenAway: BankDoubt {
    /// Right options shorter than this stand in many stems by chance.
    static let lengthFloor = 6
    /// How much of the other stem must be about the same.
    static let topicShare = 0.5

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        let stems = questions.map { ComparableText($0.question.stem) }
        let answers = index(questions)
        for (teller, question) in questions.enumerated() where tells(question.question) {
            let scalars = stems[teller].scalars
            guard scalars.count >= lengthFloor else { continue }
            var told: Set<Int> = []
            var pairs: Set<UInt64>?
            for start in 0...(scalars.count - lengthFloor) {
                let window = Array(scalars[start..<start + lengthFloor])
                for answer in answers[window, default: []] where answer.question != teller {
                    let rest = scalars[start...]
                    guard rest.starts(with: answer.text), told.insert(answer.question).inserted
                    else { continue }
                    let mine = pairs ?? stems[teller].pairs
                    pairs = mine
                    let theirs = stems[answer.question].pairs
                    let common = theirs.count(where: mine.contains)
                    guard Double(common) >= Double(theirs.count) * topicShare else { continue }
                    note(question, questions[answer.question], log)
                }
            }
        }
    }

    private struct Answer {
        var question: Int
        var text: [UInt32]
    }

    /// The right options of single-choice questions under their first characters; of many under the
    /// same ones only the first 16.
    private static func index(_ questions: [JudgedQuestion]) -> [[UInt32]: [Answer]] {
        var answers: [[UInt32]: [Answer]] = [:]
        for (number, judged) in questions.enumerated() where judged.question.type == .single {
            let question = judged.question
            guard let right = question.key.indices.first,
                question.options.indices.contains(right)
            else { continue }
            let text = ComparableText(question.options[right]).scalars
            guard text.count >= lengthFloor else { continue }
            let start = Array(text.prefix(lengthFloor))
            if answers[start, default: []].count < 16 {
                answers[start, default: []].append(Answer(question: number, text: text))
            }
        }
        return answers
    }

    /// A false statement tells nothing.
    private static func tells(_ question: Question) -> Bool {
        question.type != .trueFalse || question.key == .option(0)
    }

    private static func note(
        _ teller: JudgedQuestion,
        _ told: JudgedQuestion,
        _ log: FindingLog
    ) {
        log.warning(
            "bank.stem.gives-away",
            at: teller.place,
            text: teller.question.stem,
            of: teller.question.id,
            "题干说出了 \(told.question.id)（\(told.place.chineseName)）的答案",
            "the stem gives away the answer of \(told.question.id) in \(told.place.englishName)"
        )
    }
}
