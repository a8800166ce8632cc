internal import ContestModel

/// Reads which attempts are 人次.
enum CountingRuleReader {
    private static let words: [(word: String, rule: CountingRule)] = [
        ("any_response", .anyResponse), ("all_answered", .allAnswered), ("any_end", .anyEnd),
    ]

    static func rule(_ fields: MappingReader) -> CountingRule {
        guard let node = fields.node("counts_when") else { return .anyResponse }
        if case .scalar(let scalar) = node {
            if let pair = words.first(where: { $0.word == scalar.text }) { return pair.rule }
            fields.log.error(
                "contest.counts-when",
                at: scalar.place,
                text: scalar.text,
                "只能是 any_response、all_answered、any_end 或 {right_at_least: 数目}",
                "expected any_response, all_answered, any_end or {right_at_least: N}"
            )
            return .anyResponse
        }
        guard
            let inner = MappingReader(
                node,
                keys: ["right_at_least"],
                name: ("计数条件", "counts_when"),
                fields.log
            )
        else { return .anyResponse }
        guard inner.node("right_at_least") != nil else {
            inner.noteMissing("right_at_least")
            return .anyResponse
        }
        let least = inner.integer("right_at_least", in: 1...PaperBlueprint.questionCountLimit)
        return .rightAtLeast(least ?? 1)
    }
}
