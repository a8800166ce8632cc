internal import ContestModel

/// A question whose options have rows of their own, while its rows are read.
struct OptionGroup {
    private struct Option {
        var letter: Int?
        var text: Located<String>
        /// nil where a column of keys says it for the whole question.
        var isRight: Bool?
        var rightPlace: Place?
    }

    private let heading: TableHeading<BankColumn>
    private let hasRight: Bool
    private let stem: String?
    private let id: String?
    private var draft: QuestionDraft
    private var first: TableRow<BankColumn>
    private var options: [Option] = []

    /// Columns that say something about the whole question.
    private static let ownColumns: [BankColumn] = [
        .type, .key, .explanation, .category, .knowledgePoint, .difficulty, .pool, .basis, .version,
        .article, .validFrom, .validUntil,
    ]

    init(
        _ row: TableRow<BankColumn>,
        _ heading: TableHeading<BankColumn>,
        _ type: QuestionType?,
        _ log: FindingLog
    ) {
        self.heading = heading
        hasRight = heading.columns.contains(.isRight)
        stem = row.written(.stem)?.value
        id = row.written(.id)?.value
        draft = QuestionCells(row: row, heading: heading, type: type).frame()
        first = row
        append(row, log)
    }

    /// Whether a row goes on with this question: it repeats or leaves out what tells questions apart.
    func takes(_ row: TableRow<BankColumn>) -> Bool {
        if let other = row.written(.id)?.value, other != id { return false }
        if let other = row.written(.stem)?.value, other != stem { return false }
        // The letter A begins anew, also where the same stem is asked twice.
        return letter(row) != 0 || options.isEmpty
    }

    /// Adds a further option; what the row says about the question must not differ.
    mutating func add(_ row: TableRow<BankColumn>, _ log: FindingLog) {
        append(row, log)
        for column in Self.ownColumns {
            guard let written = row.written(column) else { continue }
            guard let before = first.written(column), before.value == written.value else {
                log.error(
                    "bank.row.contradiction",
                    at: written.place,
                    text: written.value,
                    "与这道题第一行（第 \(first.place.line) 行）的内容不一致",
                    "differs from the question's first row, \(first.place.line)"
                )
                continue
            }
        }
    }

    /// The question with its options in the order of their letters.
    func question(_ log: FindingLog) -> QuestionDraft {
        var question = draft
        let sorted = inOrder(log)
        let texts = OptionCell.withoutLetters(sorted.map(\.text.value))
        question.options = zip(texts, sorted).map { Located($0, at: $1.text.place) }
        if question.options?.isEmpty == true { question.options = nil }
        if hasRight {
            question.key = sorted.enumerated().compactMap { index, option in
                guard option.isRight == true else { return nil }
                let place = option.rightPlace ?? option.text.place
                return Located(OptionLetter.letter(index), at: place)
            }
        }
        TrueFalseCells.settle(&question)
        return question
    }

    private mutating func append(_ row: TableRow<BankColumn>, _ log: FindingLog) {
        let columns = heading.columns
        let cell = columns.contains(.optionText) ? row.written(.optionText) : row.written(.options)
        guard let text = cell else {
            if row.written(.isRight) != nil || letter(row) != nil {
                log.error(
                    "table.cell.missing",
                    at: row.blank(.optionText) ?? row.blank(.options) ?? row.place,
                    "缺少选项内容",
                    "the option's text is missing"
                )
            }
            return
        }
        var option = Option(letter: letter(row), text: text)
        if hasRight {
            let written = row.written(.isRight)
            option.rightPlace = written?.place
            option.isRight = written.map { BankWords.isRight($0.value) } ?? false
            if option.isRight == nil, let written {
                log.error(
                    "bank.option.right-unreadable",
                    at: written.place,
                    text: written.value,
                    "“是否正确”应填“是”或“否”",
                    "yes or no is expected"
                )
            }
        }
        options.append(option)
    }

    /// The letter that a row's option has; nil where there is no such column.
    private func letter(_ row: TableRow<BankColumn>) -> Int? {
        let columns = heading.columns
        let cell =
            columns.contains(.optionLabel)
            ? row.written(.optionLabel)
            : columns.contains(.optionText) ? row.written(.options) : nil
        guard let text = cell.map({ TextRules.normalised($0.value) }) else { return nil }
        if let number = TextRules.integer(text), (1...26).contains(number) { return number - 1 }
        let letters = text.unicodeScalars.filter { OptionLetter.index($0) != nil }
        return letters.count == 1 ? letters.first.flatMap(OptionLetter.index) : nil
    }

    private func inOrder(_ log: FindingLog) -> [Option] {
        let letters = options.compactMap(\.letter)
        guard letters.count == options.count, letters != Array(options.indices) else {
            return options
        }
        let sorted = options.sorted {
            ($0.letter ?? 0, $0.text.place.line) < ($1.letter ?? 0, $1.text.place.line)
        }
        if sorted.compactMap(\.letter) != Array(options.indices) {
            log.error(
                "bank.option.letters",
                at: first.place,
                text: letters.map(OptionLetter.letter).joined(),
                "选项字母应为 A、B、C……，不重复、不跳过",
                "the options' letters are A, B, C … without gaps or repetitions"
            )
        }
        return sorted
    }
}
