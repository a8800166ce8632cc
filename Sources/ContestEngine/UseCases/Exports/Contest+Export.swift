public import ContestModel
public import Leaderboards
import Logging

/// What a person has in a period, as a list prints it; 24 bytes.
public struct PersonCounts: Sendable {
    /// Counted attempts.
    public let attempts: UInt32
    /// Right questions.
    public let right: UInt32
    /// Drawn questions.
    public let drawn: UInt32
    /// Lots earned over the whole contest.
    public let lots: UInt32
    /// All points in hundredths.
    public let points: Int32
    /// The most points of one attempt, in hundredths.
    public let bestPoints: Int32

    init(_ standing: Standing, lots: UInt32) {
        attempts = standing.attempts
        right = standing.right
        drawn = standing.drawn
        self.lots = lots
        points = standing.points
        bestPoints = standing.bestPoints
    }
}

/// Boards and everybody's figures of one period at one place in the ledger.
public struct ExportView: Sendable {
    /// The boards.
    public let snapshot: BoardsSnapshot
    /// The figures, by participant.
    public let people: [PersonCounts]

    /// A participant's figures; nil when unknown.
    public func counts(of participant: ParticipantIndex) -> PersonCounts? {
        let index = Int(participant.rawValue)
        return people.indices.contains(index) ? people[index] : nil
    }
}

/// The figures of a whole contest at one place in the ledger.
public struct FiguresAtHead: Sendable {
    /// The figures.
    public let figures: ContestFigures
    /// The place, with the chain's value there.
    public let head: LedgerHead
}

extension Contest {
    /// Boards and everybody's figures in one step, so that a list is of one place in the ledger
    /// however long it takes to send.
    ///
    /// - Complexity: O(participants), about a hundredth of a second for a million of them.
    public func exportView(of period: BoardPeriod) async -> ExportView {
        await figuresFollow()
        let (fold, today) = (machine.fold, machine.fold.day)
        let people = machine.entries.indices.map { index in
            let row = fold.standings(
                of: ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index))
            )
            let standing =
                switch period {
                case .overall: row.overall
                case .day: row.day == today ? row.today : Standing()
                case .week: row.day.week == today.week ? row.thisWeek : Standing()
                }
            return PersonCounts(standing, lots: row.lots)
        }
        return ExportView(snapshot: snapshot(), people: people)
    }

    /// The same of days that have begun.
    public func exportView(of past: PastBoards) -> ExportView {
        let people = machine.entries.indices.map { index in
            let row = past.fold.standings(
                of: ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index))
            )
            return PersonCounts(row.overall, lots: row.lots)
        }
        return ExportView(snapshot: past.snapshot, people: people)
    }

    /// Every ended attempt up to a place in the ledger, page by page.
    public func endedAttempts(through sequence: LedgerSequence) -> EndedAttempts {
        EndedAttempts(machine.ledgerFold(on: store), through: sequence)
    }

    /// The present trees, ready for look-ups.
    public var groupIndexes: (regions: GroupIndex, units: GroupIndex) {
        (machine.setup.regions, machine.setup.units)
    }

    /// Works out every figure from the ledger's ended attempts, off the actor.
    ///
    /// - Complexity: O(attempts); the log tells how far it is.
    @concurrent
    public nonisolated func figures() async throws -> FiguresAtHead {
        let head = try await store.head()
        let trees = await groupIndexes
        var figures = ContestFigures(regions: trees.regions, units: trees.units)
        var attempts = await endedAttempts(through: head.sequence)
        var count = 0
        while let page = try await attempts.next() {
            for line in page { figures.take(line.folded) }
            count += page.count
            if count % 100_000 < page.count {
                let percent = (page.last?.id.sequence ?? 0) * 100 / max(head.sequence, 1)
                logger.info(
                    "working out figures",
                    metadata: ["attempts": "\(count)", "percent": "\(percent)"]
                )
            }
        }
        return FiguresAtHead(figures: figures, head: head)
    }

    /// Writes to the access log what an organiser is about to take away, and why.
    public func noteExport(_ subject: String, by actor: String) async throws {
        try await store.logAccess(AccessLogEntry(at: now, actor: actor, subject: subject))
    }

    /// The personal data of some participants; erased people are missing.
    ///
    /// The caller has checked the role, and telephone numbers are on record in the access log.
    public nonisolated func people(
        _ participants: [ParticipantIndex]
    ) async throws -> [ParticipantIndex: Person] {
        var people: [ParticipantIndex: Person] = [:]
        for sealed in try await store.people(participants) {
            people[sealed.participant] = vault.open(sealed)
        }
        return people
    }
}
