public import ContestModel
public import Leaderboards
public import Logging
import Synchronization

/// One contest under way: the shell around `ContestMachine`.
///
/// Shared by every request of the contest. It owns the machine, lets it decide, and carries out the
/// effects: it resumes callers and hands batches to the writer. It never waits between asking and
/// deciding; what a decision reserves, it reserves before the first `await`.
public actor Contest {
    typealias Waiter = ContestWaiter

    /// The contest's name in addresses.
    public nonisolated let name: String
    /// Where the ledger is.
    public nonisolated let store: any ContestStore
    /// Seals and opens personal data.
    public nonisolated let vault: PersonVault
    nonisolated let clock: any LedgerClock
    nonisolated let entropy: any EntropySource
    nonisolated let logger: Logger
    nonisolated let limits: EngineLimits
    nonisolated let board = Mutex<Published?>(nil)
    /// Acts that are handed in without waiting.
    nonisolated let inbox: ActInbox
    /// What the writer counts.
    public nonisolated let commits = CommitMeters()

    var machine: ContestMachine<Waiter>
    var status = Status.running
    /// What callers are told while it is not running.
    var standstill = Refusal.unavailable
    var writer: CheckedContinuation<[LedgerEntry]?, Never>?
    /// Whether memory is being loaded anew just now, by the writer or by a tick.
    var isRecovering = false
    private var lastPublished: LedgerSequence = -1
    /// Boards of past days that were asked for lately.
    var pastBoards: [PastBoards] = []
    /// Whether some are being folded, and who waits for that.
    var isFoldingPast = false
    var pastWaiters: [CheckedContinuation<Void, Never>] = []
    /// Proposals that are being decided just now.
    var deciding: Set<String> = []
    /// Whether an amendment is being tried out.
    var isPreviewing = false
    /// Those who wait until figures follow every amendment.
    var refoldWaiters: [CheckedContinuation<Void, Never>] = []
    /// Those whose data was erased: they begin nothing more.
    var erased: Set<ParticipantIndex> = []
    /// The statistics of the questions that were worked out last.
    var items = ItemDesk()
    /// Relayed batches whose acts have not all been answered.
    var relays: [UInt32: RelayInFlight] = [:]
    /// The number of the next one.
    var nextRelay: UInt32 = 0
    /// Who is reporting a question just now.
    var reporting: Set<ParticipantIndex> = []
    var pseudonyms = PseudonymIndex()
    /// What was complained of lately.
    var complaints = LogPace(every: .seconds(60))
    /// When a slice of the checkpoint was last written.
    var lastFlush = LedgerInstant.epoch
    /// What was last logged about the store's condition.
    var storeWatch = StoreWatch()

    /// What the contest can do just now.
    public enum Status: String, Sendable {
        /// Everything.
        case running
        /// Nothing can be written until memory is loaded anew.
        case recovering
        /// What was accepted is written; nothing more is.
        case draining
        /// Closed.
        case stopped
    }

    /// What readers see without asking the actor: one immutable view a tick.
    public struct Published: Sendable {
        /// The boards as organisers see them.
        public let live: BoardsSnapshot
        /// The boards as the public sees them: the same, or those of the freeze.
        public let open: BoardsSnapshot
        /// The rules in force.
        public let rules: ContestRules
        /// Counts up with each version of rules, bank and trees, and with each amendment.
        public let edition: Int
        /// Whether the public may see boards of people.
        public let showsPeople: Bool
        /// Whether attempts may begin.
        public let isOpen: Bool
        /// When it closes, after extensions.
        public let closesAt: LedgerInstant
        /// Whether figures can still change: an attempt is under way or may begin.
        public let isPreliminary: Bool
        /// Whether the boards stand still for the public.
        public let isFrozen: Bool
        /// Whether it is paused.
        public let isPaused: Bool
    }

    /// Loads a contest from its store.
    ///
    /// - Throws: What the store throws, `ClockBehindError` when the clock is before the last fact, or
    ///   `Refusal.unavailable` for a ledger without a contest.
    public init(
        name: String,
        store: any ContestStore,
        vault: PersonVault,
        clock: any LedgerClock,
        entropy: any EntropySource = SystemEntropy(),
        limits: EngineLimits = EngineLimits(),
        logger: Logger
    ) async throws {
        self.name = name
        self.store = store
        self.vault = vault
        self.clock = clock
        self.entropy = entropy
        self.limits = limits
        self.logger = logger
        inbox = ActInbox(limit: limits.queuedFacts)
        guard
            let machine = try await ContestMachine<Waiter>.load(
                from: store,
                limits: limits,
                now: clock.now()
            )
        else { throw Refusal.unavailable }
        guard clock.now() >= machine.latest.advanced(by: .seconds(-2)) else {
            let behind = clock.now().duration(to: machine.latest)
            throw ClockBehindError(seconds: behind.milliseconds / 1_000)
        }
        self.machine = machine
        erased = Set(try await store.erasedParticipants())
        publish(force: true)
    }

    /// The latest published view.
    public nonisolated var published: Published? { board.withLock { $0 } }

    /// Ledger time: the clock's, never before the latest fact.
    var now: LedgerInstant { max(clock.now(), machine.latest) }

    /// Lets the machine decide for a caller, and waits for the answer.
    func perform(
        _ step: (inout ContestMachine<Waiter>, LedgerInstant, Waiter) -> Void
    ) async throws(Refusal) -> CommandReply {
        guard status == .running else { throw standstill }
        let answer = await withCheckedContinuation { waiter in
            step(&machine, now, .caller(waiter))
            carryOut()
        }
        return try answer.get()
    }

    /// Resumes callers and wakes the writer.
    func carryOut() {
        if !machine.effects.isEmpty {
            // Nobody who is told here reaches the machine before this is over, so its own array can be
            // read and emptied.
            for case .resume(let waiter, let answer) in machine.effects {
                switch waiter {
                case .caller(let caller): caller.resume(returning: answer)
                case .handed(let caller): caller.take(answer.handedOutcome)
                case .place(let batch, let index): settle(answer, at: Int(index), of: batch)
                }
            }
            machine.effects.removeAll(keepingCapacity: machine.effects.count <= 4_096)
        }
        if status != .recovering, let writer, let batch = machine.committer.takeBatch() {
            self.writer = nil
            writer.resume(returning: batch)
        }
    }

    /// Makes the boards as they are now visible to readers.
    ///
    /// While an amendment is being folded in, they stand still.
    func publish(force: Bool = false) {
        guard machine.refolding == nil || published == nil else { return }
        let now = self.now
        machine.turnDay(at: now)
        let lifecycle = machine.committedLifecycle
        let previous = published
        let isPreliminary = !machine.isFinal(at: now)
        guard
            force || machine.head != lastPublished || previous?.isPreliminary != isPreliminary
                || previous?.live.boards.day != machine.fold.day
        else { return }
        lastPublished = machine.head
        let live = machine.fold.snapshot(sequence: machine.head, at: now)
        let view = Published(
            live: live,
            open: machine.frozen?.snapshot ?? live,
            rules: machine.rules,
            edition: machine.setup.versionCount + machine.log.entries.count,
            showsPeople: lifecycle.publishesPeople ?? machine.rules.publication.personalBoards,
            isOpen: lifecycle.refusal(at: now, machine.schedule) == nil,
            closesAt: lifecycle.closesAt(machine.schedule),
            isPreliminary: isPreliminary,
            isFrozen: machine.frozen != nil,
            isPaused: lifecycle.pausedSince != nil
        )
        board.withLock { $0 = view }
    }
}
