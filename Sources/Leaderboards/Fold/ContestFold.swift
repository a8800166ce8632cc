public import ContestModel

/// The fold of a contest's submissions, as they stand after amendments: every participant's
/// standings, the boards and the tallies.
///
/// Submissions are taken in once; `snapshot` hands out an immutable copy in O(1) for each board.
/// Everything here can be rebuilt from the ledger.
public struct ContestFold: Sendable {
    /// Changes whenever this code gives other figures for the same facts.
    public static let version: Int32 = 2

    let ranking: RankingRules
    private let origin: LedgerInstant
    private var standings = StandingRows()
    /// The one place where a participant's attempts went, or the place of registration.
    private var leaves = ContiguousArray<(region: NodeID, unit: NodeID)>()
    /// The places of those whose attempts went to several.
    private var splits: [Int: [LeafPart]] = [:]
    /// Lots for breaking ties; empty where no lot does.
    private var lots = ContiguousArray<UInt64>()
    private var boards: ContestBoards

    /// Makes an empty fold.
    public init(
        ranking: RankingRules,
        boards: BoardRules,
        origin: LedgerInstant,
        regions: GroupIndex,
        units: GroupIndex
    ) {
        self.ranking = ranking
        self.origin = origin
        self.boards = ContestBoards(
            rules: boards,
            method: ranking.method,
            regions: regions,
            units: units
        )
    }

    /// The day that "today" means on the boards.
    public var day: ContestDay { boards.day }

    /// Bytes of the boards' nodes.
    public var byteCount: Int { boards.byteCount }

    /// How many participants have entered.
    public var count: Int { standings.count }

    /// The live board of a period; nil when it is not kept.
    public func board(in period: BoardPeriod) -> PeopleBoard? { boards.people(in: period) }

    /// A participant's standings; empty ones when unknown.
    public func standings(of participant: ParticipantIndex) -> ParticipantStandings {
        let index = Int(participant.rawValue)
        return standings.indices.contains(index) ? standings[index] : ParticipantStandings()
    }

    /// A participant's key on the board of a period; nil when not on it.
    public func key(of participant: ParticipantIndex, in period: BoardPeriod) -> BoardKey? {
        let standing = standings(of: participant).standing(in: period, on: boards.day)
        return key(standing, of: Int(participant.rawValue))
    }

    /// A participant enters under its leaves.
    ///
    /// - Parameter lot: What breaks ties where the contest's lots do, `0 ..< 2³⁸`.
    public mutating func enter(
        _ participant: ParticipantIndex,
        region: NodeID,
        unit: NodeID,
        lot: UInt64 = 0
    ) {
        let index = Int(participant.rawValue)
        while standings.count <= index {
            standings.append()
            leaves.append((.none, .none))
        }
        if !standings.isRanked(index) { leaves[index] = (region, unit) }
        guard ranking.breakers.contains(.lot) else { return }
        while lots.count <= index { lots.append(0) }
        lots[index] = lot
    }

    /// The day on the boards becomes `day`; an earlier one changes nothing.
    public mutating func turn(to day: ContestDay) {
        standings.turn(to: day)
        boards.turn(to: day)
    }

    /// Takes in a submission, once; only one that counts changes a board.
    ///
    /// - Complexity: O(log participants) for each board that the participant is on.
    public mutating func take(_ submission: FoldedSubmission) {
        let index = Int(submission.participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings.touch(index, at: submission.sequence)
        guard submission.score.counts else { return }
        turn(to: submission.day)
        change(index) { $0.account(submission, index) }
    }

    /// Puts what a participant has by these submissions in the place of what it had.
    ///
    /// - Complexity: O(submissions), and O(log participants) for each board.
    public mutating func replace(
        _ participant: ParticipantIndex,
        with submissions: [FoldedSubmission]
    ) {
        let index = Int(participant.rawValue)
        guard standings.indices.contains(index) else { return }
        let asOf = standings.asOf(index)
        for submission in submissions where submission.score.counts {
            turn(to: submission.day)
        }
        change(index) { fold in
            fold.standings[index] = ParticipantStandings(asOf: asOf)
            fold.splits[index] = nil
            for submission in submissions { fold.collect(submission, index) }
        }
    }

    /// Takes in a submission during a replay: standings only, the boards follow with
    /// `rebuildBoards`.
    public mutating func replay(_ submission: FoldedSubmission) {
        let index = Int(submission.participant.rawValue)
        guard standings.indices.contains(index) else { return }
        collect(submission, index)
    }

    /// Puts a checkpoint's row in the place of what was folded; the boards follow with
    /// `rebuildBoards`.
    public mutating func restore(_ row: ParticipantStandings, of participant: ParticipantIndex) {
        let index = Int(participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings[index] = row
        splits[index] = nil
    }

    /// Notes that a fact of this participant that is no submission is folded elsewhere.
    public mutating func touch(_ participant: ParticipantIndex, at sequence: LedgerSequence) {
        let index = Int(participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings.touch(index, at: sequence)
    }

    /// Builds every board and tally from the standings.
    ///
    /// - Complexity: O(n log n) in participants.
    public mutating func rebuildBoards() {
        let fold = self
        boards.rebuild(fold.standings.indices.lazy.map(fold.boardEntry(at:)))
        for (index, parts) in splits { place(.several(parts), of: index, adding: true) }
    }

    /// The same standings on the boards of other rules and trees.
    ///
    /// - Complexity: O(n log n) in participants.
    public func rebuilt(on empty: ContestFold, day: ContestDay) -> ContestFold {
        var next = empty
        next.standings = standings
        next.leaves = leaves
        next.splits = splits
        next.lots = lots
        next.turn(to: day)
        next.rebuildBoards()
        return next
    }

    /// The same participants without any submission, on other boards.
    public func emptied(on empty: ContestFold) -> ContestFold {
        var next = empty
        next.standings = StandingRows(count: standings.count)
        next.leaves = leaves
        next.lots = lots
        return next
    }

    /// An immutable view of all boards and tallies as they are now.
    public func snapshot(sequence: LedgerSequence, at instant: LedgerInstant) -> BoardsSnapshot {
        BoardsSnapshot(sequence: sequence, at: instant, boards: boards)
    }
}

extension ContestFold {
    /// Counts a submission in the standings, and nothing else.
    private mutating func collect(_ submission: FoldedSubmission, _ index: Int) {
        standings.touch(index, at: submission.sequence)
        if submission.score.counts { account(submission, index) }
    }

    private mutating func account(_ submission: FoldedSubmission, _ index: Int) {
        let place = (submission.region, submission.unit)
        if splits[index] == nil, leaves[index] != place {
            if standings.isRanked(index) {
                splits[index] = parts(of: index).all
            } else {
                leaves[index] = place
            }
        }
        standings[index].take(submission, rules: ranking)
        guard var parts = splits[index] else { return }
        let found = parts.firstIndex { ($0.region, $0.unit) == place }
        if found == nil {
            parts.append(
                LeafPart(region: place.0, unit: place.1, standings: ParticipantStandings())
            )
        }
        parts[found ?? parts.count - 1].standings.take(submission, rules: ranking)
        splits[index] = parts
    }

    private func parts(of index: Int) -> LeafParts {
        if let parts = splits[index] { return .several(parts) }
        guard standings.isRanked(index) else { return .none }
        return .one(
            LeafPart(
                region: leaves[index].region,
                unit: leaves[index].unit,
                standings: standings[index]
            )
        )
    }

    /// Lets standings change and moves every board with them.
    private mutating func change(_ index: Int, _ body: (inout ContestFold) -> Void) {
        let before = standings[index]
        let oldParts = parts(of: index)
        body(&self)
        let after = standings[index]
        for period in BoardPeriod.allCases {
            boards.move(
                period,
                from: key(before.standing(in: period, on: boards.day), of: index),
                to: key(after.standing(in: period, on: boards.day), of: index)
            )
        }
        let change = GroupBoards.Change(
            old: (before.overall, before.today(on: boards.day)),
            new: (after.overall, after.today(on: boards.day)),
            oldKey: key(before.overall, of: index),
            newKey: key(after.overall, of: index)
        )
        boards.apply(change)
        switch (oldParts, parts(of: index)) {
        case (.none, .none): return
        case (.none, .one(let part)):
            boards.apply(change, region: part.region, unit: part.unit)
        case (.one(let old), .one(let part))
        where (old.region, old.unit) == (part.region, part.unit):
            boards.apply(change, region: part.region, unit: part.unit)
        case (let old, let new):
            place(old, of: index, adding: false)
            place(new, of: index, adding: true)
        }
    }

    private mutating func place(_ parts: LeafParts, of index: Int, adding: Bool) {
        let (ranking, origin) = (ranking, origin)
        let lot = lots.indices.contains(index) ? lots[index] : 0
        let participant = ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index))
        boards.place(parts.all, adding: adding, rules: ranking) { standing in
            guard standing.isRanked else { return nil }
            return BoardKey(standing, of: participant, rules: ranking, origin: origin, lot: lot)
        }
    }

    private func boardEntry(at index: Int) -> ContestBoards.Entry {
        let row = standings[index]
        return ContestBoards.Entry(
            overall: row.overall,
            today: row.today(on: boards.day),
            keys: BoardPeriod.allCases.map {
                key(row.standing(in: $0, on: boards.day), of: index)
            },
            leaves: splits[index] == nil ? leaves[index] : nil
        )
    }

    private func key(_ standing: Standing, of index: Int) -> BoardKey? {
        guard standing.isRanked else { return nil }
        return BoardKey(
            standing,
            of: ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index)),
            rules: ranking,
            origin: origin,
            lot: lots.indices.contains(index) ? lots[index] : 0
        )
    }
}
