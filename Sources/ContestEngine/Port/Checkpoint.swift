public import ContestModel

/// What a participant's state amounts to at a place in the ledger.
public struct CheckpointRow: Hashable, Sendable {
    /// Whose.
    public var participant: ParticipantIndex
    /// The standings, with the place they are folded up to.
    public var standings: ParticipantStandings
    /// What was used of each track's attempts.
    public var quotas: [TrackQuota]

    /// Makes a row.
    public init(
        participant: ParticipantIndex,
        standings: ParticipantStandings,
        quotas: [TrackQuota]
    ) {
        self.participant = participant
        self.standings = standings
        self.quotas = quotas
    }
}

/// All rows, with the places from which the ledger must be read again.
public struct Checkpoint: Sendable {
    /// Every fact up to here is in the rows.
    public var replayAfter: LedgerSequence
    /// No attempt before this one was open.
    public var openFrom: AttemptID
    /// The rows.
    public var rows: [CheckpointRow]

    /// Makes a checkpoint.
    public init(replayAfter: LedgerSequence, openFrom: AttemptID, rows: [CheckpointRow]) {
        self.replayAfter = replayAfter
        self.openFrom = openFrom
        self.rows = rows
    }
}

/// Some rows that changed, written between two batches.
public struct CheckpointSlice: Sendable {
    /// The version of the code that folded them; another version throws them away.
    public var foldVersion: Int32
    /// Every fact up to here is in the rows once this slice is written.
    public var replayAfter: LedgerSequence
    /// No attempt before this one is open.
    public var openFrom: AttemptID
    /// The rows, at most 2,000.
    public var rows: [CheckpointRow]

    /// The most rows one slice may hold.
    public static let rowCountLimit = 2_000

    /// Makes a slice.
    public init(
        foldVersion: Int32,
        replayAfter: LedgerSequence,
        openFrom: AttemptID,
        rows: [CheckpointRow]
    ) {
        self.foldVersion = foldVersion
        self.replayAfter = replayAfter
        self.openFrom = openFrom
        self.rows = rows
    }
}

/// What a participant used of one track's attempts.
public struct TrackQuota: Hashable, Sendable {
    /// The day of the latest attempt.
    public var day: ContestDay
    /// Attempts begun on that day.
    public var onDay: UInt16
    /// Attempts begun in all.
    public var total: Int32

    /// Makes a quota.
    public init(day: ContestDay = ContestDay(number: .min), onDay: UInt16 = 0, total: Int32 = 0) {
        self.day = day
        self.onDay = onDay
        self.total = total
    }

    /// How many attempts were begun on a day.
    public func used(on day: ContestDay) -> Int {
        day == self.day ? Int(onDay) : 0
    }
}
