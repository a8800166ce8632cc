internal import ContestModel

/// Reads what becomes of withdrawn questions, and who may amend what.
enum AmendingReader {
    static func withdrawal(_ contest: MappingReader) -> WithdrawalRules {
        let keys = ["thresholds", "full_marks", "lots"]
        let rules = WithdrawalRules()
        guard let node = contest.node("withdrawal"),
            let fields = MappingReader(
                node,
                keys: keys,
                name: ("题目作废", "withdrawal"),
                contest.log
            )
        else { return rules }
        return WithdrawalRules(
            thresholds: fields.choice("thresholds", default: rules.thresholds),
            fullMarks: fields.choice("full_marks", default: rules.fullMarks),
            lots: fields.choice("lots", default: rules.lots)
        )
    }

    static func amending(_ contest: MappingReader) -> AmendingRules {
        let keys = ["approvals", "self_correction_hours"]
        let rules = AmendingRules()
        guard let node = contest.node("amending"),
            let fields = MappingReader(node, keys: keys, name: ("更正", "amending"), contest.log)
        else { return rules }
        return AmendingRules(
            approvals: fields.integer("approvals", in: 1...2) ?? rules.approvals,
            selfCorrectionHours: fields.integer("self_correction_hours", in: 0...8_760)
                ?? rules.selfCorrectionHours
        )
    }
}
