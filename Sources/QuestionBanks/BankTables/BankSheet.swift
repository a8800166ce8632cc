internal import ContestModel

/// Reads one sheet's rows into drafts of questions, in either shape.
struct BankSheet {
    /// The sheet's name; nil in a text table.
    var name: String? { heading.sheet }
    /// Whether the sheet names its questions itself.
    let hasIDs: Bool
    /// Whether the sheet as a whole cannot be used, which has been noted.
    private(set) var isRefused: Bool

    private let heading: TableHeading<BankColumn>
    private let log: FindingLog
    private let shape: Shape
    /// What the sheet's name or a title within it says about the type.
    private var type: QuestionType?
    private var group: OptionGroup?
    private var options = OptionCensus()

    private enum Shape {
        case questionRows, optionRows
    }

    init(_ heading: TableHeading<BankColumn>, _ log: FindingLog) {
        self.heading = heading
        self.log = log
        let columns = heading.columns
        hasIDs = columns.contains(.id)
        shape = Self.hasOptionRows(heading) ? .optionRows : .questionRows
        isRefused = !columns.contains(.stem)
        let titles = heading.preface.compactMap { $0.onlyText?.value } + [heading.sheet ?? ""]
        type = titles.compactMap(BankWords.typeWithin).first
        if !columns.contains(.key) && !columns.contains(.isRight) { noteMissing(.key) }
        if let place = heading.places[.points] {
            log.warning(
                "bank.points.ignored",
                at: place,
                "分值由竞赛文件规定，这一列不导入",
                "points come from the contest file; this column is not read"
            )
        }
    }

    /// Whether each option has a row of its own.
    static func hasOptionRows(_ heading: TableHeading<BankColumn>) -> Bool {
        let columns = heading.columns
        return columns.contains(.isRight) || columns.contains(.optionLabel)
            || columns.contains(.optionText) && columns.contains(.options)
    }

    /// Reads a row; a question when one is complete with it.
    mutating func take(_ row: TableRow<BankColumn>) -> QuestionDraft? {
        guard !isRefused, !isTitle(row) else { return nil }
        if !heading.columns.contains(.type) && type == nil {
            noteMissing(.type)
            return nil
        }
        switch shape {
        case .questionRows:
            let question = QuestionCells(row: row, heading: heading, type: type).question()
            options.note(question)
            return question
        case .optionRows:
            if let open = group, open.takes(row) {
                group?.add(row, log)
                return nil
            }
            let ended = finishGroup()
            group = OptionGroup(row, heading, type, log)
            return ended
        }
    }

    /// Whether a row is a title that says the type of the questions below it: `二、多选题`.
    private mutating func isTitle(_ row: TableRow<BankColumn>) -> Bool {
        guard !heading.columns.contains(.type), let text = row.onlyText, text.utf8.count <= 200,
            let named = BankWords.typeWithin(text)
        else { return false }
        type = named
        return true
    }

    /// Ends the sheet: the last question of one whose options have rows of their own.
    mutating func finish() -> QuestionDraft? {
        let last = finishGroup()
        noteWhatOptionsLack()
        return last
    }

    private mutating func finishGroup() -> QuestionDraft? {
        guard let question = group?.question(log) else { return nil }
        group = nil
        options.note(question)
        return question
    }

    private mutating func noteMissing(_ column: BankColumn) {
        isRefused = true
        let name = BankColumn.all.first { $0.name == column }?.headings.first ?? ""
        log.error(
            "table.heading.missing",
            at: heading.place,
            text: name,
            "缺少“\(name)”列",
            "the column \(name) is missing"
        )
    }

    /// Refuses a sheet whose questions have no wrong options.
    private mutating func noteWhatOptionsLack() {
        guard !isRefused, options.isWithoutWrongOnes else { return }
        isRefused = true
        if options.hasTextKeys || shape == .optionRows || options.hasAny {
            log.error(
                "bank.only-right-options",
                at: heading.places[.key] ?? heading.places[.isRight] ?? heading.place,
                "只有正确答案的文字，没有错误的备选项，不能组成选择题；请补上每道题的全部选项（选项A、选项B……），"
                    + "答案填字母或选项原文。程序不会编造选项",
                "only the right options are here; add the wrong ones of every question "
                    + "(选项A, 选项B …). The program never makes options up"
            )
        } else {
            noteMissing(BankColumn.option(0))
        }
    }
}

/// Counts what the options of a sheet's questions are like.
private struct OptionCensus {
    /// Fewer questions with options may just be faulty ones.
    private static let questionCountFloor = 3

    /// Questions that need options.
    private var choiceCount = 0
    /// Those of which no option is wrong.
    private var poorCount = 0
    /// Those with one option or none.
    private var singleCount = 0
    private(set) var hasTextKeys = false
    /// Whether any of those has an option at all.
    private(set) var hasAny = false

    /// Whether not one question has a wrong option.
    var isWithoutWrongOnes: Bool {
        poorCount > 0 && poorCount == choiceCount && singleCount > 0
            && (!hasAny || choiceCount >= Self.questionCountFloor)
    }

    mutating func note(_ question: QuestionDraft) {
        guard question.type?.value != QuestionType.trueFalse.rawValue else { return }
        choiceCount += 1
        let count = question.options?.count ?? 0
        if count > 0 { hasAny = true }
        if count < 2 { singleCount += 1 }
        if count < 2 || question.key?.count == count { poorCount += 1 }
        let letters = (question.key?.first?.value ?? "").unicodeScalars.filter {
            !$0.properties.isWhitespace && !",，、;；/|".unicodeScalars.contains($0)
        }
        let indices = letters.map { OptionLetter.index($0) ?? OptionLetter.count }
        if indices.contains(where: { $0 >= OptionLetter.count })
            || Set(indices).count < indices.count
        {
            hasTextKeys = true
        }
    }
}
