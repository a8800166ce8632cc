/// What one person's counted attempts add up to, whatever order they come in.
struct PersonFigures {
    private(set) var attempts: Int64 = 0
    private var points: Int64 = 0
    private var time: Int64 = 0
    private var right: Int64 = 0
    private var drawn: Int64 = 0
    private var best = Best()
    private var latest = Latest()
    private var lastEnd: Int64 = .min
    /// The last end of an attempt that changed the sum.
    private var lastScoringEnd: Int64 = .min

    private struct Best {
        var points: Int64 = .min
        var time: Int64 = 0
        var reached: Int64 = 0
    }

    private struct Latest {
        var end: Int64 = .min
        var points: Int64 = 0
        var time: Int64 = 0
    }

    mutating func take(_ attempt: CountedAttempt) {
        let elapsed = max(0, attempt.elapsed)
        attempts += 1
        points = points.plus(attempt.points)
        time = time.plus(elapsed)
        right = right.plus(attempt.right)
        drawn = drawn.plus(attempt.drawn)
        if attempt.points > best.points {
            best = Best(points: attempt.points, time: elapsed, reached: attempt.ended)
        } else if attempt.points == best.points {
            best.time = min(best.time, elapsed)
            best.reached = min(best.reached, attempt.ended)
        }
        // Two tracks can end at one instant: then the better attempt is the latest, and of equals
        // the shorter.
        if (attempt.ended, attempt.points, -elapsed) > (latest.end, latest.points, -latest.time) {
            latest = Latest(
                end: attempt.ended,
                points: attempt.points,
                time: elapsed
            )
        }
        lastEnd = max(lastEnd, attempt.ended)
        if attempt.points != 0 { lastScoringEnd = max(lastScoringEnd, attempt.ended) }
    }

    /// The ranked value in hundredths of a point, of an attempt or of a percent.
    ///
    /// Averages and shares round toward negative infinity.
    func value(_ ranking: Ranking) -> Int64 {
        let value: Int64 =
            switch ranking.value {
            case .sum: points
            case .best: best.points
            case .latest: latest.points
            case .count: attempts * 100
            case .average: attempts > 0 ? points.dividedDown(by: attempts) : 0
            case .accuracy: drawn > 0 ? right.times(10_000).dividedDown(by: drawn) : 0
            }
        return Int64(Int32(clamping: value))
    }

    /// The time that may break ties.
    ///
    /// Where the latest attempt is ranked, "of the best" means of the attempt that is ranked.
    func time(_ ranking: Ranking) -> Int64 {
        let time =
            switch (ranking.time, ranking.value) {
            case (.summed, _): time
            case (.ofBest, .latest): latest.time
            case (.ofBest, _): best.time
            }
        return Int64(UInt32(clamping: time))
    }

    /// The instant at which the present value was reached: of a sum, the end of the last attempt
    /// that changed it; where none did, nothing was reached and nobody is ahead.
    func reached(_ ranking: Ranking) -> Int64 {
        switch ranking.value {
        case .sum: max(lastScoringEnd, 0)
        case .best: best.reached
        case .latest: latest.end
        case .count, .average, .accuracy: lastEnd
        }
    }
}
