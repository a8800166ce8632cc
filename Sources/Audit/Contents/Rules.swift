// The rules as the ledger keeps them in `contest_version.content`: JSON whose keys are the names of
// the properties. Only what the auditor needs is read. Instants are milliseconds since the epoch,
// days are counted from 1970-01-01, points are hundredths.
//
//     {"bank":"safety","contest":"june","countsWhen":{"anyResponse":{}},"rehearsal":false,
//      "ranking":{"breakers":["time"],"method":"standard","time":"of_best","value":"sum"},
//      "schedule":{"closesAt":…,"closing":"own_deadline","dayStarts":[…],"firstDay":20240,…},
//      "tracks":[{"name":"main","paper":{"sections":[…]},"timeLimit":{"milliseconds":150000},…}]}

/// One version of the rules.
struct Rules: Decodable {
    let contest: String
    let rehearsal: Bool
    let schedule: Schedule
    let tracks: [Track]
    let ranking: Ranking
    let countsWhen: Counting
    /// How a withdrawn question shows in what is earned by a number of right ones.
    let withdrawal: Withdrawal?

    /// Whether an ended attempt of a track can count at all.
    func admits(_ track: Track) -> Bool { track.counts && !rehearsal }
}

struct Schedule: Decodable {
    let opensAt: Int64
    let closesAt: Int64
    let closing: Closing
    let firstDay: Int64
    let dayStarts: [Int64]

    enum Closing: String, Decodable {
        case ownDeadline = "own_deadline"
        case hard
    }

    /// The same schedule with another way of closing.
    func with(closing: Closing) -> Schedule {
        Schedule(
            opensAt: opensAt,
            closesAt: closesAt,
            closing: closing,
            firstDay: firstDay,
            dayStarts: dayStarts
        )
    }

    /// The day that an instant lies in.
    ///
    /// The last start only ends the day before it.
    func day(of instant: Int64) -> Int64? {
        guard let first = dayStarts.first, let last = dayStarts.last else { return nil }
        guard instant >= first, instant < last else { return nil }
        var low = 0
        var high = dayStarts.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if dayStarts[middle] <= instant { low = middle } else { high = middle }
        }
        return firstDay.plus(Int64(low))
    }
}

struct Track: Decodable {
    let counts: Bool
    let attemptsPerDay: Int64?
    let attemptsTotal: Int64?
    let paper: Blueprint
    let timeLimit: TimeLimit?
    let delivery: String
    let feedback: String
    let scoring: ScoringTable

    struct TimeLimit: Decodable { let milliseconds: Int64 }

    var isOneAtATime: Bool { delivery == "one_at_a_time" }
    var revealsAfterResponse: Bool { feedback == "after_response" }
}

struct Blueprint: Decodable {
    let sections: [Section]
    let shuffleQuestions: Bool
    let shuffleOptions: Bool
    let themes: [Theme]

    struct Section: Decodable {
        let count: Int
        let types: [String]
        let categories: [String]
        let minimumDifficulty: Int
        let maximumDifficulty: Int
        let pools: [String]
    }

    struct Theme: Decodable {
        let from: Int64
        let through: Int64
        let categories: [String]
    }

    /// The index of the theme of a day: the first that covers it.
    func theme(on day: Int64) -> Int? {
        themes.firstIndex { $0.from <= day && day <= $0.through }
    }
}

struct ScoringTable: Decodable {
    let single: Int64
    let multiple: Int64
    let trueFalse: Int64
    let partialCredit: Partial
    let wrongPenalty: Int64
    let thresholds: [Step]
    let bonuses: [Step]
    let lots: [Lot]

    enum Partial: String, Decodable {
        case allOrNothing = "all_or_nothing"
        case half
        case perOption = "per_option"
        case rightMinusWrong = "right_minus_wrong"
    }

    struct Step: Decodable {
        let rightAtLeast: Int
        let points: Int64
    }

    struct Lot: Decodable {
        let everyRight: Int
        let most: Int
    }
}

struct Ranking: Decodable {
    let value: Value
    let time: Time
    let breakers: [Breaker]
    let method: Method
    /// What the order by lot is worked out from; nil stands for no text.
    let lotSeed: String?

    enum Value: String, Decodable { case sum, best, latest, count, average, accuracy }
    enum Time: String, Decodable {
        case ofBest = "of_best"
        case summed
    }
    enum Breaker: String, Decodable { case time, first, lot }
    enum Method: String, Decodable { case standard, dense, ordinal }
}

/// Which ended attempts count: an object with one key, as Swift spells an enum with values.
enum Counting: Decodable {
    case anyResponse
    case allAnswered
    case rightAtLeast(Int)
    case anyEnd

    private enum Key: String, CodingKey, CaseIterable {
        case anyResponse
        case allAnswered
        case rightAtLeast
        case anyEnd
    }

    private struct Least: Decodable {
        let count: Int

        enum CodingKeys: String, CodingKey { case count = "_0" }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch container.allKeys.first {
        case .anyResponse: self = .anyResponse
        case .allAnswered: self = .allAnswered
        case .anyEnd: self = .anyEnd
        case .rightAtLeast:
            self = .rightAtLeast(try container.decode(Least.self, forKey: .rightAtLeast).count)
        case nil:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no counting rule")
            )
        }
    }

    func holds(drawn: Int, answered: Int, right: Int) -> Bool {
        switch self {
        case .anyResponse: answered > 0
        case .allAnswered: answered == drawn
        case .rightAtLeast(let least): right >= least
        case .anyEnd: true
        }
    }
}
