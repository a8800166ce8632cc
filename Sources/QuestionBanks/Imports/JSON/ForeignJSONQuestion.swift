internal import ContestModel

/// One foreign question, read as far as it can be without knowing the rest of its file.
struct ForeignJSONQuestion {
    let type: ForeignType
    let options: [ForeignOption]?
    let key: ForeignKey?
    /// The two options are nothing but true and false.
    let isPair: Bool
    /// Everything but the type and the key.
    private(set) var draft: QuestionDraft

    /// Whether the question is a statement, told by its options or, without any, by its key.
    var isStatement: Bool {
        if isPair { return true }
        guard options == nil, let key, let word = key.written.first, key.written.count == 1
        else { return false }
        return TrueFalseWords.truth(word.value) != nil
    }

    /// Reads a question's fields.
    init(_ fields: ForeignFields, _ losses: inout ImportLosses, _ log: FindingLog) {
        let reader = FieldReader(fields: fields, log: log)
        let written = reader.text(.type)
        type = ForeignType(written?.value)
        var found = ForeignOptionReader(log: log).options(fields, &losses)
        if let stripped = found.flatMap({ OptionLabels.removed($0.map(\.text.value)) }) {
            for (index, text) in stripped.enumerated() {
                found?[index].text.value = text
                if found?[index].label == nil { found?[index].label = OptionLetters.letter(index) }
            }
            losses.note(.adapted, "A. B. …", at: found?.first?.text.place ?? fields.place)
        }
        let texts = found?.map { TextRules.normalised($0.text.value) } ?? []
        let labels = found?.compactMap(\.label) ?? []
        isPair = TrueFalseWords.isPair(texts, isDeclared: type == .known(.trueFalse))
        options = found
        let right = found?.indices.filter { found?[$0].isRight == true } ?? []
        if let scalars = reader.scalars(.key) {
            key =
                Self.flags(scalars, of: found ?? [])
                ?? (isPair ? Self.truth(scalars) : nil)
                ?? ForeignKey(
                    scalars,
                    texts: texts,
                    labels: labels.count == texts.count ? labels : []
                )
        } else {
            key = right.isEmpty ? nil : ForeignKey(right: right, of: found ?? [])
        }
        draft = QuestionDraft(
            id: reader.text(.id),
            type: written,
            stem: reader.text(.stem),
            options: found?.map(\.text),
            explanation: reader.text(.explanation),
            category: reader.joined(.category),
            knowledgePoint: reader.joined(.knowledgePoint),
            difficulty: reader.text(.difficulty).map(Self.level),
            pool: reader.text(.pool),
            basis: reader.text(.basis).map { BasisDraft(law: $0, place: $0.place) },
            place: fields.place
        )
    }

    /// A list of booleans, one for each option.
    private static func flags(_ scalars: [FileScalar], of options: [ForeignOption]) -> ForeignKey? {
        guard scalars.count > 1, scalars.count == options.count,
            scalars.allSatisfy({ !$0.isQuoted && ($0.text == "true" || $0.text == "false") })
        else { return nil }
        return ForeignKey(right: scalars.indices.filter { scalars[$0].text == "true" }, of: options)
    }

    /// One word that says true or false of a pair of options.
    private static func truth(_ scalars: [FileScalar]) -> ForeignKey? {
        guard let scalar = scalars.first, scalars.count == 1,
            let truth = TrueFalseWords.truth(scalar.text)
        else { return nil }
        return ForeignKey(option: truth ? 0 : 1, scalar)
    }

    /// A difficulty in our levels; an unknown word stays, to be named.
    private static func level(_ written: Located<String>) -> Located<String> {
        let levels = [
            "很易": "1", "容易": "1", "简单": "1", "易": "1", "easy": "1", "较易": "2", "中": "3",
            "中等": "3", "一般": "3", "medium": "3", "normal": "3", "较难": "4", "难": "5",
            "困难": "5", "hard": "5", "difficult": "5",
        ]
        let word = TextRules.normalised(written.value).lowercased()
        return Located(levels[word] ?? written.value, at: written.place)
    }
}

/// Reads single fields of a foreign question.
private struct FieldReader {
    let fields: ForeignFields
    let log: FindingLog

    func text(_ field: ForeignField) -> Located<String>? {
        fields[field].flatMap { node in
            MappingReader.scalar(node, log).map { Located($0.text, at: $0.place) }
        }
    }

    /// A text, or the texts of a list joined by 、.
    func joined(_ field: ForeignField) -> Located<String>? {
        guard case .sequence(let sequence) = fields[field] else { return text(field) }
        let texts = sequence.items.prefix(100).compactMap { MappingReader.scalar($0, log)?.text }
        return Located(texts.joined(separator: "、"), at: sequence.place)
    }

    /// A scalar, or the scalars of a list; nil when the field is absent or an empty list.
    func scalars(_ field: ForeignField) -> [FileScalar]? {
        guard let node = fields[field] else { return nil }
        guard case .sequence(let sequence) = node else {
            return MappingReader.scalar(node, log).map { [$0] }
        }
        let scalars = sequence.items.prefix(100).compactMap { MappingReader.scalar($0, log) }
        return scalars.isEmpty ? nil : scalars
    }
}
