internal import ContestModel

/// Reads one multichoice or truefalse question of a Moodle file.
struct MoodleQuestion {
    private let element: XMLElementNode
    private let log: FindingLog
    private(set) var marked = MarkedText()
    private(set) var draft: QuestionDraft

    /// Settings of the page that say nothing about the question.
    private static let settings: Set = [
        "penalty", "hidden", "answernumbering", "showstandardinstruction", "shownumcorrect",
        "single",
        "shuffleanswers", "defaultgrade", "name", "questiontext", "generalfeedback", "answer",
        "tags",
        "idnumber", "hint", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback",
        "image",
        "image_base64",
    ]

    init(_ element: XMLElementNode, category: Located<String>?, log: FindingLog) {
        self.element = element
        self.log = log
        draft = QuestionDraft(category: category, place: element.place)
    }

    /// Reads everything.
    mutating func read(isStatement: Bool, _ losses: inout ImportLosses) {
        draft.stem = part("questiontext")
        draft.explanation = part("generalfeedback").flatMap { $0.value.isEmpty ? nil : $0 }
        identify(&losses)
        if element.first("image")?.content.isEmpty == false { marked.miss("img") }
        let answers = element.all("answer").map { MoodleAnswer($0, &marked) }
        if isStatement {
            statement(answers)
        } else {
            choices(answers, &losses)
        }
        for answer in answers {
            guard let feedback = answer.feedback else { continue }
            if answer.isRight && draft.explanation == nil {
                draft.explanation = feedback
            } else {
                losses.note(.part, "选项反馈 feedback", at: feedback.place)
            }
        }
        noteWhatIsLeft(isStatement: isStatement, &losses)
    }

    private mutating func part(_ name: String) -> Located<String>? {
        guard let part = element.first(name) else { return nil }
        return Located(marked.moodle(part), at: part.place)
    }

    private mutating func identify(_ losses: inout ImportLosses) {
        let number = element.first("idnumber").flatMap { $0.content.isEmpty ? nil : $0 }
        let name = element.first("name")
        if let number {
            draft.id = Located(number.content, at: number.place)
        } else if let name, ImportedIdentity.identifier(name.content) != nil {
            draft.id = Located(name.content, at: name.place)
            return
        }
        let stem = draft.stem?.value ?? ""
        if let name, !name.content.isEmpty, !stem.hasPrefix(name.content.prefix(12)) {
            losses.note(.part, "题目名称 name", at: name.place)
        }
    }

    private mutating func statement(_ answers: [MoodleAnswer]) {
        draft.type = Located(QuestionType.trueFalse.rawValue, at: element.place)
        guard let right = answers.first(where: { $0.isRight }) else { return }
        draft.key = [right.text]
    }

    private mutating func choices(_ answers: [MoodleAnswer], _ losses: inout ImportLosses) {
        let full = answers.indices.filter { answers[$0].worth == .full }
        let said = element.first("single").map { $0.content == "true" || $0.content == "1" }
        let isSingle = said ?? (full.count == 1)
        var right = answers.indices.filter { answers[$0].isRight }
        if isSingle {
            if right.count > full.count { losses.note(.part, "部分得分 fraction", at: element.place) }
            right = full
            if full.count > 1 {
                log.error(
                    "moodle.several-right",
                    at: element.place,
                    "单选题有 \(full.count) 个满分选项，请只留一个，或把 single 改为 false",
                    "a single-choice question with \(full.count) right answers"
                )
                right = Array(full.prefix(1))
            }
        } else if Set(right.map { answers[$0].fraction }).count > 1 {
            losses.note(.part, "不相等的分值 fraction", at: element.place)
        }
        let type = isSingle ? QuestionType.single : .multiple
        draft.type = Located(type.rawValue, at: element.place)
        draft.options = answers.map(\.text)
        if let first = right.first, answers.indices.contains(first) {
            draft.key = [Located(OptionLetters.letters(right), at: answers[first].text.place)]
            draft.keyIsLetters = true
        }
    }

    private mutating func noteWhatIsLeft(isStatement: Bool, _ losses: inout ImportLosses) {
        for child in element.elements where !Self.settings.contains(child.name) {
            losses.note(.field, "<\(child.name)>", at: child.place)
        }
        for tag in element.first("tags")?.elements ?? [] {
            losses.note(.part, "标签 tag", at: tag.place)
        }
        let feedback = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint"]
        for child in element.elements
        where feedback.contains(child.name) && !child.content.isEmpty {
            losses.note(.part, "反馈与提示 \(child.name)", at: child.place)
        }
        if let grade = element.first("defaultgrade"), !Self.isOne(grade.content) {
            losses.note(.part, "分值 defaultgrade", at: grade.place)
        }
        if !isStatement, let shuffle = element.first("shuffleanswers"),
            ["0", "false"].contains(shuffle.content)
        {
            losses.note(.part, "选项顺序固定 shuffleanswers", at: shuffle.place)
        }
    }

    /// Whether a grade is one: `1`, `1.0000000`.
    private static func isOne(_ number: String) -> Bool {
        let parts = number.split(separator: ".", maxSplits: 1)
        return parts.first == "1" && (parts.dropFirst().first ?? "").allSatisfy { $0 == "0" }
    }
}
