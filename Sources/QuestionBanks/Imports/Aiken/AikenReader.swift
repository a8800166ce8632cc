internal import ContestModel

// Aiken banks: plain text that anybody can write.
//
//     全国安全生产月是哪个月？
//     A. 五月
//     B. 六月
//     ANSWER: B
//
// A question is its stem, then its options, one a line, each a letter from A on with `.` or `)` (or
// `、`, `．`, `）`, as Chinese keyboards have them), then `ANSWER:` (or `答案：`) with the key. Blank lines
// may stand anywhere. Beyond the format, a stem may have several lines, and a key several letters,
// which makes the question a multiple-choice one. Options that are nothing but true and false make
// it a true/false question.
//
// Source: Moodle's documentation of the Aiken format.

/// Reads an Aiken file into a draft.
struct AikenReader {
    private let text: LocatedText
    private let log: FindingLog
    private var losses = ImportLosses()
    private var questions: [QuestionDraft] = []
    private var stem: Range<Int>?
    private var options: [Located<String>] = []
    private var isFaulty = false

    private static let marks: Set<Unicode.Scalar> = [".", ")", "、", "．", "）"]
    private static let answerWords = ["ANSWER", "答案", "正确答案"]

    /// The draft; nil when the bytes are no text.
    static func draft(_ bytes: [UInt8], _ log: FindingLog) -> BankDraft? {
        guard let source = SourceText.read(bytes, log, replacing: { $0 }) else { return nil }
        var reader = AikenReader(text: LocatedText(source), log: log)
        var count = 0
        for line in reader.text.lines {
            let content = reader.text.trimmed(line)
            if !content.isEmpty, reader.read(content) { count += 1 }
        }
        if reader.noteUnanswered() { count += 1 }
        var draft = BankDraft(
            questions: reader.questions,
            writtenQuestionCount: count,
            place: Place(line: 1, column: 1)
        )
        ImportedIdentity.complete(&draft, &reader.losses, log)
        reader.losses.report(to: log)
        return draft
    }

    private init(text: LocatedText, log: FindingLog) {
        self.text = text
        self.log = log
    }

    /// Reads one line; whether it ended a question.
    private mutating func read(_ line: Range<Int>) -> Bool {
        if let key = answer(line) {
            finish(key, line)
            return true
        }
        if let (letter, content) = option(line), stem != nil {
            add(letter, content, line)
            return false
        }
        // A line of text after options: the question before has no answer.
        let endsOther = !options.isEmpty && noteUnanswered()
        stem = (stem?.lowerBound ?? line.lowerBound)..<line.upperBound
        return endsOther
    }

    /// What follows `ANSWER:`; nil for another line.
    private func answer(_ line: Range<Int>) -> Range<Int>? {
        for word in Self.answerWords {
            let length = word.unicodeScalars.count
            guard text.string(line.prefix(length)).uppercased() == word else { continue }
            let rest = text.trimmed(line.dropFirst(length))
            guard let colon = text[rest.lowerBound], !rest.isEmpty, colon == ":" || colon == "："
            else { continue }
            return text.trimmed(rest.dropFirst())
        }
        return nil
    }

    /// An option's letter and text; nil for a line that is none.
    private func option(_ line: Range<Int>) -> (letter: Int, text: Range<Int>)? {
        guard let letter = text[line.lowerBound], let index = OptionLabels.optionIndex(letter),
            letter.properties.isUppercase, let mark = line.dropFirst().first,
            let scalar = text[mark], Self.marks.contains(scalar)
        else { return nil }
        return (index, text.trimmed(line.dropFirst(2)))
    }

    private mutating func add(_ letter: Int, _ content: Range<Int>, _ line: Range<Int>) {
        if letter != options.count && !isFaulty {
            isFaulty = true
            log.error(
                "aiken.letter",
                at: text.place(at: line.lowerBound),
                text: text.string(line),
                "选项字母应依次为 A、B、C，此处应为 \(OptionLetters.letter(options.count))",
                "options are lettered A, B, C …; \(OptionLetters.letter(options.count)) is expected"
            )
        }
        let place = text.place(at: content.lowerBound)
        options.append(Located(text.string(content), at: place))
    }

    private mutating func finish(_ key: Range<Int>, _ line: Range<Int>) {
        defer { begin() }
        guard let stem else {
            log.error(
                "aiken.stem.missing",
                at: text.place(at: line.lowerBound),
                "答案之前没有题干",
                "there is no question before this answer"
            )
            return
        }
        guard !isFaulty else { return }
        let letters = text.string(key)
        let place = text.place(at: text.trimmed(stem).lowerBound)
        let keyPlace = text.place(at: key.isEmpty ? line.lowerBound : key.lowerBound)
        let isStatement = TrueFalseWords.isPair(options.map(\.value), isDeclared: false)
        let letterCount = letters.unicodeScalars.count { OptionLabels.optionIndex($0) != nil }
        let type =
            isStatement ? QuestionType.trueFalse : letterCount > 1 ? .multiple : .single
        questions.append(
            QuestionDraft(
                type: Located(type.rawValue, at: place),
                stem: Located(lines(of: stem), at: place),
                options: isStatement ? nil : options,
                key: [Located(letters, at: keyPlace)],
                keyIsLetters: true,
                place: place
            )
        )
    }

    /// A stem's lines without the white space around each.
    private func lines(of stem: Range<Int>) -> String {
        text.string(stem).split(separator: "\n").map { TextRules.trimmed(String($0)) }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Notes a question that ended without an answer; whether there was one.
    private mutating func noteUnanswered() -> Bool {
        guard let stem else { return false }
        log.error(
            "aiken.answer.missing",
            at: text.place(at: text.trimmed(stem).lowerBound),
            text: text.string(text.trimmed(stem)),
            "这道题没有 ANSWER: 一行",
            "this question has no ANSWER: line"
        )
        begin()
        return true
    }

    private mutating func begin() {
        stem = nil
        options = []
        isFaulty = false
    }
}
