extension MappingReader {
    /// A scalar as written; a finding and nil for a sequence or mapping.
    func scalar(_ key: String) -> FileScalar? {
        guard let node = node(key) else { return nil }
        return Self.scalar(node, log)
    }

    /// A node that must be a scalar.
    static func scalar(_ node: FileNode, _ log: FindingLog) -> FileScalar? {
        guard case .scalar(let scalar) = node else {
            log.error(
                "file.value.not-text",
                at: node.place,
                "此处应为一个值，不应是列表或“键: 值”",
                "a single value is expected here"
            )
            return nil
        }
        return scalar
    }

    /// A text as written, for a draft that is judged later.
    func located(_ key: String) -> Located<String>? {
        scalar(key).map { Located($0.text, at: $0.place) }
    }

    /// A normalised text of one line; nil when absent or at fault.
    func line(_ key: String, byteLimit: Int) -> Located<String>? {
        guard let written = located(key) else { return nil }
        return TextCheck(byteLimit: byteLimit, isOneLine: true).checked(written, log)
    }

    /// A name of lower-case letters, digits and hyphens.
    func name(_ key: String) -> Located<String>? {
        guard let written = located(key) else { return nil }
        return TextCheck.name(written, log)
    }

    /// A whole number within a range.
    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let scalar = scalar(key) else { return nil }
        return Self.integer(scalar, in: range, log)
    }

    /// A scalar that must be a whole number within a range.
    static func integer(
        _ scalar: FileScalar,
        in range: ClosedRange<Int>,
        _ log: FindingLog
    ) -> Int? {
        guard !scalar.isQuoted, let number = TextRules.integer(scalar.text),
            range.contains(number)
        else {
            log.error(
                "file.value.integer",
                at: scalar.place,
                text: scalar.text,
                "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
                "a whole number from \(range.lowerBound) to \(range.upperBound) is expected"
            )
            return nil
        }
        return number
    }

    /// `true` or `false`, unquoted; other spellings are a finding.
    func boolean(_ key: String, default fallback: Bool) -> Bool {
        guard let scalar = scalar(key) else { return fallback }
        if !scalar.isQuoted {
            if scalar.text == "true" { return true }
            if scalar.text == "false" { return false }
        }
        log.error(
            "file.value.boolean",
            at: scalar.place,
            text: scalar.text,
            "应为 true 或 false",
            "true or false is expected"
        )
        return fallback
    }

    /// One of an enumeration's words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        default fallback: Choice
    ) -> Choice where Choice.RawValue == String {
        guard let scalar = scalar(key) else { return fallback }
        return Self.choice(scalar, Choice.self, log) ?? fallback
    }

    /// A scalar that must be one of an enumeration's words.
    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ scalar: FileScalar,
        _ type: Choice.Type,
        _ log: FindingLog
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: scalar.text) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        let nearest = NearestWord.among(words, to: scalar.text)
        log.error(
            "file.value.choice",
            at: scalar.place,
            text: scalar.text,
            "只能是 \(words.joined(separator: "、"))" + (nearest.map { "；是不是 \($0)？" } ?? ""),
            "expected one of \(words.joined(separator: ", "))"
                + (nearest.map { "; did you mean \($0)?" } ?? "")
        )
        return nil
    }

    /// A list's items; nil when absent or no list.
    func list(_ key: String, most: Int) -> [FileNode]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else {
            log.error(
                "file.value.not-list",
                at: node.place,
                text: node.quotation,
                "此处应为列表",
                "a list is expected here"
            )
            return nil
        }
        guard sequence.items.count <= most else {
            log.error(
                "file.value.list-too-long",
                at: node.place,
                text: "\(sequence.items.count)",
                "列表最多 \(most) 项",
                "the list may have at most \(most) items"
            )
            return nil
        }
        return sequence.items
    }

    /// A list of enumeration words, each once; the fallback when absent.
    func choices<Choice: RawRepresentable & CaseIterable & Hashable>(
        _ key: String,
        default fallback: [Choice]
    ) -> [Choice] where Choice.RawValue == String {
        guard let items = list(key, most: Choice.allCases.count * 2) else { return fallback }
        var seen: Set<Choice> = []
        var result: [Choice] = []
        for item in items {
            guard let scalar = Self.scalar(item, log),
                let choice = Self.choice(scalar, Choice.self, log)
            else { continue }
            if seen.insert(choice).inserted {
                result.append(choice)
            } else {
                log.error(
                    "file.value.repeated",
                    at: scalar.place,
                    text: scalar.text,
                    "列表里重复了",
                    "repeated in the list"
                )
            }
        }
        return result
    }
}
