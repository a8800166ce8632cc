internal import ContestModel

/// Reads what answers are worth.
enum ScoringReader {
    private static let keys = [
        "points", "partial_credit", "wrong_penalty", "thresholds", "bonuses", "lots", "pass_mark",
    ]

    static func scoring(_ track: MappingReader) -> ScoringRules {
        var rules = ScoringRules()
        guard let node = track.node("scoring"),
            let fields = MappingReader(node, keys: keys, name: ("计分", "scoring"), track.log)
        else { return rules }
        readWorth(fields, &rules)
        rules.partialCredit = fields.choice("partial_credit", default: .allOrNothing)
        rules.wrongPenalty = points(fields, "wrong_penalty") ?? .zero
        rules.thresholds = steps(fields, "thresholds").sorted { $0.rightAtLeast > $1.rightAtLeast }
        rules.bonuses = steps(fields, "bonuses")
        rules.lots = lots(fields)
        rules.passMark = points(fields, "pass_mark")
        return rules
    }

    private static func readWorth(_ fields: MappingReader, _ rules: inout ScoringRules) {
        guard let node = fields.node("points") else { return }
        if case .scalar(let scalar) = node {
            guard let worth = points(scalar, fields.log) else { return }
            (rules.single, rules.multiple, rules.trueFalse) = (worth, worth, worth)
            return
        }
        let keys = QuestionType.allCases.map(\.rawValue)
        guard let inner = MappingReader(node, keys: keys, name: ("分值", "points"), fields.log)
        else { return }
        rules.single = points(inner, QuestionType.single.rawValue) ?? rules.single
        rules.multiple = points(inner, QuestionType.multiple.rawValue) ?? rules.multiple
        rules.trueFalse = points(inner, QuestionType.trueFalse.rawValue) ?? rules.trueFalse
    }

    private static func points(_ fields: MappingReader, _ key: String) -> Points? {
        fields.scalar(key).flatMap { points($0, fields.log) }
    }

    private static func points(_ scalar: FileScalar, _ log: FindingLog) -> Points? {
        if !scalar.isQuoted, let points = PointsText.points(scalar.text) { return points }
        log.error(
            "contest.points",
            at: scalar.place,
            text: scalar.text,
            "分值应为 0 到 \(ContestLimits.points) 的数，最多两位小数",
            "points are a number from 0 to \(ContestLimits.points) with two decimals at most"
        )
        return nil
    }

    private static func steps(_ fields: MappingReader, _ key: String) -> [ScoreStep] {
        var seen: Set<Int> = []
        return (fields.list(key, most: ContestLimits.listCount) ?? []).compactMap { item in
            let keys = ["right_at_least", "points"]
            guard let inner = MappingReader(item, keys: keys, name: ("计分档", "a step"), fields.log)
            else { return nil }
            for key in keys where inner.node(key) == nil { inner.noteMissing(key) }
            let range = 0...PaperBlueprint.questionCountLimit
            guard let least = inner.integer("right_at_least", in: range),
                let points = points(inner, "points")
            else { return nil }
            if !seen.insert(least).inserted {
                fields.log.error(
                    "contest.step.repeated",
                    at: inner.place,
                    text: "\(least)",
                    "这一档写了两次",
                    "this step is given twice"
                )
            }
            return ScoreStep(rightAtLeast: least, points: points)
        }
    }

    private static func lots(_ fields: MappingReader) -> [LotRule] {
        (fields.list("lots", most: ContestLimits.listCount) ?? []).compactMap { item in
            let keys = ["every_right", "most"]
            guard let inner = MappingReader(item, keys: keys, name: ("抽奖", "lots"), fields.log)
            else { return nil }
            for key in keys where inner.node(key) == nil { inner.noteMissing(key) }
            let range = 1...PaperBlueprint.questionCountLimit
            guard let every = inner.integer("every_right", in: range),
                let most = inner.integer("most", in: range)
            else { return nil }
            return LotRule(everyRight: every, most: most)
        }
    }
}

/// Points as organisers write them.
enum PointsText {
    /// `1`, `2.5`, `0.25`: at most `ContestLimits.points`, two decimals; nil for anything else.
    static func points(_ text: String) -> Points? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, first.count <= 6,
            let whole = CivilDate.number(Array(first)[...])
        else { return nil }
        var hundredths = whole * 100
        if parts.count == 2, let last = parts.last {
            guard (1...2).contains(last.count), let decimals = CivilDate.number(Array(last)[...])
            else { return nil }
            hundredths += last.count == 1 ? decimals * 10 : decimals
        }
        guard hundredths <= ContestLimits.points * 100 else { return nil }
        return Int32(exactly: hundredths).map(Points.init(hundredths:))
    }
}
