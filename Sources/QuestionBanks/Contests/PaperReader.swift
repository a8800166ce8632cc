internal import ContestModel

/// Reads how a paper is drawn.
enum PaperReader {
    private static let sectionKeys = ["questions", "pools", "types", "categories", "difficulty"]
    private static let paperKeys =
        sectionKeys + ["sections", "shuffle_questions", "shuffle_options", "themes"]

    /// The blueprint; nil after noting an error that leaves nothing to judge.
    static func blueprint(_ track: MappingReader) -> PaperBlueprint? {
        guard let node = track.node("paper") else {
            track.noteMissing("paper")
            return nil
        }
        guard let fields = MappingReader(node, keys: paperKeys, name: ("试卷", "a paper"), track.log)
        else { return nil }
        let sections = sections(fields)
        let blueprint = PaperBlueprint(
            sections: sections,
            shuffleQuestions: fields.boolean("shuffle_questions", default: true),
            shuffleOptions: fields.boolean("shuffle_options", default: true),
            themes: themes(fields)
        )
        if blueprint.questionCount > PaperBlueprint.questionCountLimit {
            fields.log.error(
                "contest.paper.too-long",
                at: fields.place,
                text: "\(blueprint.questionCount)",
                "一份试卷最多 \(PaperBlueprint.questionCountLimit) 题",
                "a paper has at most \(PaperBlueprint.questionCountLimit) questions"
            )
        }
        return sections.isEmpty ? nil : blueprint
    }

    private static func sections(_ fields: MappingReader) -> [PaperSection] {
        guard fields.node("sections") != nil else { return section(fields).map { [$0] } ?? [] }
        for key in sectionKeys where fields.node(key) != nil {
            fields.log.error(
                "contest.paper.both",
                at: fields.place(of: key),
                text: key,
                "写了 sections 就不再写 \(key)，请把它移到各部分里",
                "with sections, \(key) belongs into each section"
            )
        }
        let items = fields.list("sections", most: ContestLimits.listCount) ?? []
        if items.isEmpty { fields.noteMissing("sections") }
        return items.compactMap { item in
            MappingReader(item, keys: sectionKeys, name: ("试卷部分", "a section"), fields.log)
                .flatMap(section)
        }
    }

    private static func section(_ fields: MappingReader) -> PaperSection? {
        guard fields.node("questions") != nil else {
            fields.noteMissing("questions")
            return nil
        }
        let count = fields.integer("questions", in: 1...PaperBlueprint.questionCountLimit)
        let difficulty = difficulty(fields)
        let pools = pools(fields)
        guard let count else { return nil }
        return PaperSection(
            count: count,
            types: fields.choices("types", default: []),
            categories: categories(fields),
            minimumDifficulty: difficulty.lowerBound,
            maximumDifficulty: difficulty.upperBound,
            pools: pools
        )
    }

    private static func pools(_ fields: MappingReader) -> [String] {
        guard let items = fields.list("pools", most: ContestLimits.listCount) else {
            return ["main"]
        }
        if items.isEmpty { fields.noteMissing("pools") }
        return items.compactMap { item in
            MappingReader.scalar(item, fields.log).flatMap {
                TextCheck.name(Located($0.text, at: $0.place), fields.log)?.value
            }
        }
    }

    private static func categories(_ fields: MappingReader) -> [String] {
        (fields.list("categories", most: ContestLimits.listCount) ?? []).compactMap { item in
            guard let scalar = MappingReader.scalar(item, fields.log) else { return nil }
            let check = TextCheck(byteLimit: 120, isOneLine: true)
            return check.checked(Located(scalar.text, at: scalar.place), fields.log)?.value
        }
    }

    /// `[2, 4]`, or `3` for one level.
    private static func difficulty(_ fields: MappingReader) -> ClosedRange<UInt8> {
        guard let node = fields.node("difficulty") else { return 1...5 }
        let items = if case .sequence(let sequence) = node { sequence.items } else { [node] }
        let levels = items.compactMap { item in
            MappingReader.scalar(item, fields.log)
                .flatMap { MappingReader.integer($0, in: 1...5, fields.log) }
                .flatMap(UInt8.init(exactly:))
        }
        guard levels.count == items.count else { return 1...5 }
        if let low = levels.first, let high = levels.last, levels.count <= 2, low <= high {
            return low...high
        }
        fields.log.error(
            "contest.paper.difficulty",
            at: node.place,
            "难度应写作 [1, 5]，从易到难",
            "a range such as [1, 5] is expected, the easier first"
        )
        return 1...5
    }

    private static func themes(_ fields: MappingReader) -> [DailyTheme] {
        var themes: [DailyTheme] = []
        for item in fields.list("themes", most: ContestLimits.themeCount) ?? [] {
            guard
                let inner = MappingReader(
                    item,
                    keys: ["from", "through", "categories"],
                    name: ("主题", "a theme"),
                    fields.log
                )
            else { continue }
            let from = day(inner, "from")
            let through = inner.node("through") == nil ? from : day(inner, "through")
            let categories = categories(inner)
            if inner.node("categories") == nil { inner.noteMissing("categories") }
            guard let from, let through else { continue }
            guard from <= through,
                !themes.contains(where: { $0.from <= through && from <= $0.through })
            else {
                fields.log.error(
                    "contest.theme.days",
                    at: inner.place,
                    "主题的日期颠倒或与前面的主题重叠",
                    "the theme's days are reversed or overlap an earlier theme"
                )
                continue
            }
            themes.append(DailyTheme(from: from, through: through, categories: categories))
        }
        return themes
    }

    private static func day(_ fields: MappingReader, _ key: String) -> ContestDay? {
        guard fields.node(key) != nil else {
            fields.noteMissing(key)
            return nil
        }
        guard let scalar = fields.scalar(key) else { return nil }
        if let date = CivilDate(scalar.text) { return date.day }
        fields.log.error(
            "file.value.date",
            at: scalar.place,
            text: scalar.text,
            "应为存在的日期，写作 2021-09-01",
            "an existing date such as 2021-09-01 is expected"
        )
        return nil
    }
}
