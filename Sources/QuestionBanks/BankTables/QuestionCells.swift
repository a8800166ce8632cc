internal import ContestModel

/// Reads one row's cells into a question's draft.
struct QuestionCells {
    let row: TableRow<BankColumn>
    let heading: TableHeading<BankColumn>
    /// The type where no column says it.
    let type: QuestionType?

    /// The question with the options of this row.
    func question() -> QuestionDraft {
        var question = frame()
        question.options = options()
        TrueFalseCells.settle(&question)
        return question
    }

    /// The question without its options.
    func frame() -> QuestionDraft {
        QuestionDraft(
            id: row.written(.id).map { Located(TextRules.normalised($0.value), at: $0.place) },
            type: writtenType,
            stem: row.written(.stem),
            key: row.written(.key).map { [$0] },
            explanation: row.written(.explanation),
            category: row.written(.category),
            knowledgePoint: row.written(.knowledgePoint),
            difficulty: row.written(.difficulty).map {
                Located(BankWords.difficulty($0.value), at: $0.place)
            },
            pool: row.written(.pool).map { Located(TextRules.normalised($0.value), at: $0.place) },
            basis: basis(),
            blanks: BlankCells(
                id: row.blank(.id),
                type: row.blank(.type),
                stem: row.blank(.stem),
                key: row.blank(.key)
            ),
            place: row.place
        )
    }

    private var writtenType: Located<String>? {
        guard let written = row.written(.type) else {
            return type.map { Located($0.rawValue, at: row.place) }
        }
        return Located(BankWords.type(written.value)?.rawValue ?? written.value, at: written.place)
    }

    /// The options in the order of their letters; nil when the row has none.
    private func options() -> [Located<String>]? {
        var options: [Located<String>] = []
        for index in 0..<OptionLetter.count {
            guard let written = row.written(.option(index)) else { continue }
            while options.count < index {
                // A gap before this option is a fault of its own place.
                let place = heading.places[.option(options.count)]
                options.append(
                    Located(
                        "",
                        at: Place(
                            sheet: row.place.sheet,
                            line: row.place.line,
                            column: place?.column ?? written.place.column
                        )
                    )
                )
            }
            options.append(written)
        }
        if !options.isEmpty {
            let texts = OptionCell.withoutLetters(options.map(\.value))
            return zip(texts, options).map { Located($0, at: $1.place) }
        }
        guard let cell = row.written(.options) ?? row.written(.optionText) else { return nil }
        return OptionCell.split(cell.value).map { Located($0, at: cell.place) }
    }

    private func basis() -> BasisDraft? {
        let law = row.written(.basis)
        let columns: [BankColumn] = [.basis, .version, .article, .validFrom, .validUntil]
        guard let place = columns.lazy.compactMap({ row.written($0)?.place }).first else {
            return nil
        }
        let parts = law.map { BasisCell.parts($0.value) }
        func part(_ text: String?) -> Located<String>? {
            guard let text, !text.isEmpty, let law else { return nil }
            return Located(text, at: law.place)
        }
        func date(_ column: BankColumn) -> Located<String>? {
            row.written(column).map { Located(BankWords.date($0.value), at: $0.place) }
        }
        return BasisDraft(
            law: part(parts?.law),
            version: row.written(.version) ?? part(parts?.version),
            article: row.written(.article) ?? part(parts?.article),
            validFrom: date(.validFrom),
            validUntil: date(.validUntil),
            place: place
        )
    }
}

/// Brings a true/false item with options of its own into the native order.
enum TrueFalseCells {
    /// Drops options that only say right and wrong; where they stand the other way round, the key's
    /// letter is turned as well.
    static func settle(_ question: inout QuestionDraft) {
        guard question.type?.value == QuestionType.trueFalse.rawValue,
            let options = question.options, options.count == 2
        else { return }
        let words = options.map { TextRules.normalised($0.value).lowercased() }
        let isNative = KeyWords.isTrue(words[0]) && KeyWords.isFalse(words[1])
        let isTurned = KeyWords.isFalse(words[0]) && KeyWords.isTrue(words[1])
        guard isNative || isTurned else { return }
        question.options = nil
        guard isTurned else { return }
        question.key = question.key?.map { part in
            let scalars = TextRules.normalised(part.value).unicodeScalars
            guard scalars.count == 1, let index = scalars.first.flatMap(OptionLetter.index),
                index < 2
            else { return part }
            return Located(index == 0 ? "错误" : "正确", at: part.place)
        }
    }
}
