import ContestModel

/// What one participant must have, worked out from the receipts alone.
///
/// This is the clients' own arithmetic; it shares nothing with the engine's.
struct ClientStanding: Hashable, Sendable {
    /// The ranked value in hundredths; `nil` while the contest hides points.
    var value: Int?
    /// The tie-breaking time.
    var timeMilliseconds: Int
    /// When the present value was reached; `nil` for a person of an earlier run.
    var reachedMilliseconds: Int?
    /// 人次.
    var attempts: Int

    /// A standing as it is known.
    init(value: Int?, timeMilliseconds: Int, reachedMilliseconds: Int?, attempts: Int) {
        self.value = value
        self.timeMilliseconds = timeMilliseconds
        self.reachedMilliseconds = reachedMilliseconds
        self.attempts = attempts
    }

    /// Works out the standing of somebody with these counted submissions.
    ///
    /// - Returns: `nil` without any: nobody is ranked without a counted attempt.
    init?(_ receipts: [CountedReceipt], ranking: RankingRules) {
        // The ledger's order: of two ends in the same millisecond, the later fact is the latest.
        let receipts = receipts.sorted { $0.sequence < $1.sequence }
        guard let latest = receipts.max(by: { $0.endedMilliseconds < $1.endedMilliseconds })
        else { return nil }
        let latestOfEqual =
            receipts.last { $0.endedMilliseconds == latest.endedMilliseconds } ?? latest
        let known = receipts.compactMap(\.points)
        let hidesPoints = known.count < receipts.count
        let most = known.max() ?? 0
        let best = receipts.filter { $0.points == most }
        let summed = receipts.reduce(0) { $0 + $1.elapsedMilliseconds }

        attempts = receipts.count
        timeMilliseconds =
            switch ranking.time {
            case .summed: summed
            case .ofBest where ranking.value == .latest: latestOfEqual.elapsedMilliseconds
            case .ofBest: best.map(\.elapsedMilliseconds).min() ?? 0
            }
        switch ranking.value {
        case .sum:
            value = hidesPoints ? nil : known.reduce(0, +)
            reachedMilliseconds = Self.lastChange(of: receipts)
        case .best:
            value = hidesPoints ? nil : most
            reachedMilliseconds = best.map(\.endedMilliseconds).min()
        case .latest:
            value = latestOfEqual.points
            reachedMilliseconds = latest.endedMilliseconds
        case .count:
            value = receipts.count * 100
            reachedMilliseconds = latest.endedMilliseconds
        case .average:
            let (quotient, rest) = known.reduce(0, +).quotientAndRemainder(
                dividingBy: max(known.count, 1)
            )
            value = hidesPoints ? nil : rest < 0 ? quotient - 1 : quotient
            reachedMilliseconds = latest.endedMilliseconds
        case .accuracy:
            // Receipts do not say how many questions a paper had.
            value = nil
            reachedMilliseconds = latest.endedMilliseconds
        }
    }

    /// A sum is reached by the last attempt that changed it, or by the first where none did.
    private static func lastChange(of receipts: [CountedReceipt]) -> Int? {
        let first = receipts.first.map { [$0.endedMilliseconds] } ?? []
        let changes = receipts.filter { $0.points != 0 }.map(\.endedMilliseconds)
        return (first + changes).max()
    }
}
