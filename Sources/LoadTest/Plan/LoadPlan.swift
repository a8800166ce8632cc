public import ContestModel

/// What a load test does: who takes part, how often, how they behave, and against which server.
///
/// A share is a probability from 0 to 1; values outside are clamped where they are used.
public struct LoadPlan: Sendable {
    /// The server, such as `http://127.0.0.1:8080`, without a path.
    public var baseURL: String
    /// The contest's name; `nil` takes the first open contest that the server lists.
    public var contest: String?
    /// The organiser's token: it must allow the audit view.
    public var organiserToken: String
    /// The track that is played.
    public var track = "main"
    /// How many participants register, at least 1.
    public var participants = 2_000
    /// How many attempts they make together, spread evenly.
    public var attempts = 20_000
    /// How many connections, and so how many participants at the same moment.
    public var connections = 256
    /// Decides every random choice of the participants.
    public var seed: UInt64 = 1
    /// Tells this run's registrations from those of other runs against the same server: 8–64
    /// letters and digits.
    public var runName: String
    /// The chance that a participant answers right where the key is known from earlier verdicts.
    public var rightShare = 0.8
    /// The chance that a participant leaves the last attempt unfinished; the deadline ends it.
    public var abandonShare = 0.0
    /// The chance that a response or a submission is sent several times at once.
    public var duplicateShare = 0.0
    /// How many copies are sent then.
    public var copies = 3
    /// When attempts begin.
    public var schedule: any ArrivalSchedule = ClosedLoop()
    /// What happens after a lost connection and after 429 and 503.
    public var retries = RetryPolicy()
    /// How long one request may take.
    public var requestTimeout: Duration = .seconds(30)
    /// How long the server may take, after the last receipt, until its tallies show it.
    public var settlingTime: Duration = .seconds(30)
    /// The contest's ranking rules, by which the clients rank themselves.
    public var ranking = RankingRules()
    /// Where every request that writes is noted before it is sent; `nil` for no log.
    public var oracleLog: String?

    /// Makes a plan of the usual size.
    ///
    /// - Parameters:
    ///   - baseURL: The server, such as `http://127.0.0.1:8080`.
    ///   - organiserToken: A token that allows the audit view.
    public init(baseURL: String, organiserToken: String) {
        self.baseURL = baseURL
        self.organiserToken = organiserToken
        runName = "run" + String(UInt64.random(in: .min ... .max), radix: 16)
    }

    /// How many participants play at the same moment.
    var workers: Int { max(1, min(connections, participants)) }

    /// How many attempts this participant makes: the first ones make one more where the division
    /// leaves a remainder.
    func attempts(of participant: Int) -> Int {
        guard participants > 0 else { return 0 }
        let (each, remainder) = attempts.quotientAndRemainder(dividingBy: participants)
        return each + (participant < remainder ? 1 : 0)
    }
}
