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
        case .average, .accuracy:
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
        takeRatio(rules)
    }

    /// Puts together what a person has at two places.
    ///
    /// It equals taking in the attempts of both in any order.
    mutating func merge(_ other: Standing, rules: RankingRules) {
        guard other.isRanked else { return }
        guard isRanked else { return self = other }
        mergeTime(other, rules: rules)
        switch rules.value {
        case .sum, .count:
            let (sum, overflow) = value.addingReportingOverflow(other.value)
            value = overflow ? (other.value < 0 ? .min : .max) : sum
            reachedAt = max(reachedAt, other.reachedAt)
        case .best:
            if other.value == value {
                reachedAt = min(reachedAt, other.reachedAt)
            } else if other.value > value {
                (value, reachedAt) = (other.value, other.reachedAt)
            }
        case .latest:
            if other.isLater(than: self) { (value, reachedAt) = (other.value, other.reachedAt) }
        case .average, .accuracy: reachedAt = max(reachedAt, other.reachedAt)
        }
        attempts &+= other.attempts
        bestPoints = max(bestPoints, other.bestPoints)
        let (total, overflow) = points.addingReportingOverflow(other.points)
        points = overflow ? (other.points < 0 ? .min : .max) : total
        right &+= other.right
        drawn &+= other.drawn
        takeRatio(rules)
    }

    private mutating func mergeTime(_ other: Standing, rules: RankingRules) {
        switch (rules.time, rules.value) {
        case (.summed, _): addTime(other.timeMilliseconds)
        case (.ofBest, .latest):
            if other.isLater(than: self) { timeMilliseconds = other.timeMilliseconds }
        case (.ofBest, _):
            if other.bestPoints > bestPoints {
                timeMilliseconds = other.timeMilliseconds
            } else if other.bestPoints == bestPoints {
                timeMilliseconds = min(timeMilliseconds, other.timeMilliseconds)
            }
        }
    }

    /// Which of two latest attempts is the latest; at one instant the better one.
    private func isLater(than other: Standing) -> Bool {
        if reachedAt != other.reachedAt { return reachedAt > other.reachedAt }
        if value != other.value { return value > other.value }
        return timeMilliseconds < other.timeMilliseconds
    }

    /// Works out a value that is a ratio of sums, in hundredths, rounded down.
    private mutating func takeRatio(_ rules: RankingRules) {
        switch rules.value {
        case .average: value = Self.floored(Int64(points), by: Int64(attempts))
        case .accuracy: value = Self.floored(Int64(right) * 10_000, by: Int64(drawn))
        case .sum, .best, .latest, .count: break
        }
    }

    private static func floored(_ part: Int64, by whole: Int64) -> Int32 {
        guard whole > 0 else { return 0 }
        let (quotient, rest) = part.quotientAndRemainder(dividingBy: whole)
        return Int32(clamping: rest < 0 ? quotient - 1 : quotient)
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
