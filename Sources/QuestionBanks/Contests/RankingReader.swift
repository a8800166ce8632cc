internal import ContestModel

/// Reads what is ranked, which boards are kept, and what the public sees.
enum RankingReader {
    static func ranking(_ contest: MappingReader) -> RankingRules {
        let keys = ["value", "time", "breakers", "method", "lot_seed"]
        guard let node = contest.node("ranking"),
            let fields = MappingReader(node, keys: keys, name: ("排名", "ranking"), contest.log)
        else { return RankingRules() }
        return RankingRules(
            value: fields.choice("value", default: .sum),
            time: fields.choice("time", default: .ofBest),
            breakers: fields.choices("breakers", default: []),
            method: fields.choice("method", default: .standardCompetition),
            lotSeed: fields.line("lot_seed", byteLimit: 200)?.value ?? ""
        )
    }

    static func boards(_ contest: MappingReader) -> BoardRules {
        let keys = ["periods", "regions", "units", "group_measure", "further_measures", "heat"]
        let rules = BoardRules()
        guard let node = contest.node("boards"),
            let fields = MappingReader(node, keys: keys, name: ("榜单", "boards"), contest.log)
        else { return rules }
        return BoardRules(
            periods: fields.choices("periods", default: rules.periods),
            regionBoards: fields.boolean("regions", default: rules.regionBoards),
            unitBoards: fields.boolean("units", default: rules.unitBoards),
            groupMeasure: fields.choice("group_measure", default: rules.groupMeasure),
            furtherMeasures: fields.choices("further_measures", default: []),
            heat: heat(fields)
        )
    }

    private static func heat(_ boards: MappingReader) -> HeatFormula? {
        let keys = ["people", "attempts", "points"]
        guard let node = boards.node("heat"),
            let fields = MappingReader(node, keys: keys, name: ("热度", "heat"), boards.log)
        else { return nil }
        let range = 0...HeatFormula.weightLimit
        return HeatFormula(
            people: fields.integer("people", in: range) ?? 0,
            attempts: fields.integer("attempts", in: range) ?? 0,
            points: fields.integer("points", in: range) ?? 0
        )
    }

    static func publication(_ contest: MappingReader) -> PublicationRules {
        let keys = ["personal_boards", "group_boards", "mask_names", "minimum_group_size"]
        let rules = PublicationRules()
        guard let node = contest.node("publication"),
            let fields = MappingReader(node, keys: keys, name: ("公开", "publication"), contest.log)
        else { return rules }
        return PublicationRules(
            personalBoards: fields.boolean("personal_boards", default: rules.personalBoards),
            groupBoards: fields.boolean("group_boards", default: rules.groupBoards),
            maskNames: fields.boolean("mask_names", default: rules.maskNames),
            minimumGroupSize: fields.integer("minimum_group_size", in: 1...100_000)
                ?? rules.minimumGroupSize
        )
    }
}
