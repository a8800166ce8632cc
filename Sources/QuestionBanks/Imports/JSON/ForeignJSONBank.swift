internal import ContestModel

/// Reads the questions of a foreign JSON file into a draft.
struct ForeignJSONBank {
    private let log: FindingLog
    private var losses = ImportLosses()
    private var base = PositionBase()
    private var questions: [ForeignJSONQuestion] = []
    /// The codes (such as `2`, or none) under which a question has several keys.
    private var multipleCodes: Set<String> = []

    /// The draft of everything that is carried.
    static func draft(_ envelope: ForeignEnvelope, _ log: FindingLog) -> BankDraft? {
        var bank = ForeignJSONBank(log: log)
        for entry in envelope.unknown {
            bank.losses.note(.field, entry.key, at: entry.keyPlace)
        }
        for item in envelope.items { bank.read(item) }
        let base = bank.base.settled(log)
        var draft = BankDraft(
            name: envelope.name,
            title: envelope.title,
            questions: [],
            writtenQuestionCount: bank.questions.count,
            place: envelope.place
        )
        // Without a base no key can be judged, and without options no question; findings said so.
        if let base {
            let readable = bank.questions.filter { $0.options?.isEmpty != true }
            draft.questions = readable.map { bank.draft($0, base: base) }
        }
        ImportedIdentity.complete(&draft, &bank.losses, log)
        bank.losses.report(to: log)
        return draft
    }

    private init(log: FindingLog) {
        self.log = log
    }

    private mutating func read(_ node: FileNode) {
        guard case .mapping(let mapping) = node else {
            log.error(
                "file.value.not-mapping",
                at: node.place,
                text: node.quotation,
                "题目应写成“键: 值”的形式",
                "a question must be a mapping"
            )
            return
        }
        let fields = ForeignFields(mapping, &losses)
        let question = ForeignJSONQuestion(fields, &losses, log)
        if case .notCarried(let word) = question.type {
            return losses.note(.construct, word, at: mapping.place)
        }
        for pointer in question.key?.pointers ?? [] {
            guard case .position(let position) = pointer.value, let options = question.options
            else { continue }
            base.see(position, of: options.count, at: pointer.place)
        }
        if case .open(let code) = question.type, (question.key?.count ?? 0) > 1 {
            multipleCodes.insert(code)
        }
        questions.append(question)
    }

    private func draft(_ question: ForeignJSONQuestion, base: Int) -> QuestionDraft {
        var draft = question.draft
        let key = question.key
        let type = type(of: question)
        draft.type = type.map { Located($0, at: draft.type?.place ?? draft.place) }
        if let ambiguous = key?.ambiguous {
            log.error(
                "bank.key.ambiguous",
                at: ambiguous.place,
                text: ambiguous.value,
                "答案既可指一个选项的字母或序号，又是另一个选项的文字，请改写",
                "the key may mean one option's letter and another's text; write it otherwise"
            )
        }
        draft.key = key?.written
        guard let key, key.isResolved else { return draft }
        let indices = key.pointers.map { $0.value.index(base: base) }
        let place = key.pointers.first?.place ?? draft.place
        if type == QuestionType.trueFalse.rawValue {
            if question.isPair, indices.count == 1, let index = indices.first, index < 2 {
                draft.key = [Located(index == 0 ? "true" : "false", at: place)]
            }
            if question.isPair { draft.options = nil }
            return draft
        }
        draft.key = [Located(OptionLetters.letters(indices), at: place)]
        draft.keyIsLetters = true
        return draft
    }

    /// The type's name in our own words; nil where neither the file nor the key tells.
    private func type(of question: ForeignJSONQuestion) -> String? {
        switch question.type {
        case .known(let type): return type.rawValue
        case .unknown(let word), .notCarried(let word): return word
        case .open(let code):
            if question.isStatement { return QuestionType.trueFalse.rawValue }
            guard question.options != nil else { return nil }
            // With options but no key that can be read, the finding about the key is the telling one.
            guard let key = question.key else { return QuestionType.single.rawValue }
            let isMultiple = key.count > 1 || (!code.isEmpty && multipleCodes.contains(code))
            return (isMultiple ? QuestionType.multiple : .single).rawValue
        }
    }
}

extension ForeignKey.Pointer {
    /// The option's index; below the first one, one that no option has.
    func index(base: Int) -> Int {
        switch self {
        case .option(let index): index
        case .position(let position): position >= base ? position - base : .max
        }
    }
}
