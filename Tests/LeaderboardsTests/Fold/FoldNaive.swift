import ContestModel
import Leaderboards

/// What a fold should be: all submissions kept, and every figure worked out anew from all of them
/// by its definition in the rules.
struct NaiveFold {
    var rules: RankingRules
    /// Days from the first.
    var day: Int32
    var submissions: [FoldedSubmission] = []

    mutating func turn(to day: Int32) { self.day = max(self.day, day) }

    mutating func take(_ submission: FoldedSubmission) {
        submissions.append(submission)
        if submission.score.counts { turn(to: submission.day.number - SampleContest.firstDay) }
    }

    var figures: FoldFigures {
        let counted = submissions.filter(\.score.counts)
        let today = counted.filter { self.dayOf($0) == day }
        let week = counted.filter { self.weekOf(self.dayOf($0)) == self.weekOf(day) }
        var figures = FoldFigures()
        figures.boards = [counted, today, week].map { board(of: $0) }
        figures.tallies = [tally(of: counted)]
        figures.todays = [tally(of: today)]
        for (parents, leaf) in Self.trees {
            for (node, _) in parents {
                let isBelow = { (submission: FoldedSubmission) in
                    Self.path(from: leaf(submission), in: parents).contains(node)
                }
                figures.tallies.append(tally(of: counted.filter(isBelow)))
                figures.todays.append(tally(of: today.filter(isBelow)))
                figures.groupBoards.append(board(of: counted.filter(isBelow)))
            }
        }
        return figures
    }

    private static let trees: [([(Int32, Int32)], @Sendable (FoldedSubmission) -> Int32)] = [
        (SampleContest.regionParents, { $0.region.rawValue }),
        (SampleContest.unitParents, { $0.unit.rawValue }),
    ]

    private static func path(from node: Int32, in parents: [(Int32, Int32)]) -> [Int32] {
        guard let found = parents.first(where: { $0.0 == node }) else { return [] }
        return [node] + path(from: found.1, in: parents)
    }

    private func dayOf(_ submission: FoldedSubmission) -> Int32 {
        submission.day.number - SampleContest.firstDay
    }

    /// Days 0…3 are Thursday to Sunday, 4…10 the first whole week, and so on.
    private func weekOf(_ day: Int32) -> Int32 { (day + 3) / 7 }

    private func tally(of submissions: [FoldedSubmission]) -> Tally {
        var tally = Tally()
        tally.people = Set(submissions.map(\.participant)).count
        tally.scorers = Dictionary(grouping: submissions, by: \.participant).values
            .count { own in own.reduce(0) { $0 + Int($1.score.points.hundredths) } > 0 }
        tally.attempts = submissions.count
        tally.points = submissions.reduce(0) { $0 + Int($1.score.points.hundredths) }
        tally.right = submissions.reduce(0) { $0 + Int($1.score.right) }
        tally.drawn = submissions.reduce(0) { $0 + Int($1.score.drawn) }
        return tally
    }

    private func board(of submissions: [FoldedSubmission]) -> [SampleRow] {
        var board = NaiveBoard(method: rules.method)
        for (participant, own) in Dictionary(grouping: submissions, by: \.participant) {
            board.places[participant.rawValue] = place(of: own)
        }
        return board.rows
    }

    private func place(of own: [FoldedSubmission]) -> NaiveBoard.Place {
        let best = own.map(\.score.points.hundredths).max() ?? 0
        let ofBest = own.filter { $0.score.points.hundredths == best }
        let last = own.map(\.endedAt).max() ?? .epoch
        // Two tracks can end at one instant: then the better is the latest.
        let latest = own.filter { $0.endedAt == last }
        let latestPoints = latest.map(\.score.points.hundredths).max() ?? 0
        let ofLatest = latest.filter { $0.score.points.hundredths == latestPoints }
        let value: Int32
        let reached: LedgerInstant
        switch rules.value {
        case .sum:
            value = own.reduce(0) { $0 + $1.score.points.hundredths }
            // The last attempt that changed the sum.
            reached = own.filter { $0.score.points != .zero }.map(\.endedAt).max() ?? .epoch
        case .best: (value, reached) = (best, ofBest.map(\.endedAt).min() ?? .epoch)
        case .latest: (value, reached) = (latestPoints, last)
        case .count: (value, reached) = (Int32(own.count) * 100, last)
        case .average:
            let sum = own.reduce(0.0) { $0 + Double($1.score.points.hundredths) }
            (value, reached) = (Int32((sum / Double(max(own.count, 1))).rounded(.down)), last)
        case .accuracy:
            let right = own.reduce(0) { $0 + Int($1.score.right) }
            let drawn = own.reduce(0) { $0 + Int($1.score.drawn) }
            (value, reached) = (Int32(drawn == 0 ? 0 : right * 10_000 / drawn), last)
        }
        let times = rules.value == .latest ? ofLatest : ofBest
        let time =
            rules.time == .summed
            ? own.reduce(0) { $0 + $1.elapsed.milliseconds }
            : times.map(\.elapsed.milliseconds).min() ?? 0
        let offset = max(0, SampleContest.opening.duration(to: reached).milliseconds)
        return NaiveBoard.Place(
            value: value,
            time: rules.breakers.contains(.time) ? UInt32(clamping: time) : 0,
            first: rules.breakers.contains(.first) ? offset : 0
        )
    }
}
