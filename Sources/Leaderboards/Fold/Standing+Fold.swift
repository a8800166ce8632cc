import ContestModel

extension Standing {
    /// Takes in one counted attempt by the contest's ranking rules.
    ///
    /// The result does not depend on the order in which a person's attempts are taken in (`latest`
    /// goes by the instant of the end), so that nodes and replays agree.
    mutating func take(_ submission: FoldedSubmission, rules: RankingRules) {
        let points = submission.score.points.hundredths
        let time = UInt32(clamping: max(submission.elapsed.milliseconds, 0))
        let isFirst = attempts == 0
        switch rules.value {
        case .sum:
            let (sum, overflow) = value.addingReportingOverflow(points)
            value = overflow ? (points < 0 ? .min : .max) : sum
            // Nobody who scored nothing reached anything: the instant stays at the epoch.
            if points != 0 { reachedAt = max(reachedAt, submission.endedAt) }
            takeTime(time, points: points, isFirst: isFirst, rules: rules)
        case .best:
            takeTime(time, points: points, isFirst: isFirst, rules: rules)
            if isFirst || points > value {
                value = points
                reachedAt = submission.endedAt
            } else if points == value {
                reachedAt = min(reachedAt, submission.endedAt)
            }
        case .latest:
            // Two tracks can end at one instant: then the better attempt is the latest.
            let isTied = submission.endedAt == reachedAt
            let isBetter = points > value || points == value && time < timeMilliseconds
            guard isFirst || submission.endedAt > reachedAt || isTied && isBetter else { break }
            value = points
            reachedAt = submission.endedAt
            if rules.time == .ofBest { timeMilliseconds = time }
        case .count:
            let (sum, overflow) = value.addingReportingOverflow(100)
            value = overflow ? .max : sum
            reachedAt = max(reachedAt, submission.endedAt)
            takeTime(time, points: points, isFirst: isFirst, rules: rules)
        }
        if rules.value == .latest && rules.time == .summed { addTime(time) }
        attempts &+= 1
        bestPoints = isFirst ? points : max(bestPoints, points)
        let (total, overflow) = self.points.addingReportingOverflow(points)
        self.points = overflow ? (points < 0 ? .min : .max) : total
        right &+= UInt32(submission.score.right)
        drawn &+= UInt32(submission.score.drawn)
    }

    /// The time of the attempt with the most points, the shortest among equals; or all time.
    private mutating func takeTime(
        _ time: UInt32,
        points: Int32,
        isFirst: Bool,
        rules: RankingRules
    ) {
        switch rules.time {
        case .summed: addTime(time)
        case .ofBest where isFirst || points > bestPoints:
            timeMilliseconds = time
        case .ofBest where points == bestPoints:
            timeMilliseconds = min(timeMilliseconds, time)
        case .ofBest: break
        }
    }

    private mutating func addTime(_ time: UInt32) {
        let (sum, overflow) = timeMilliseconds.addingReportingOverflow(time)
        timeMilliseconds = overflow ? .max : sum
    }
}
