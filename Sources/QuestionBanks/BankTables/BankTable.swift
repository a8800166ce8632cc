internal import Spreadsheets

/// Reads a table into a bank's draft.
///
/// A reference, because rows arrive through closures; it lives within one synchronous call.
final class BankTable {
    /// Questions beyond this are counted and not kept: no bank may hold half as many.
    static let keptQuestionCount = 131_072

    /// A bank's table is smaller than a roster may be.
    private static let limits = SheetLimits(
        fileByteCount: 48 << 20,
        inflatedByteCount: 320 << 20,
        sharedByteCount: 128 << 20,
        textByteCount: 192 << 20,
        elementCount: 12_000_000
    )

    private let log: FindingLog
    private var draft = BankDraft(
        questions: [],
        writtenQuestionCount: 0,
        place: Place(line: 1, column: 1)
    )
    private var information: BankInformation
    private var sheet: BankSheet?
    private var hasPlace = false

    static func draft(_ bytes: [UInt8], _ log: FindingLog) -> BankDraft? {
        BankTable(log).read(bytes)
    }

    private init(_ log: FindingLog) {
        self.log = log
        information = BankInformation(file: log.file)
    }

    private func read(_ bytes: [UInt8]) -> BankDraft? {
        let feed = TableFeed(known: BankColumn.all, log)
        feed.onOther = { self.information.take($0) }
        feed.onHeading = { self.begin($0) }
        feed.onRow = { row, _ in self.take(row) }
        guard feed.read(bytes, limits: Self.limits) else { return nil }
        endSheet()
        information.fill(&draft, log)
        return draft
    }

    private func begin(_ heading: TableHeading<BankColumn>) {
        endSheet()
        if !hasPlace {
            draft.place = heading.place
            hasPlace = true
        }
        information.take(preface: heading.preface)
        sheet = BankSheet(heading, log)
    }

    private func take(_ row: TableRow<BankColumn>) {
        let question = sheet?.take(row)
        if sheet?.isRefused == true { draft.writtenQuestionCount += 1 }
        guard let question else { return }
        keep(question)
    }

    private func endSheet() {
        if let last = sheet?.finish() { keep(last) }
        if sheet?.isRefused == true {
            // The drafts of a sheet that lacks a whole column say nothing more.
            let sheetName = sheet?.name
            while let last = draft.questions.last, last.place.sheet == sheetName {
                draft.questions.removeLast()
            }
        }
        sheet = nil
    }

    private func keep(_ question: QuestionDraft) {
        draft.writtenQuestionCount += 1
        guard draft.questions.count < Self.keptQuestionCount else { return }
        draft.questions.append(question)
        guard sheet?.hasIDs != true else { return }
        let digits = String(draft.writtenQuestionCount)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        let id = Located("q-\(zeros)\(digits)", at: question.place)
        draft.questions[draft.questions.count - 1].id = id
    }
}
