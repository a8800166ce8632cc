/// One option as a foreign file writes it.
struct ForeignOption {
    var text: Located<String>
    /// The letter or word by which the key may name it.
    var label: String?
    /// Whether the option itself says that it is right.
    var isRight: Bool?
}

/// Reads options in any of the shapes that are met.
struct ForeignOptionReader {
    let log: FindingLog

    private static let textNames = [
        "text", "content", "内容", "选项内容", "optiontext", "optioncontent", "body", "title", "name",
        "description",
    ]
    private static let labelNames = ["key", "label", "letter", "选项", "标号", "option", "value", "id"]
    private static let rightNames: Set = [
        "iscorrect", "correct", "isright", "right", "isanswer", "istrue", "answer", "正确", "是否正确",
    ]

    /// The options; nil when the file gives none, empty when they could not be read.
    func options(_ fields: ForeignFields, _ losses: inout ImportLosses) -> [ForeignOption]? {
        if !fields.lettered.isEmpty {
            return Self.withoutEmptyEnd(
                fields.lettered.compactMap { option in
                    labelled(option.entry, OptionLetters.letter(option.index))
                }
            )
        }
        guard let node = fields[.options] else { return nil }
        switch node {
        case .mapping(let mapping):
            return Self.withoutEmptyEnd(mapping.entries.compactMap { labelled($0, $0.key) })
        case .sequence(let sequence):
            return sequence.items.prefix(100).compactMap { item in
                guard case .mapping(let mapping) = item else {
                    return MappingReader.scalar(item, log).map {
                        ForeignOption(text: Located($0.text, at: $0.place))
                    }
                }
                return object(mapping, &losses)
            }
        case .scalar(let scalar):
            log.error(
                "file.value.not-list",
                at: scalar.place,
                text: scalar.text,
                "此处应为列表",
                "a list is expected here"
            )
            return []
        }
    }

    /// Tables fill unused columns E and F with empty texts.
    private static func withoutEmptyEnd(_ options: [ForeignOption]) -> [ForeignOption] {
        var options = options[...]
        while let last = options.last, TextRules.trimmed(last.text.value).isEmpty {
            options.removeLast()
        }
        return Array(options)
    }

    private func labelled(_ entry: FileEntry, _ label: String) -> ForeignOption? {
        if case .scalar(let scalar) = entry.value, scalar.isNull { return nil }
        return MappingReader.scalar(entry.value, log).map {
            ForeignOption(text: Located($0.text, at: $0.place), label: label)
        }
    }

    private func object(_ mapping: FileMapping, _ losses: inout ImportLosses) -> ForeignOption? {
        var texts: [String: FileScalar] = [:]
        var isRight: Bool?
        for entry in mapping.entries {
            let name = ForeignField.normalised(entry.key)
            guard case .scalar(let scalar) = entry.value else {
                losses.note(.field, "options.\(entry.key)", at: entry.keyPlace)
                continue
            }
            if scalar.isNull { continue }
            if Self.rightNames.contains(name) {
                isRight = Self.truth(scalar)
                if isRight == nil { noteUnreadable(scalar) }
            } else if Self.textNames.contains(name) || Self.labelNames.contains(name) {
                texts[name] = scalar
            } else {
                losses.note(.field, "options.\(entry.key)", at: entry.keyPlace)
            }
        }
        guard let (text, label) = Self.split(texts) else {
            log.error(
                "bank.option.unreadable",
                at: mapping.place,
                "看不出选项的文字在哪个字段，请写作 text",
                "no field holds the option's text; name it text"
            )
            return nil
        }
        return ForeignOption(
            text: Located(text.text, at: text.place),
            label: label?.text,
            isRight: isRight
        )
    }

    /// Which field is the text and which the label: `{label: 甲, value: A}` is met both ways round.
    private static func split(
        _ fields: [String: FileScalar]
    ) -> (text: FileScalar, label: FileScalar?)? {
        let labels = labelNames.compactMap { fields[$0] }
        if let text = textNames.compactMap({ fields[$0] }).first {
            return (text, labels.first(where: isLetter) ?? labels.first)
        }
        guard let letter = labels.first(where: isLetter) else {
            return labels.count == 1 ? labels.first.map { ($0, nil) } : nil
        }
        let others = labels.filter { $0.place != letter.place }
        guard others.count == 1, let text = others.first else { return nil }
        return (text, letter)
    }

    private static func isLetter(_ scalar: FileScalar) -> Bool {
        let scalars = TextRules.trimmed(scalar.text).unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return false }
        return OptionLabels.optionIndex(first) != nil
    }

    private static func truth(_ scalar: FileScalar) -> Bool? {
        switch TextRules.trimmed(scalar.text) {
        case "1": true
        case "0", "": false
        case let word: TrueFalseWords.truth(word)
        }
    }

    private func noteUnreadable(_ scalar: FileScalar) {
        log.error(
            "file.value.boolean",
            at: scalar.place,
            text: scalar.text,
            "应为 true 或 false",
            "true or false is expected"
        )
    }
}
