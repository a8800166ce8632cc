internal import ContestModel

/// A track with the mapping it was read from, so that later findings know their places.
struct TrackReading {
    var rules: TrackRules
    var fields: MappingReader
}

/// Reads the tracks.
enum TrackReader {
    private static let keys = [
        "name", "title", "counts", "attempts_per_day", "attempts_total", "grants", "paper",
        "time_limit", "delivery", "feedback", "points_shown", "scoring",
    ]

    static func tracks(_ fields: MappingReader) -> [TrackReading] {
        guard let items = fields.list("tracks", most: ContestRules.trackCountLimit) else {
            if fields.node("tracks") == nil { fields.noteMissing("tracks") }
            return []
        }
        if items.isEmpty { fields.noteMissing("tracks") }
        var names: Set<String> = []
        return items.compactMap { item in
            guard let track = track(item, fields.log) else { return nil }
            if !names.insert(track.rules.name).inserted {
                fields.log.error(
                    "contest.track.repeated",
                    at: track.fields.place(of: "name"),
                    text: track.rules.name,
                    "两个赛道同名",
                    "two tracks have this name"
                )
            }
            return track
        }
    }

    private static func track(_ node: FileNode, _ log: FindingLog) -> TrackReading? {
        guard let fields = MappingReader(node, keys: keys, name: ("赛道", "a track"), log)
        else { return nil }
        let name = fields.name("name")
        if fields.node("name") == nil { fields.noteMissing("name") }
        let counts = fields.boolean("counts", default: true)
        let title = fields.line("title", byteLimit: 120)?.value ?? ""
        let perDay = fields.integer("attempts_per_day", in: 1...ContestLimits.attemptCount)
        let total = fields.integer("attempts_total", in: 1...ContestLimits.attemptCount)
        let feedback = fields.choice("feedback", default: RevealPolicy.afterSubmission)
        let paper = PaperReader.blueprint(fields)
        let scoring = ScoringReader.scoring(fields)
        guard let paper else { return nil }
        let rules = TrackRules(
            name: name?.value ?? "",
            title: title.isEmpty ? (counts ? "正式答题" : "练习") : title,
            counts: counts,
            attemptsPerDay: perDay,
            attemptsTotal: total,
            grants: grants(fields),
            paper: paper,
            timeLimit: timeLimit(fields),
            delivery: fields.choice("delivery", default: DeliveryMode.wholePaper),
            feedback: feedback,
            pointsShown: fields.choice(
                "points_shown",
                default: max(feedback, RevealPolicy.afterSubmission)
            ),
            scoring: scoring
        )
        return TrackReading(rules: rules, fields: fields)
    }

    private static func timeLimit(_ fields: MappingReader) -> TimeLimit? {
        guard let scalar = fields.scalar("time_limit") else { return nil }
        guard let seconds = DurationText.seconds(scalar.text),
            (1...ContestLimits.timeLimitSeconds).contains(seconds)
        else {
            fields.log.error(
                "contest.time-limit",
                at: scalar.place,
                text: scalar.text,
                "限时应写作 150s、20min 或秒数，最长一天",
                "a time such as 150s, 20min or seconds is expected, a day at most"
            )
            return nil
        }
        return TimeLimit(milliseconds: seconds * 1000)
    }

    private static func grants(_ fields: MappingReader) -> [GrantRule] {
        var seen: Set<GrantSource> = []
        return (fields.list("grants", most: ContestLimits.listCount) ?? []).compactMap { item in
            guard
                let inner = MappingReader(
                    item,
                    keys: ["source", "per_day"],
                    name: ("额外机会", "a grant"),
                    fields.log
                )
            else { return nil }
            guard inner.node("source") != nil else {
                inner.noteMissing("source")
                return nil
            }
            guard let scalar = inner.scalar("source"),
                let source = MappingReader.choice(scalar, GrantSource.self, fields.log)
            else { return nil }
            if !seen.insert(source).inserted {
                fields.log.error(
                    "contest.grant.repeated",
                    at: scalar.place,
                    text: scalar.text,
                    "同一来源写了两次",
                    "this source is named twice"
                )
            }
            return GrantRule(source: source, perDay: inner.integer("per_day", in: 1...100) ?? 1)
        }
    }
}
