import ContestModel

/// The boards of people by the time that they cover; nil where none is kept.
///
/// Fields and not a dictionary: a submission moves somebody on each of them.
struct PeriodBoards: Sendable {
    private var overall: PeopleBoard?
    private var day: PeopleBoard?
    private var week: PeopleBoard?
    private let method: RankingMethod

    init(_ periods: [BoardPeriod], method: RankingMethod) {
        self.method = method
        let empty = PeopleBoard(method: method)
        overall = periods.contains(.overall) ? empty : nil
        day = periods.contains(.day) ? empty : nil
        week = periods.contains(.week) ? empty : nil
    }

    subscript(period: BoardPeriod) -> PeopleBoard? {
        switch period {
        case .overall: overall
        case .day: day
        case .week: week
        }
    }

    var byteCount: Int {
        BoardPeriod.allCases.reduce(0) { $0 + (self[$1]?.byteCount ?? 0) }
    }

    mutating func move(_ period: BoardPeriod, from old: BoardKey?, to new: BoardKey?) {
        switch period {
        case .overall: overall?.move(from: old, to: new)
        case .day: day?.move(from: old, to: new)
        case .week: week?.move(from: old, to: new)
        }
    }

    /// A new day or week begins.
    mutating func empty(_ period: BoardPeriod) {
        set(period, to: [])
    }

    /// Makes every board of these keys.
    mutating func fill(_ keys: [BoardPeriod: [BoardKey]]) {
        for period in BoardPeriod.allCases { set(period, to: keys[period] ?? []) }
    }

    private mutating func set(_ period: BoardPeriod, to keys: [BoardKey]) {
        guard self[period] != nil else { return }
        let board = PeopleBoard(method: method, keys: keys)
        switch period {
        case .overall: overall = board
        case .day: day = board
        case .week: week = board
        }
    }
}
