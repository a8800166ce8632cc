import GRDB

/// Checks that nobody began more attempts than the rules and the grants gave, or two at a time.
///
/// Attempts come in order of the ledger, so that one small state for each person and track tells
/// which ordinal must come next.
struct LimitCheck {
    private struct State {
        var day: Int64 = .min
        /// Where the latest attempt ended; 0 before the first, `Int64.max` while it is open.
        var endSequence: Int64 = 0
        var ordinal: Int32 = 0
        var total: Int32 = 0
    }

    private struct Grant {
        let participant: Int64
        let track: Int64
        let day: Int64
        let sequence: Int64

        func precedes(_ other: Grant) -> Bool {
            (participant, track, day, sequence)
                < (other.participant, other.track, other.day, other.sequence)
        }
    }

    private let trackCount: Int
    private var states: [State]
    private var grants: [Grant] = []

    /// Reads the grants.
    ///
    /// - Parameter trackCount: The most tracks that any version of the rules has.
    init(
        _ database: Database,
        through last: Int64,
        people: People,
        trackCount: Int,
        into differences: inout DifferenceList
    ) throws {
        self.trackCount = trackCount
        states = Array(repeating: State(), count: people.count * trackCount)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT participant, track, day, sequence FROM grant_ WHERE sequence <= ?
                ORDER BY participant, track, day, sequence
                """,
            arguments: [last]
        )
        while let row = try rows.next() {
            let grant = Grant(
                participant: row.integer(0),
                track: row.integer(1),
                day: row.integer(2),
                sequence: row.integer(3)
            )
            grants.append(grant)
            if people.index(of: grant.participant, before: grant.sequence) == nil {
                differences.add(
                    .unknownParticipant,
                    at: "grant_(sequence=\(grant.sequence))",
                    expected: "registered",
                    found: "\(grant.participant)"
                )
            }
        }
    }

    /// - Parameter person: The attempt's participant as an index into dense arrays.
    mutating func check(
        _ found: AttemptCase,
        of person: Int,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        let attempt = found.attempt
        let index = person * trackCount + Int(attempt.track)
        var state = states[index]
        if state.endSequence >= attempt.sequence {
            differences.add(
                .stillOpen,
                at: attempt.place,
                expected: "> \(state.endSequence)",
                found: "\(attempt.sequence)"
            )
        }
        let ordinal = attempt.day == state.day ? Int64(state.ordinal) + 1 : 1
        differences.compare(attempt.ordinal, with: ordinal, .dayOrdinal, at: attempt.place)
        differences.compare(
            attempt.totalOrdinal,
            with: Int64(state.total) + 1,
            .totalOrdinal,
            at: attempt.place
        )
        checkMost(attempt, edition, into: &differences)
        state.day = attempt.day
        state.ordinal = Int32(clamping: attempt.ordinal)
        state.total = Int32(clamping: attempt.totalOrdinal)
        state.endSequence = found.submission?.sequence ?? .max
        states[index] = state
    }

    private func checkMost(
        _ attempt: AttemptRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        if let most = edition.track.attemptsTotal, attempt.totalOrdinal > most {
            differences.add(
                .overTotalLimit,
                at: attempt.place,
                expected: "≤ \(most)",
                found: "\(attempt.totalOrdinal)"
            )
        }
        guard let most = edition.track.attemptsPerDay, attempt.ordinal > most else { return }
        let granted = grantCount(for: attempt)
        guard attempt.ordinal > most.plus(granted) else { return }
        differences.add(
            .overDailyLimit,
            at: attempt.place,
            expected: "≤ \(most) + \(granted)",
            found: "\(attempt.ordinal)"
        )
    }

    /// How many grants for its day had been given when an attempt began.
    ///
    /// - Complexity: O(log grants).
    private func grantCount(for attempt: AttemptRow) -> Int64 {
        let first = Grant(
            participant: attempt.participant,
            track: attempt.track,
            day: attempt.day,
            sequence: 0
        )
        let end = Grant(
            participant: attempt.participant,
            track: attempt.track,
            day: attempt.day,
            sequence: attempt.sequence
        )
        return Int64(position(of: end) - position(of: first))
    }

    private func position(of grant: Grant) -> Int {
        var low = 0
        var high = grants.count
        while low < high {
            let middle = (low + high) / 2
            if grants[middle].precedes(grant) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
