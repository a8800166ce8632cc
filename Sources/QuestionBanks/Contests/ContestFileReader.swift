public import ContestModel

/// Reads a contest file into complete rules, or names every fault in it.
public enum ContestFileReader {
    private static let keys = [
        "contest", "title", "organiser", "rehearsal", "bank", "time_zone", "opens", "closes",
        "closing", "freezes", "identity", "counts_when", "tracks", "ranking", "boards",
        "publication", "withdrawal", "amending",
    ]

    /// Reads and judges a contest file.
    ///
    /// - Parameters:
    ///   - bytes: The file's content, at most `FileLimits.byteCount`.
    ///   - file: The file's name for findings.
    ///   - format: YAML for files; JSON also over HTTP.
    /// - Returns: Rules with every property filled and every day's first instant worked out, or
    ///   every error; warnings in either case.
    public static func read(
        _ bytes: some Collection<UInt8>,
        file: String,
        format: FileSyntax
    ) -> Reading<ContestRules> {
        let log = FindingLog(file: file)
        guard let root = format.tree(Array(bytes), log),
            let fields = MappingReader(root, keys: keys, name: ("竞赛文件", "a contest file"), log)
        else { return Reading(nil, log) }
        return Reading(rules(fields), log)
    }

    private static func rules(_ fields: MappingReader) -> ContestRules? {
        let contest = required(fields, "contest", fields.name("contest"))
        let title = required(fields, "title", fields.line("title", byteLimit: 300))
        let organiser = fields.line("organiser", byteLimit: 300)?.value ?? ""
        let bank = required(fields, "bank", fields.name("bank"))
        let schedule = ScheduleReader(fields: fields).schedule()
        let identity = fields.choice("identity", default: IdentityMode.open)
        let countsWhen = CountingRuleReader.rule(fields)
        let rehearsal = fields.boolean("rehearsal", default: false)
        let tracks = TrackReader.tracks(fields)
        let ranking = RankingReader.ranking(fields)
        let boards = RankingReader.boards(fields)
        let publication = RankingReader.publication(fields)
        guard let contest, let title, let bank, let schedule, !tracks.isEmpty else { return nil }
        let rules = ContestRules(
            contest: contest,
            title: title,
            organiser: organiser,
            rehearsal: rehearsal,
            bank: bank,
            schedule: schedule,
            identity: identity,
            tracks: tracks.map(\.rules),
            ranking: ranking,
            countsWhen: countsWhen,
            boards: boards,
            publication: publication,
            withdrawal: AmendingReader.withdrawal(fields),
            amending: AmendingReader.amending(fields)
        )
        ContestJudgement(rules: rules, tracks: tracks, fields: fields).note()
        return rules
    }

    /// A text that must be there and not be empty; a fault of the text itself is noted already.
    private static func required(
        _ fields: MappingReader,
        _ key: String,
        _ text: Located<String>?
    ) -> String? {
        if fields.node(key) == nil || text?.value.isEmpty == true { fields.noteMissing(key) }
        return text?.value
    }
}
