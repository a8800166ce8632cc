import ContestModel

extension ParticipantStandings {
    /// Takes in one counted attempt.
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

    /// The figures of a day; empty for any but the latest.
    func today(on day: ContestDay) -> Standing { day == self.day ? today : Standing() }

    /// The figures of a day's week; empty for any but the latest.
    func week(of day: ContestDay) -> Standing {
        day.week == self.day.week ? thisWeek : Standing()
    }

    func standing(in period: BoardPeriod, on day: ContestDay) -> Standing {
        switch period {
        case .overall: overall
        case .day: today(on: day)
        case .week: week(of: day)
        }
    }
}
