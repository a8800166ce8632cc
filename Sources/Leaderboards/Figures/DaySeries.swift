public import ContestModel

/// One day's figures.
public struct DayFigures: Hashable, Sendable {
    /// 人数 of the day.
    public var people = 0
    /// 人次 of the day.
    public var attempts = 0
    /// Points in hundredths.
    public var points = 0
    /// Right questions.
    public var right = 0
    /// Drawn questions.
    public var drawn = 0

    /// Makes empty figures.
    public init() {}
}

/// Figures day by day, without gaps between the first and the last.
///
/// A day's 人数 is never added up to another 人数: someone who comes on two days is in both.
public struct DaySeries: Hashable, Sendable {
    /// The first day with an attempt; nothing is said of days before it.
    public private(set) var first: ContestDay?
    private var figures: [DayFigures] = []

    /// A series longer than any contest: attempts beyond it are counted on its last day.
    private static let limit = 4_096

    /// Makes an empty series.
    public init() {}

    /// Every day from the first to the last, with its figures.
    public var days: [(day: ContestDay, figures: DayFigures)] {
        guard let first else { return [] }
        return figures.enumerated().map { offset, figures in
            (ContestDay(number: first.number &+ Int32(truncatingIfNeeded: offset)), figures)
        }
    }

    /// A day's figures; empty ones for a day without attempts.
    public func figures(of day: ContestDay) -> DayFigures {
        guard let first else { return DayFigures() }
        let offset = Int(day.number) - Int(first.number)
        return figures.indices.contains(offset) ? figures[offset] : DayFigures()
    }

    mutating func take(_ submission: FoldedSubmission, isNewPerson: Bool) {
        let offset = room(for: submission.day)
        figures[offset].people += isNewPerson ? 1 : 0
        figures[offset].attempts += 1
        figures[offset].points += Int(submission.score.points.hundredths)
        figures[offset].right += Int(submission.score.right)
        figures[offset].drawn += Int(submission.score.drawn)
    }

    /// The place of a day, made where there is none yet.
    private mutating func room(for day: ContestDay) -> Int {
        let start = first ?? day
        var offset = Int(day.number) - Int(start.number)
        if offset < 0, figures.count - offset <= Self.limit {
            figures.insert(
                contentsOf: repeatElement(DayFigures(), count: -offset),
                at: figures.startIndex
            )
            first = day
            return 0
        }
        first = start
        offset = min(max(offset, 0), Self.limit - 1)
        while figures.count <= offset { figures.append(DayFigures()) }
        return offset
    }
}
