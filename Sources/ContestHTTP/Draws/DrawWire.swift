import ContestEngine
import ContestModel

struct DrawRequestBody: StrictBody {
    var name: String
    var title: String
    var prizes: [Prize]
    var alternates: Int?
    var chances: String?
    var source: String
    var notBeforeMs: Int64
    var repeatsWinners: Bool?
    /// People by public name.
    var exclude: [String]?
    /// Units by code.
    var excludeUnits: [String]?
    var exclusionReason: String?
    var reason: String
    /// Only says who would take part.
    var dryRun: Bool?

    struct Prize: Codable {
        var name: String
        var count: Int
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, title, prizes, alternates, chances, source, exclude, reason
        case notBeforeMs = "not_before_ms"
        case repeatsWinners = "repeats_winners"
        case excludeUnits = "exclude_units"
        case exclusionReason = "exclusion_reason"
        case dryRun = "dry_run"
    }
}

struct RandomnessBody: StrictBody {
    var randomness: String

    enum CodingKeys: String, CodingKey, CaseIterable { case randomness }
}

struct VoidBody: StrictBody {
    var reason: String

    enum CodingKeys: String, CodingKey, CaseIterable { case reason }
}

struct DrawsBody: Encodable {
    var draws: [DrawBody]
}

/// A draw as everybody sees it.
struct DrawBody: Encodable {
    var name: String
    var title: String
    /// `trial`, `prepared`, `drawn` or `void`.
    var state: String
    /// The place of step 1 in the ledger; 0 for a trial.
    var sequence: Int64
    var atMs: Int64
    var asOf: Int64
    var chances: String
    var prizes: [DrawRequestBody.Prize]
    var alternates: Int
    var source: String
    var notBeforeMs: Int64
    var repeatsWinners: Bool
    var excluded: [String]
    var exclusionReason: String
    var entrants: Entrants
    var seedDigest: String
    @Nullable var outcome: Outcome?
    @Nullable var voided: Voided?

    struct Entrants: Encodable {
        var digest: String
        var lots: Int
        var people: Int
    }

    struct Outcome: Encodable {
        var sequence: Int64
        var atMs: Int64
        var randomness: String
        var seed: String
        var winners: [Winner]
        var alternates: [Winner]
    }

    struct Winner: Encodable {
        /// What was won; null for alternates.
        @Nullable var prize: String?
        var participant: String
        /// Null where names are not public, and for people whose data was erased.
        @Nullable var name: String?
    }

    struct Voided: Encodable {
        var sequence: Int64
        var atMs: Int64
        var reason: String
    }

    /// A draw that is only tried out.
    init(trial plan: DrawPlan, name: String, at instant: LedgerInstant) {
        self.init(plan, name: name, state: "trial", sequence: 0, at: instant)
    }

    /// A draw of the ledger.
    ///
    /// - Parameter names: By pseudonym, of those who may be named.
    init(_ draw: DrawLog.Draw, names: [String: String]) {
        let state = draw.voided != nil ? "void" : draw.drawn != nil ? "drawn" : "prepared"
        self.init(
            draw.prepared.thing,
            name: draw.name,
            state: state,
            sequence: draw.prepared.sequence,
            at: draw.prepared.at
        )
        outcome = draw.drawn.map { drawn in
            Outcome(
                sequence: drawn.sequence,
                atMs: drawn.at.millisecondsSinceEpoch,
                randomness: drawn.thing.randomness,
                seed: drawn.thing.seed,
                winners: zip(draw.wonPrizes, drawn.thing.winners).map { prize, winner in
                    Winner(prize: prize, participant: winner, name: names[winner])
                },
                alternates: drawn.thing.alternates.map { winner in
                    Winner(prize: nil, participant: winner, name: names[winner])
                }
            )
        }
        voided = draw.voided.map { voided in
            Voided(
                sequence: voided.sequence,
                atMs: voided.at.millisecondsSinceEpoch,
                reason: voided.thing
            )
        }
    }

    private init(
        _ plan: DrawPlan,
        name: String,
        state: String,
        sequence: Int64,
        at instant: LedgerInstant
    ) {
        self.name = name
        self.state = state
        self.sequence = sequence
        atMs = instant.millisecondsSinceEpoch
        title = plan.title
        asOf = plan.asOf
        chances = plan.chances.rawValue
        prizes = plan.prizes.map { DrawRequestBody.Prize(name: $0.name, count: $0.count) }
        alternates = plan.alternates
        source = plan.source
        notBeforeMs = plan.notBefore.millisecondsSinceEpoch
        repeatsWinners = plan.repeatsWinners
        excluded = plan.excluded
        exclusionReason = plan.exclusionReason
        entrants = Entrants(
            digest: plan.entrants.digest,
            lots: plan.entrants.lots,
            people: plan.entrants.people
        )
        seedDigest = plan.seedDigest
    }
}
