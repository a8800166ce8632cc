import ContestEngine
import ContestModel

struct RegisterBody: StrictBody {
    var name: String
    var phone: String?
    var region: Int32?
    var unit: Int32?
    var unitCode: String?
    var consentVersion: Int32
    var byGuardian: Bool?
    var invitedBy: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, phone, region, unit
        case unitCode = "unit_code"
        case consentVersion = "consent_version"
        case byGuardian = "by_guardian"
        case invitedBy = "invited_by"
    }
}

struct SignInBody: StrictBody {
    var recoveryCode: String?
    var name: String?
    var phone: String?
    var pin: String?
    var consentVersion: Int32?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, phone, pin
        case recoveryCode = "recovery_code"
        case consentVersion = "consent_version"
    }
}

struct GrantBody: StrictBody {
    var track: String
    var source: String

    enum CodingKeys: String, CodingKey, CaseIterable {
        case track, source
    }
}

struct OrganiserGrantBody: StrictBody {
    var participant: String
    var track: String
    var reason: String

    enum CodingKeys: String, CodingKey, CaseIterable {
        case participant, track, reason
    }
}

struct SessionBody: Encodable {
    var participant: String
    var session: String
    var sessionExpiresAtMs: Int64
    var recoveryCode: String
}

struct SequenceBody: Encodable {
    var sequence: Int64
}

struct MeBody: Encodable {
    var participant: String
    var name: String
    var region: Int32
    var unit: Int32
    @Nullable var lots: UInt32?
    var overall: Figures
    var today: Figures
    var week: Figures
    @Nullable var rank: Int?
    var ranked: Int

    struct Figures: Encodable {
        @Nullable var value: DecimalPoints?
        @Nullable var points: DecimalPoints?
        var attempts: UInt32
        @Nullable var right: UInt32?
        var drawn: UInt32
        var timeMs: UInt32

        init(_ standing: Standing, showsMarks: Bool) {
            value = showsMarks ? DecimalPoints(hundredths: Int(standing.value)) : nil
            points = showsMarks ? DecimalPoints(hundredths: Int(standing.points)) : nil
            attempts = standing.attempts
            right = showsMarks ? standing.right : nil
            drawn = standing.drawn
            timeMs = standing.timeMilliseconds
        }
    }

    init(
        _ own: OwnStanding,
        name: String,
        day: ContestDay,
        hidesRank: Bool,
        showsMarks: Bool
    ) {
        participant = own.pseudonym.description
        self.name = name
        region = own.region.rawValue
        unit = own.unit.rawValue
        lots = showsMarks ? own.standings.lots : nil
        overall = Figures(own.standings.overall, showsMarks: showsMarks)
        let isToday = own.standings.day == day
        today = Figures(isToday ? own.standings.today : Standing(), showsMarks: showsMarks)
        let isThisWeek = own.standings.day.week == day.week
        week = Figures(isThisWeek ? own.standings.thisWeek : Standing(), showsMarks: showsMarks)
        rank = hidesRank ? nil : own.rank
        ranked = hidesRank ? 0 : own.ranked
    }
}
