import ContestModel
import Leaderboards

/// Figures by their definitions: every submission kept, every set of people formed anew.
struct NaiveFigures {
    var submissions: [FoldedSubmission] = []

    private var counted: [FoldedSubmission] { submissions.filter(\.score.counts) }

    var whole: GroupFigures { Self.figures(of: counted) }

    func group(_ isWithin: (FoldedSubmission) -> Bool) -> GroupFigures {
        Self.figures(of: counted.filter(isWithin))
    }

    /// The figures of some attempts; the series by day are compared apart.
    static func figures(of own: [FoldedSubmission]) -> GroupFigures {
        var figures = GroupFigures()
        figures.people = Set(own.map(\.participant)).count
        figures.scorers = Dictionary(grouping: own, by: \.participant).values
            .count { person in person.reduce(0) { $0 + Int($1.score.points.hundredths) } > 0 }
        figures.attempts = own.count
        figures.points = own.map { Int($0.score.points.hundredths) }.reduce(0, +)
        figures.right = own.map { Int($0.score.right) }.reduce(0, +)
        figures.drawn = own.map { Int($0.score.drawn) }.reduce(0, +)
        figures.fullMarkAttempts = own.count { $0.hasFullMarks }
        figures.fullMarkPeople = Set(own.filter(\.hasFullMarks).map(\.participant)).count
        figures.passingAttempts = own.count { $0.passes }
        figures.passingPeople = Set(own.filter(\.passes).map(\.participant)).count
        figures.bestPoints = Dictionary(grouping: own, by: \.participant).values
            .map { person in person.map { Int($0.score.points.hundredths) }.max() ?? 0 }
            .reduce(0, +)
        return figures
    }

    /// The figures of a day.
    static func day(_ day: ContestDay, of own: [FoldedSubmission]) -> DayFigures {
        let today = own.filter { $0.day == day }
        let all = figures(of: today)
        var figures = DayFigures()
        figures.people = all.people
        figures.attempts = all.attempts
        figures.points = all.points
        figures.right = all.right
        figures.drawn = all.drawn
        return figures
    }
}

extension GroupFigures {
    /// The figures without the days.
    var withoutDays: GroupFigures {
        var copy = self
        copy.days = DaySeries()
        return copy
    }
}
