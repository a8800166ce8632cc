public import ContestModel
public import Logging
public import ServiceLifecycle
import Synchronization

/// All contests of a server: opens them, runs their writers and clocks, and drains them at the end.
public final class ContestHouse: Service {
    let shelf: any ContestShelf
    /// Signs what the server states: heads and certificates.
    public let signer: StatementSigner
    private let keys: MasterKeys
    private let entropy: any EntropySource
    private let limits: EngineLimits
    private let logger: Logger
    /// Whether a time server sets the system's clock; nil where nobody knows.
    let isClockSynchronised: @Sendable () -> Bool?
    /// The clock that every contest is stamped by.
    public let clock: any LedgerClock
    private let open = Mutex<[String: OpenContest]>([:])
    private let opening = Mutex(Opening())
    /// The contests that are being made just now.
    private let creating = Mutex<Set<String>>([])
    /// What the upkeep found last: backups, room, the clock.
    public let upkeep = UpkeepReport()
    private let observers = Mutex<[@Sendable (Contest) async -> Void]>([])
    private let arrivals: AsyncStream<Contest>
    private let arrival: AsyncStream<Contest>.Continuation

    /// A contest with its keys.
    public struct OpenContest: Sendable {
        /// The contest.
        public let contest: Contest
        /// Its keys.
        public let secrets: ContestSecrets
    }

    /// What the whole house is doing.
    public enum Phase: String, Sendable {
        /// Ledgers are being read; those that were are served.
        case starting
        /// Every contest was opened.
        case running
        /// What was accepted is written; nothing more is.
        case draining
    }

    /// Which contests are yet to be opened.
    private struct Opening {
        var waiting: [String] = []
        var damaged: [String: String] = [:]
        var phase = Phase.starting
    }

    /// The most contests one server holds.
    public static let contestCountLimit = 1_000
    /// How often a contest sweeps and publishes.
    public static let tick = Duration.milliseconds(250)

    /// Makes a house.
    ///
    /// - Parameters:
    ///   - keys: The server's master secrets.
    ///   - entropy: Where papers' seeds and people's pseudonyms come from.
    public init(
        shelf: any ContestShelf,
        keys: MasterKeys,
        clock: any LedgerClock = AnchoredClock(),
        entropy: any EntropySource = SystemEntropy(),
        limits: EngineLimits = EngineLimits(),
        isClockSynchronised: @escaping @Sendable () -> Bool? = { nil },
        logger: Logger
    ) {
        self.shelf = shelf
        self.keys = keys
        signer = StatementSigner(keys: keys)
        self.clock = clock
        self.entropy = entropy
        self.limits = limits
        self.isClockSynchronised = isClockSynchronised
        self.logger = logger
        (arrivals, arrival) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.contestCountLimit)
        )
    }

    /// Opens every contest that is there; those that are open are served meanwhile.
    ///
    /// One whose files are damaged is left out and told of; the others are served without it.
    ///
    /// - Throws: `ContestOpeningError` where the fault is not one contest's, or none can be opened.
    public func openAll() async throws {
        let names = try shelf.contests()
        opening.withLock { $0.waiting = names }
        var failure: ContestOpeningError?
        for name in names {
            try Task.checkCancellation()
            do { try await reopen(name) } catch {
                let found = ContestOpeningError(contest: name, cause: error)
                guard shelf.isDamage(error) else { throw found }
                failure = failure ?? found
                leaveOut(name, found)
            }
            opening.withLock { $0.waiting.removeAll { $0 == name } }
        }
        if let failure, contests.isEmpty { throw failure }
        opening.withLock { if $0.phase == .starting { $0.phase = .running } }
    }

    private func leaveOut(_ name: String, _ error: ContestOpeningError) {
        opening.withLock { $0.damaged[name] = "\(error.cause)" }
        logger.error(
            "a contest cannot be opened; the others are served",
            metadata: ["contest": "\(name)", "error": "\(error.cause)"]
        )
    }

    private func reopen(_ name: String) async throws {
        let store = try shelf.open(name, create: false)
        // A crash came between making the file and writing the first version: nothing of it
        // was ever acknowledged.
        if try await store.head().sequence == 0 {
            try await store.close()
            try shelf.discard(name)
            logger.notice("an unfinished contest removed", metadata: ["contest": "\(name)"])
            return
        }
        try await admit(name, store: store)
        logger.info("contest opened", metadata: ["contest": "\(name)"])
    }

    /// Says that the house will drain soon; it goes on serving until it is told to.
    public func announceDraining() {
        opening.withLock { $0.phase = .draining }
    }

    /// What the house is doing.
    public var phase: Phase { opening.withLock { $0.phase } }

    /// The contests whose ledgers are yet to be read.
    public var waitingContests: [String] { opening.withLock { $0.waiting } }

    /// The contests that are there and cannot be opened, with what is wrong.
    public var damagedContests: [String: String] { opening.withLock { $0.damaged } }

    /// A contest by its name.
    public func contest(_ name: String) -> OpenContest? {
        open.withLock { $0[name] }
    }

    /// All contests by name.
    public var contests: [OpenContest] {
        open.withLock { $0.values.sorted { $0.contest.name < $1.contest.name } }
    }

    /// Has every contest passed to `observer` once a tick, until it has stopped.
    ///
    /// It runs beside the sweeps, which do not wait for it; one call of a contest follows the other.
    public func observeTicks(_ observer: @escaping @Sendable (Contest) async -> Void) {
        observers.withLock { $0.append(observer) }
    }

    /// Makes a new contest of rules and a bank.
    public func create(
        _ rules: ContestRules,
        bank: BankVersion,
        actor: String
    ) async throws -> OpenContest {
        guard open.withLock({ $0.count }) < Self.contestCountLimit else {
            throw Refusal.actNotPossible("too many contests")
        }
        let name = rules.contest
        guard damagedContests[name] == nil, !waitingContests.contains(name) else {
            throw Refusal.actNotPossible("the contest exists and cannot be opened")
        }
        // Claimed before its file is made: copies come again and find the contest.
        guard creating.withLock({ $0.insert(name).inserted }) else {
            throw Refusal.overloaded(after: .seconds(1))
        }
        defer { _ = creating.withLock { $0.remove(name) } }
        guard contest(name) == nil else { throw Refusal.overloaded(after: .seconds(1)) }
        _ = try Edition(rulesVersion: 1, rules: rules, bankVersion: 1, bank: bank)
        let store = try shelf.open(rules.contest, create: true)
        do {
            _ = try await store.append([
                LedgerEntry(
                    Fact(
                        at: clock.now(),
                        body: .contestVersion(
                            ContestVersionFact(
                                version: 1,
                                content: Array(try CanonicalJSON.encode(rules)),
                                actor: actor,
                                reason: ""
                            )
                        )
                    )
                ),
                LedgerEntry(
                    Fact(
                        at: clock.now(),
                        body: .bankVersion(
                            BankVersionFact(
                                version: 1,
                                digest: bank.digest,
                                content: Array(try CanonicalJSON.encode(bank.bank))
                            )
                        )
                    )
                ),
            ])
            return try await admit(rules.contest, store: store)
        } catch {
            try? await store.close()
            try? shelf.discard(rules.contest)
            throw store.isStorageFull(error) ? Refusal.storageFull : error
        }
    }

    /// Writes a contest's ledger without personal data to a file that does not exist yet.
    public func extract(_ contest: Contest, to path: String) async throws -> LedgerHead {
        let head = try await contest.store.backUp(to: path)
        try await shelf.makeExtract(ofBackup: path)
        return head
    }

    @discardableResult
    private func admit(_ name: String, store: any ContestStore) async throws -> OpenContest {
        var epochs: [ContestEpoch] = []
        try await store.forEachNote(of: ContestEpoch.noteKind) { note in
            if let epoch = ContestEpoch(note) { epochs.append(epoch) }
        }
        let secrets = ContestSecrets(keys: keys, contest: name, epochs: epochs)
        var logger = logger
        logger[metadataKey: "contest"] = "\(name)"
        let contest = try await Contest(
            name: name,
            store: store,
            vault: PersonVault(secrets),
            clock: clock,
            entropy: entropy,
            limits: limits,
            logger: logger
        )
        let entry = OpenContest(contest: contest, secrets: secrets)
        let isNew = open.withLock { contests in
            guard contests[name] == nil else { return false }
            contests[name] = entry
            return true
        }
        guard isNew else { throw Refusal.actNotPossible("the contest exists") }
        arrival.yield(contest)
        return entry
    }

    /// Runs writers and ticks until shutdown, then drains every contest.
    public func run() async throws {
        await withDiscardingTaskGroup { group in
            await withGracefulShutdownHandler {
                for await contest in arrivals {
                    group.addTask { await contest.runWriter() }
                    group.addTask { await Self.runTicks(of: contest) }
                    group.addTask { await self.runObservers(of: contest) }
                }
            } onGracefulShutdown: {
                self.announceDraining()
                self.arrival.finish()
            }
            for entry in contests { await entry.contest.drain() }
        }
        // The last facts are copied on too; the stores are closed, and their tails are in memory.
        for entry in contests { await copyOn(entry.contest) }
        // An observer may hold whoever holds this house.
        observers.withLock { $0 = [] }
        logger.info("all contests drained")
    }

    private static func runTicks(of contest: Contest) async {
        while await contest.status != .stopped {
            await contest.tick()
            try? await Task.sleep(for: tick)
        }
    }

    private func runObservers(of contest: Contest) async {
        var anchors = anchorCalendar(of: contest)
        while await contest.status != .stopped {
            if let calendar = anchors { anchors = await anchor(contest, calendar) }
            for observer in observers.withLock({ $0 }) { await observer(contest) }
            try? await Task.sleep(for: Self.tick)
        }
    }
}
