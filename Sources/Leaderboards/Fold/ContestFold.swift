public import ContestModel

/// The fold of a contest's facts: every participant's standings, the boards and the tallies.
///
/// Facts are taken in once and in sequence order; `snapshot` hands out an immutable copy in O(1)
/// for each board. Everything here can be rebuilt from the ledger.
public struct ContestFold: Sendable {
    /// Changes whenever this code gives other figures for the same facts.
    public static let version: Int32 = 1

    private let ranking: RankingRules
    private let origin: LedgerInstant
    private var standings = ContiguousArray<ParticipantStandings>()
    private var leaves = ContiguousArray<(region: NodeID, unit: NodeID)>()
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

    /// The live board of a period; nil when it is not kept.
    public func board(in period: BoardPeriod) -> PeopleBoard? { boards.people(in: period) }

    /// A participant's standings; empty ones when unknown.
    public func standings(of participant: ParticipantIndex) -> ParticipantStandings {
        let index = Int(participant.rawValue)
        return standings.indices.contains(index) ? standings[index] : ParticipantStandings()
    }

    /// A participant's key on the board of a period; nil when not on it.
    public func key(of participant: ParticipantIndex, in period: BoardPeriod) -> BoardKey? {
        key(standing(standings(of: participant), in: period), of: participant)
    }

    /// A participant enters under its leaves.
    public mutating func enter(_ participant: ParticipantIndex, region: NodeID, unit: NodeID) {
        let index = Int(participant.rawValue)
        while standings.count <= index {
            standings.append(ParticipantStandings())
            leaves.append((.none, .none))
        }
        leaves[index] = (region, unit)
    }

    /// The day on the boards becomes `day`; an earlier one changes nothing.
    public mutating func turn(to day: ContestDay) {
        boards.turn(to: day)
    }

    /// Takes in a submission, once; only one that counts changes a board.
    ///
    /// - Complexity: O(log participants) for each board that the participant is on.
    public mutating func take(_ submission: FoldedSubmission) {
        let index = Int(submission.participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings[index].asOf = max(standings[index].asOf, submission.sequence)
        guard submission.score.counts else { return }
        boards.turn(to: submission.day)
        let before = standings[index]
        var after = before
        after.take(submission, rules: ranking)
        standings[index] = after
        for period in BoardPeriod.allCases {
            let old = key(standing(before, in: period), of: submission.participant)
            let new = key(standing(after, in: period), of: submission.participant)
            boards.move(period, from: old, to: new, leaves: leaves[index])
        }
        boards.add(
            submission,
            newPerson: !before.overall.isRanked,
            newToday: submission.day == boards.day
                ? !standing(before, in: .day).isRanked : nil
        )
    }

    /// Takes in a submission during a replay: standings only, the boards follow with
    /// `rebuildBoards`.
    public mutating func replay(_ submission: FoldedSubmission) {
        let index = Int(submission.participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings[index].asOf = max(standings[index].asOf, submission.sequence)
        if submission.score.counts { standings[index].take(submission, rules: ranking) }
    }

    /// Puts a checkpoint's row in place; the boards follow with `rebuildBoards`.
    public mutating func restore(_ row: ParticipantStandings, of participant: ParticipantIndex) {
        let index = Int(participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings[index] = row
    }

    /// Notes that a fact of this participant that is no submission is folded elsewhere.
    public mutating func touch(_ participant: ParticipantIndex, at sequence: LedgerSequence) {
        let index = Int(participant.rawValue)
        guard standings.indices.contains(index) else { return }
        standings[index].asOf = max(standings[index].asOf, sequence)
    }

    /// Builds every board and tally from the standings.
    ///
    /// - Complexity: O(n log n) in participants.
    public mutating func rebuildBoards() {
        let fold = self
        boards.rebuild(fold.standings.indices.lazy.map(fold.boardEntry(at:)))
    }

    /// An immutable view of all boards and tallies as they are now.
    public func snapshot(sequence: LedgerSequence, at instant: LedgerInstant) -> BoardsSnapshot {
        BoardsSnapshot(sequence: sequence, at: instant, boards: boards)
    }

    private func boardEntry(at index: Int) -> ContestBoards.Entry {
        let participant = ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index))
        let row = standings[index]
        return ContestBoards.Entry(
            overall: row.overall,
            today: standing(row, in: .day),
            keys: BoardPeriod.allCases.map { key(standing(row, in: $0), of: participant) },
            leaves: leaves[index]
        )
    }

    private func standing(_ row: ParticipantStandings, in period: BoardPeriod) -> Standing {
        switch period {
        case .overall: row.overall
        case .day: row.day == boards.day ? row.today : Standing()
        case .week: row.day.week == boards.day.week ? row.thisWeek : Standing()
        }
    }

    private func key(_ standing: Standing, of participant: ParticipantIndex) -> BoardKey? {
        guard standing.isRanked else { return nil }
        return BoardKey(standing, of: participant, rules: ranking, origin: origin)
    }
}

extension ParticipantStandings {
    mutating func take(_ submission: FoldedSubmission, rules: RankingRules) {
        overall.take(submission, rules: rules)
        lots &+= UInt32(submission.score.lots)
        if submission.day > day {
            if submission.day.week != day.week { thisWeek = Standing() }
            today = Standing()
            day = submission.day
        }
        if submission.day == day { today.take(submission, rules: rules) }
        if submission.day.week == day.week { thisWeek.take(submission, rules: rules) }
    }
}
