/// The server's boards and tallies at one sequence number, as the organiser's audit view shows
/// them.
///
///     {"sequence": 42, "tally": {"people": 1, "attempts": 2},
///      "overall": [{"rank": 1, "pseudonym": "16 hex", "value": 900, "time_ms": 80000,
///                   "attempts": 2}], …}
///
/// Only the people board of the whole contest is read; `value` is in hundredths.
struct AuditView: Decodable, Hashable, Sendable {
    struct Tally: Decodable, Hashable, Sendable {
        var people: Int
        var attempts: Int
    }

    struct Row: Decodable, Hashable, Sendable {
        var rank: Int
        var pseudonym: String
        var value: Int
        var timeMilliseconds: Int?
        var attempts: Int

        enum CodingKeys: String, CodingKey {
            case rank, pseudonym, value, attempts
            case timeMilliseconds = "time_ms"
        }
    }

    var sequence: Int
    var tally: Tally
    var overall: [Row]

    /// What a contest shows in which nobody has taken part.
    static let empty = AuditView(
        sequence: 0,
        tally: Tally(people: 0, attempts: 0),
        overall: []
    )
}
