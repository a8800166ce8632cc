public import ContestModel
public import Leaderboards

/// The boards of some days, folded from the ledger.
public struct PastBoards: Sendable {
    /// The boards; their "overall" is the days asked for.
    public let snapshot: BoardsSnapshot
    let fold: ContestFold
    let days: ClosedRange<ContestDay>
    /// How many amendments there were; another number makes other boards.
    let amendments: Int

    /// A participant's key on the board of these days; nil when not on it.
    public func key(of participant: ParticipantIndex) -> BoardKey? {
        fold.key(of: participant, in: .overall)
    }
}

extension Contest {
    /// How many periods are kept.
    private static let pastLimit = 16

    /// The boards of some days as of a place in the ledger, under the amendments that stand.
    ///
    /// They are kept until an attempt of those days ends or an amendment is made.
    ///
    /// - Parameter sequence: The last fact to take in: that of a freeze, or of the live boards.
    /// - Complexity: O(1) when kept; O(attempts of those days) when not, one period at a time.
    public func boards(
        of days: ClosedRange<ContestDay>,
        through sequence: LedgerSequence
    ) async throws -> PastBoards {
        while true {
            await figuresFollow()
            if let kept = kept(days, through: sequence) { return kept }
            guard isFoldingPast else { break }
            await withCheckedContinuation { pastWaiters.append($0) }
        }
        isFoldingPast = true
        defer {
            isFoldingPast = false
            let waiting = pastWaiters
            pastWaiters = []
            for waiter in waiting { waiter.resume() }
        }
        let amendments = machine.log.entries.count
        let through = min(sequence, machine.head)
        let empty = machine.fold.emptied(on: machine.setup.makeFold())
        let fold = try await machine.ledgerFold(on: store).fold(
            EndedAttemptQuery(through: through, days: days),
            into: empty
        )
        let past = PastBoards(
            snapshot: fold.snapshot(sequence: through, at: now),
            fold: fold,
            days: days,
            amendments: amendments
        )
        pastBoards = [past] + pastBoards.prefix(Self.pastLimit - 1)
        return past
    }

    private func kept(
        _ days: ClosedRange<ContestDay>,
        through sequence: LedgerSequence
    ) -> PastBoards? {
        let changed = machine.lastChange.filter { days.contains($0.key) }.values.max() ?? 0
        return pastBoards.first { past in
            past.days == days && past.amendments == machine.log.entries.count
                && (past.snapshot.sequence == sequence
                    || past.snapshot.sequence < sequence && changed <= past.snapshot.sequence)
        }
    }
}

extension LedgerFold {
    /// Folds what a query asks for into boards of its own, away from any actor.
    @concurrent
    func fold(_ query: EndedAttemptQuery, into empty: ContestFold) async throws -> ContestFold {
        var fold = empty
        try await replay(query, into: &fold)
        if let days = query.days { fold.turn(to: days.upperBound) }
        fold.rebuildBoards()
        return fold
    }
}

extension Contest.Published {
    /// The same view on the boards of other days.
    public func over(live: BoardsSnapshot, open: BoardsSnapshot) -> Contest.Published {
        Contest.Published(
            live: live,
            open: open,
            rules: rules,
            edition: edition,
            showsPeople: showsPeople,
            isOpen: isOpen,
            closesAt: closesAt,
            isPreliminary: isPreliminary,
            isFrozen: isFrozen,
            isPaused: isPaused
        )
    }
}
