import ContestModel

struct AnnouncementBody: StrictBody {
    var state: String
    var reason: String

    enum CodingKeys: String, CodingKey, CaseIterable { case state, reason }
}

struct AnnouncementsBody: Encodable {
    /// The state now; null when nothing is published.
    @Nullable var state: String?
    var announcements: [Line]
    /// How many objections were made, and how many wait for their outcome.
    var objections: Int
    var openObjections: Int

    struct Line: Encodable {
        var number: Int
        var state: String
        var name: String
        var atMs: Int64
        var asOf: Int64
        var standings: String
    }

    init(_ log: PublicationLog) {
        state = log.state?.rawValue
        announcements = log.announcements.map { made in
            Line(
                number: made.thing.number,
                state: made.thing.state.rawValue,
                name: made.thing.state.chineseName,
                atMs: made.at.millisecondsSinceEpoch,
                asOf: made.thing.asOf,
                standings: made.thing.standings
            )
        }
        objections = log.objections.count
        openObjections = log.openObjectionCount
    }
}

struct ObjectionBody: StrictBody {
    var about: String
    var text: String

    enum CodingKeys: String, CodingKey, CaseIterable { case about, text }
}

struct ObjectionNumberBody: Encodable {
    var number: Int
}

struct OutcomeBody: StrictBody {
    var outcome: String
    var reason: String
    var amendments: [Int64]?

    enum CodingKeys: String, CodingKey, CaseIterable { case outcome, reason, amendments }
}

struct ObjectionsBody: Encodable {
    var objections: [Line]

    struct Line: Encodable {
        var number: Int
        var atMs: Int64
        var by: String
        var about: String
        @Nullable var text: String?
        @Nullable var outcome: String?
        var amendments: [Int64]
    }
}

struct SelfCorrectionBody: StrictBody {
    var name: String?
    var region: Int32?
    var unit: Int32?

    enum CodingKeys: String, CodingKey, CaseIterable { case name, region, unit }
}
