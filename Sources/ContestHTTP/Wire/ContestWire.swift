import ContestEngine
import ContestModel
import Leaderboards

struct ContestListBody: Encodable {
    var contests: [Line]
    @Nullable var next: String?

    struct Line: Encodable {
        var contest: String
        var title: String
        var isOpen: Bool
        var opensAtMs: Int64
        var closesAtMs: Int64
    }
}

struct ContestBody: Encodable {
    var contest: String
    var title: String
    var organiser: String
    var rehearsal: Bool
    var identity: String
    var basis: String
    var timeZone: String
    var opensAtMs: Int64
    var closesAtMs: Int64
    var nowMs: Int64
    var isOpen: Bool
    var isPaused: Bool
    var isPreliminary: Bool
    var isFrozen: Bool
    var showsPeople: Bool
    var consentVersion: Int32
    var hasRegions: Bool
    var hasUnits: Bool
    var ranking: Ranking
    var tracks: [Track]

    /// By what people are ranked.
    struct Ranking: Encodable {
        var value: String
        var time: String
        var breakers: [String]
        var method: String
    }

    struct Track: Encodable {
        var name: String
        var title: String
        var counts: Bool
        @Nullable var attemptsPerDay: Int?
        @Nullable var attemptsTotal: Int?
        var questionCount: Int
        @Nullable var timeLimitMs: Int64?
        var delivery: String
        var feedback: String
        var pointsShown: String

        init(_ track: TrackRules) {
            name = track.name
            title = track.title
            counts = track.counts
            attemptsPerDay = track.attemptsPerDay
            attemptsTotal = track.attemptsTotal
            questionCount = track.paper.questionCount
            timeLimitMs = track.timeLimit?.milliseconds
            delivery = track.delivery.rawValue
            feedback = track.feedback.rawValue
            pointsShown = track.pointsShown.rawValue
        }
    }

    init(_ view: Contest.Published, now: LedgerInstant) {
        let rules = view.rules
        contest = rules.contest
        title = rules.title
        organiser = rules.organiser
        rehearsal = rules.rehearsal
        identity = rules.identity.rawValue
        basis = rules.identity.chineseBasis
        timeZone = rules.schedule.timeZone
        opensAtMs = rules.schedule.opensAt.millisecondsSinceEpoch
        closesAtMs = view.closesAt.millisecondsSinceEpoch
        nowMs = now.millisecondsSinceEpoch
        isOpen = view.isOpen
        isPaused = view.isPaused
        isPreliminary = view.isPreliminary || view.isFrozen
        isFrozen = view.isFrozen
        showsPeople = view.showsPeople
        consentVersion = ContestServer.consentVersion
        hasRegions = !view.live.boards.regions.index.tree.nodes.isEmpty
        hasUnits = !view.live.boards.units.index.tree.nodes.isEmpty
        ranking = Ranking(
            value: rules.ranking.value.rawValue,
            time: rules.ranking.time.rawValue,
            breakers: rules.ranking.breakers.map(\.rawValue),
            method: rules.ranking.method.rawValue
        )
        tracks = rules.tracks.map(Track.init)
    }
}

struct NodeListBody: Encodable {
    var nodes: [Node]
    @Nullable var next: String?

    struct Node: Encodable {
        var id: Int32
        var code: String
        var name: String
        var parent: Int32
        var isLeaf: Bool
    }
}

/// The figures of a tally, as every route names them.
struct TallyBody: Encodable {
    var people: Int
    var attempts: Int
    var points: DecimalPoints
    var right: Int
    var drawn: Int

    init(_ tally: Tally) {
        people = tally.people
        attempts = tally.attempts
        points = DecimalPoints(hundredths: tally.points)
        right = tally.right
        drawn = tally.drawn
    }
}

/// Hundredths written as a JSON number with at most two decimals.
struct DecimalPoints: Encodable {
    var hundredths: Int

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if hundredths % 100 == 0 {
            try container.encode(hundredths / 100)
        } else {
            // Two decimals of a magnitude below 2⁵³ are exact in print.
            try container.encode(Double(hundredths) / 100)
        }
    }
}
