import ContestModel
import Leaderboards

/// A contest of two trees in three levels, whose people and days are small numbers.
///
///     regions 1 ─┬─ 2 ─┬─ 4        units 1 ─── 2 ─┬─ 3
///                │     └─ 5                       └─ 4
///                └─ 3
///             6
enum SampleContest {
    static let opening = LedgerInstant(millisecondsSinceEpoch: 1_685_548_800_000)
    /// Thursday, 2023-06-01; the Mondays after it are days 4, 11 and 18 from here.
    static let firstDay: Int32 = 19_509

    static let regionParents: [(Int32, Int32)] = [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 0)]
    static let unitParents: [(Int32, Int32)] = [(1, 0), (2, 1), (3, 2), (4, 2)]

    static func fold(_ ranking: RankingRules, boards: BoardRules = BoardRules()) -> ContestFold? {
        guard let regions = index(regionParents), let units = index(unitParents) else { return nil }
        return ContestFold(
            ranking: ranking,
            boards: boards,
            origin: opening,
            regions: regions,
            units: units
        )
    }

    /// Someone's leaves: the regions 4, 5, 3, 6 and none, the units 3, 4 and none by turns.
    static func leaves(of participant: UInt32) -> (region: NodeID, unit: NodeID) {
        (
            NodeID(rawValue: [4, 5, 3, 6, 0][Int(participant % 5)]),
            NodeID(rawValue: [3, 4, 0][Int(participant % 3)])
        )
    }

    /// A submission of the person on a day, `end` and `elapsed` in milliseconds from opening.
    static func submission(
        _ participant: UInt32,
        day: Int32 = 0,
        points: Int32,
        elapsed: Int64 = 1_000,
        end: Int64 = 0,
        right: UInt8 = 1,
        drawn: UInt8 = 5,
        lots: UInt16 = 0,
        counts: Bool = true,
        sequence: LedgerSequence = 1
    ) -> FoldedSubmission {
        FoldedSubmission(
            sequence: sequence,
            participant: ParticipantIndex(rawValue: participant),
            day: ContestDay(number: firstDay + day),
            endedAt: opening.advanced(by: .milliseconds(end)),
            elapsed: .milliseconds(elapsed),
            score: Score(
                drawn: drawn,
                answered: drawn,
                right: right,
                points: Points(hundredths: points),
                lots: lots,
                counts: counts
            ),
            region: leaves(of: participant).region,
            unit: leaves(of: participant).unit
        )
    }

    private static func index(_ parents: [(Int32, Int32)]) -> GroupIndex? {
        GroupIndex(
            GroupTree(
                nodes: parents.map { id, parent in
                    GroupNode(
                        id: NodeID(rawValue: id),
                        code: "\(id)",
                        name: "\(id)",
                        parent: NodeID(rawValue: parent)
                    )
                }
            )
        )
    }
}

/// Everything a fold shows, so that two of them can be compared.
struct FoldFigures: Equatable {
    /// Overall, day, week.
    var boards: [[SampleRow]] = []
    /// The whole, then regions and units by node: over the contest, and of the day.
    var tallies: [Tally] = []
    var todays: [Tally] = []
    /// The people of each region, then of each unit.
    var groupBoards: [[SampleRow]] = []
}

extension FoldFigures {
    init(_ fold: ContestFold) {
        let boards = fold.snapshot(sequence: 0, at: .epoch).boards
        self.boards = BoardPeriod.allCases.map { boards.people(in: $0)?.sampleRows ?? [] }
        let regions = SampleContest.regionParents.map { NodeID(rawValue: $0.0) }
        let units = SampleContest.unitParents.map { NodeID(rawValue: $0.0) }
        tallies =
            [boards.tally] + regions.compactMap(boards.regions.tally(of:))
            + units.compactMap(boards.units.tally(of:))
        todays =
            [boards.today] + regions.compactMap(boards.regions.today(of:))
            + units.compactMap(boards.units.today(of:))
        groupBoards =
            regions.map { boards.regions.people(of: $0)?.sampleRows ?? [] }
            + units.map { boards.units.people(of: $0)?.sampleRows ?? [] }
    }
}
