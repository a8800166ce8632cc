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
        let keys = [
            "personal_boards", "group_boards", "names", "mask_names", "minimum_group_size",
        ]
        let rules = PublicationRules()
        guard let node = contest.node("publication"),
            let fields = MappingReader(node, keys: keys, name: ("公开", "publication"), contest.log)
        else { return rules }
        return PublicationRules(
            personalBoards: fields.boolean("personal_boards", default: rules.personalBoards),
            groupBoards: fields.boolean("group_boards", default: rules.groupBoards),
            names: names(fields, default: rules.names),
            minimumGroupSize: fields.integer("minimum_group_size", in: 1...100_000)
                ?? rules.minimumGroupSize
        )
    }

    /// How people are named; `mask_names` is how files said it when there were two ways.
    private static func names(
        _ fields: MappingReader,
        default fallback: PublishedNames
    ) -> PublishedNames {
        guard fields.node("mask_names") != nil else {
            return fields.choice("names", default: fallback)
        }
        if fields.node("names") != nil {
            fields.log.error(
                "contest.names.twice",
                at: fields.place(of: "mask_names"),
                text: "mask_names",
                "已写 names，请删去 mask_names",
                "names is there already; take mask_names out"
            )
        }
        return fields.boolean("mask_names", default: true) ? .masked : .full
    }
}
