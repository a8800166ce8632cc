import ContestModel
import Leaderboards

/// Every decision of one contest, as a value: commands and outcomes go in, effects come out.
///
/// Nothing here waits, reads a clock or draws randomness: the instant and the random bits come with
/// the command. The actor `Contest` and the simulator are two shells around the same machine.
///
/// `Waiter` is whatever the shell needs to answer a caller: a continuation, or a number.
struct ContestMachine<Waiter: Sendable>: Sendable {
    typealias Answer = Result<CommandReply, Refusal>

    /// What the shell must do after a step.
    enum Effect: Sendable {
        case resume(Waiter, Answer)
    }

    /// The public's boards, and what they came from.
    struct FrozenBoards: Sendable {
        /// Rules and trees as the freeze found them, with the amendments that stand today.
        var setup: ContestSetup
        var fold: ContestFold
        var snapshot: BoardsSnapshot
    }

    let limits: EngineLimits
    let trackCount: Int
    var setup: ContestSetup
    /// As decided: an act that is on its way holds already.
    var lifecycle = ContestLifecycle()
    /// As committed: what readers see.
    var committedLifecycle = ContestLifecycle()
    var fold: ContestFold
    var committer: Committer<Waiter>
    var checkpointer = Checkpointer()
    var effects: [Effect] = []
    /// The last fact that is applied.
    var head: LedgerSequence = 0
    /// The instant of the latest fact; ledger time never goes below it.
    var latest = LedgerInstant.epoch

    var entries = EntryTable()
    var tracks = ContiguousArray<TrackState>()
    /// The extra attempts of those who have any, beside their `tracks`.
    var grants: [Int: TrackGrants] = [:]
    /// The tickets of registrations that are on their way.
    var registrations: [IdempotencyKey: Int] = [:]
    /// Those that were committed lately.
    var recentRegistrations = RecentRegistrations()
    /// An organiser's act or a version that is on its way; one at a time.
    var actsInFlight = 0
    /// A tree that lacks nodes is on its way: nobody registers under one of them meanwhile.
    var omissionInFlight = false
    /// The boards as the public sees them while they are frozen.
    var frozen: FrozenBoards?
    /// The amendments in the ledger that change figures.
    var log = AmendmentLog()
    /// What those of them that stand come to.
    var amended = AmendedState()
    /// What was published and objected to.
    var publications = PublicationLog()
    /// The prize draws.
    var draws = DrawLog()
    /// Where those who moved were registered.
    var registered: [ParticipantIndex: Adjudication.Leaves] = [:]
    /// The latest submission of each day's attempts since this machine was loaded.
    var lastChange: [ContestDay: LedgerSequence] = [:]
    /// What must be folded anew before boards can be shown again; nil when nothing must.
    var refolding: Refolding?
    /// The store disagreed with memory: another writer was faster.
    ///
    /// Memory must be loaded anew.
    var mustReload = false
    /// The decisions that met another writer's facts in the ledger, to be made again.
    var displaced: [Committer<Waiter>.Queued] = []
    /// How often in a row that has happened.
    var displacements = 0

    var slots: [OpenAttempt?] = []
    var freeSlots: [Int] = []
    var slotOfAttempt: [LedgerSequence: Int] = [:]
    var deadlines = DeadlineHeap()

    init(setup: ContestSetup, limits: EngineLimits) {
        self.setup = setup
        self.limits = limits
        trackCount = setup.current.rules.tracks.count
        fold = setup.makeFold()
        committer = Committer(limits)
    }

    var rules: ContestRules { setup.current.rules }
    var schedule: ContestSchedule { setup.current.rules.schedule }

    /// Answers a caller.
    mutating func answer(_ waiter: Waiter, _ answer: Answer) {
        effects.append(.resume(waiter, answer))
    }

    /// Refuses a caller.
    mutating func refuse(_ waiter: Waiter, _ refusal: Refusal) {
        effects.append(.resume(waiter, .failure(refusal)))
    }

    /// Queues a fact for a caller, or refuses when too much is waiting.
    mutating func enqueue(
        _ body: FactBody,
        at now: LedgerInstant,
        for purpose: FactPurpose,
        waiter: Waiter?,
        person: SealedPerson? = nil
    ) -> Int {
        latest = max(latest, now)
        return committer.enqueue(
            LedgerEntry(Fact(at: now, body: body), person: person),
            for: purpose,
            waiter: waiter
        )
    }

    func entry(_ participant: ParticipantIndex) -> Entry? { entries[Int(participant.rawValue)] }

    func trackIndex(_ participant: ParticipantIndex, _ track: UInt8) -> Int? {
        let index = Int(participant.rawValue) * trackCount + Int(track)
        return Int(track) < trackCount && tracks.indices.contains(index) ? index : nil
    }

    func slot(of attempt: AttemptID, participant: ParticipantIndex) -> Int? {
        guard let slot = slotOfAttempt[attempt.sequence], slots[slot]?.participant == participant
        else { return nil }
        return slot
    }

    /// When an open attempt's time is really up.
    func deadline(of open: OpenAttempt) -> LedgerInstant {
        lifecycle.deadline(
            of: open.ownDeadline,
            startedAt: open.startedAt,
            setup.editions[open.edition].rules.schedule
        )
    }

    /// Whether everything is over: closed, and the last deadline has passed.
    func isFinal(at now: LedgerInstant) -> Bool {
        lifecycle.isOpen && now >= lifecycle.closesAt(schedule) && slotOfAttempt.isEmpty
            && committer.isIdle
    }
}

/// The bounds of one contest's engine.
public struct EngineLimits: Hashable, Sendable {
    /// The most facts that may wait for the disk.
    ///
    /// Beyond it callers get 503.
    public var queuedFacts: Int
    /// Starts and registrations are refused from here on, so that those who are in the middle of a
    /// paper come first.
    public var queuedFactsForStarts: Int
    /// The most facts in one transaction; one organiser's act may go beyond it by what it consists of.
    public var factsPerBatch: Int
    /// Where more wait, half of them are left for the next transaction.
    public var factsPerSmallBatch: Int
    /// How often one answer may be changed, the first included.
    public var revisions: UInt16

    /// Makes limits.
    public init(
        queuedFacts: Int = 32_768,
        queuedFactsForStarts: Int = 16_384,
        factsPerBatch: Int = 2_048,
        factsPerSmallBatch: Int = 512,
        revisions: UInt16 = 100
    ) {
        self.revisions = revisions
        self.queuedFacts = queuedFacts
        self.queuedFactsForStarts = queuedFactsForStarts
        self.factsPerBatch = factsPerBatch
        self.factsPerSmallBatch = factsPerSmallBatch
    }
}
