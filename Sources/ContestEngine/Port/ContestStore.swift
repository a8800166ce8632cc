public import ContestModel

/// Where one contest's ledger lives.
///
/// `SQLiteStore` is one; any other must pass the same suite.
///
/// One writer calls `append` and `flush`, one call at a time; reads may come at any moment and see
/// committed state only. Methods throw untyped errors: what went wrong below is not the caller's
/// vocabulary. A throw from `append` means that the outcome is *unknown*: nothing may be
/// acknowledged, and memory must be rebuilt with `recover`.
///
/// Where two servers meet, the store is the guard. A fact whose place another server took is a
/// conflict; so is a response to an attempt that another server has ended. A store that cannot have two
/// writers refuses the second one, or fences it: its `append` throws before it has written anything,
/// and after `recover` it knows what the other one wrote.
public protocol ContestStore: Sendable {
    /// Appends a batch in order as one transaction, durable when it returns.
    ///
    /// Sequence numbers are given in order, without gaps, to the facts that are new.
    /// - Returns: One outcome for each entry, in the entries' order.
    func append(_ batch: [LedgerEntry]) async throws -> [FactOutcome]

    /// Whether an error that this store threw means that the disk is full.
    func isStorageFull(_ error: any Error) -> Bool

    /// How the store is doing; at hand at any moment.
    var condition: StoreCondition { get }

    /// The ledger's end.
    func head() async throws -> LedgerHead

    /// Makes the store usable again after a failed `append` and returns the ledger's true end.
    ///
    /// Whatever it then finds is on disk. It throws, and may be asked again, while the disk is full or
    /// does not take what it is given.
    func recover() async throws -> LedgerHead

    /// A page of one kind of fact in the order of the kind's key.
    ///
    /// Responses and submissions are ordered by attempt, all other kinds by sequence.
    func facts(of kind: Fact.Kind, after cursor: FactCursor, limit: Int) async throws -> FactPage

    /// The checkpoint, or nil when there is none or its `foldVersion` is another.
    func checkpoint(foldVersion: Int32) async throws -> Checkpoint?

    /// Writes a slice of checkpoint rows, at most 2,000, as one transaction.
    func flush(_ slice: CheckpointSlice) async throws

    /// Everything the ledger holds about one attempt; nil when there is none.
    func attempt(_ id: AttemptID) async throws -> AttemptRecord?

    /// A page of ended attempts: at most `limit`, fewer where others were left out.
    func endedAttempts(_ query: EndedAttemptQuery, limit: Int) async throws -> EndedAttemptPage

    /// The latest response at each position of some attempts; empty where omitted.
    func latestResponses(of attempts: [AttemptID]) async throws -> [AttemptID: [OptionMask]]

    /// A participant's attempts in one track on one day, in order.
    func attempts(
        of participant: ParticipantIndex,
        track: UInt8,
        day: ContestDay
    ) async throws -> [AttemptRecord]

    /// A page of attempts that had ended by a place in the ledger, with their latest responses, in
    /// the order in which they began.
    ///
    /// Each page is a read of its own, so that nothing is held up by a long walk.
    ///
    /// - Parameters:
    ///   - sequence: Submissions beyond this place are left out.
    ///   - after: The attempt that the page begins after; nil for the first page.
    ///   - limit: The most attempts of the page, at least one.
    /// - Complexity: O(responses of the page), by the tables' own keys.
    func playedAttempts(
        through sequence: LedgerSequence,
        after: AttemptID?,
        limit: Int
    ) async throws -> PlayedAttemptPage

    /// The registration made under an idempotency key; nil when there is none.
    func registration(key: IdempotencyKey) async throws -> CommittedFact?

    /// A participant's registration; nil when there is none.
    func registration(of participant: ParticipantIndex) async throws -> CommittedFact?

    /// The sealed personal data of some participants; those erased or unknown are missing.
    func people(_ participants: [ParticipantIndex]) async throws -> [SealedPerson]

    /// Puts a registered person's data in the place of what was there; nothing when erased.
    func replacePerson(_ person: SealedPerson) async throws

    /// The participant whose lookup value this is; nil when there is none.
    func participant(lookup: IdempotencyKey) async throws -> ParticipantIndex?

    /// The registered participants whose data was erased.
    func erasedParticipants() async throws -> [ParticipantIndex]

    /// Destroys a person's data and its key. The ledger stays as it is.
    func erase(_ participant: ParticipantIndex) async throws

    /// Replaces the roster's entries with these, by lookup value.
    func putRoster(_ entries: [SealedRosterEntry]) async throws

    /// The roster's entries under a lookup value.
    func roster(lookup: IdempotencyKey) async throws -> [SealedRosterEntry]

    /// Notes that an organiser read something that is logged, such as keys.
    func logAccess(_ entry: AccessLogEntry) async throws

    /// Writes a note beside the ledger; one of the same kind and key is replaced.
    func putNote(_ note: Note) async throws

    /// The note under a kind and key; nil when there is none.
    func note(kind: String, key: String) async throws -> Note?

    /// Notes of a kind whose keys come after one, in the order of their keys' UTF-8 bytes.
    ///
    /// - Parameter after: A key, which need not be there; empty for the beginning.
    func notes(kind: String, after: String, limit: Int) async throws -> [Note]

    /// Removes the notes of a kind whose keys begin with a prefix, as an erasure demands.
    func removeNotes(kind: String, prefix: String) async throws

    /// Writes a consistent copy of the whole store to a file that does not exist yet.
    ///
    /// - Returns: The ledger's end in the copy.
    func backUp(to path: String) async throws -> LedgerHead

    /// Finishes what is under way and closes.
    func close() async throws
}
