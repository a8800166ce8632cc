import ContestModel
import Leaderboards

/// A line of a board, as tests compare them.
struct SampleRow: Hashable {
    var rank: Int
    var position: Int
    var participant: UInt32
    var value: Int32
    var time: UInt32
}

extension SampleRow {
    init(_ row: BoardRow) {
        rank = row.rank
        position = row.position
        participant = row.key.participant.rawValue
        value = row.key.value
        time = row.key.timeMilliseconds
    }
}

extension PeopleBoard {
    /// Every line.
    var sampleRows: [SampleRow] { rows(from: 0, count: count).map(SampleRow.init) }

    /// Whether rank and position of every key agree with the lines.
    var agreesWithItself: Bool {
        rows(from: 0, count: count).allSatisfy {
            rank(of: $0.key) == $0.rank && position(of: $0.key) == $0.position
        }
    }
}

/// What a board should be: all standings sorted anew, and ranks counted by their definition.
struct NaiveBoard {
    /// What decides a place: more value, less time, earlier.
    struct Place: Hashable {
        var value: Int32
        var time: UInt32
        var first: Int64

        func isBetter(than other: Place) -> Bool {
            if value != other.value { return value > other.value }
            if time != other.time { return time < other.time }
            return first < other.first
        }
    }

    var method: RankingMethod
    var places: [UInt32: Place] = [:]

    /// The lines by the methods' definitions.
    ///
    /// Standard competition: one more than there are better people. Dense: one more than there are
    /// better places. Ordinal: the place in the list.
    ///
    /// - Complexity: O(people²).
    var rows: [SampleRow] {
        let sorted = places.sorted { left, right in
            if left.value == right.value { return left.key < right.key }
            return left.value.isBetter(than: right.value)
        }
        return sorted.enumerated().map { position, entry in
            let better = places.values.filter { $0.isBetter(than: entry.value) }
            let rank =
                switch method {
                case .standardCompetition: better.count + 1
                case .dense: Set(better).count + 1
                case .ordinal: position + 1
                }
            return SampleRow(
                rank: rank,
                position: position,
                participant: entry.key,
                value: entry.value.value,
                time: entry.value.time
            )
        }
    }
}
