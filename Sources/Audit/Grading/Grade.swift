/// An attempt's mark, as in the columns of `submission`.
struct Grade: Equatable {
    var drawn: Int64 = 0
    var answered: Int64 = 0
    var right: Int64 = 0
    /// Hundredths.
    var points: Int64 = 0
    var lots: Int64 = 0
    var counts = false
    /// Questions of the paper that were withdrawn; they are in none of the figures above.
    var withdrawn: Int64 = 0
}

extension Grade: CustomStringConvertible {
    var description: String {
        "drawn \(drawn), answered \(answered), right \(right), points \(points), lots \(lots)"
    }
}

extension Grade {
    /// Grades an attempt anew: the last revision of each position.
    ///
    /// - Parameters:
    ///   - found: The responses by position, then revision.
    ///   - rulings: What holds instead of the bank's own keys.
    ///   - withdrawal: How withdrawn questions show in thresholds, bonuses, lots and counting.
    init(
        _ paper: Paper,
        _ found: [ResponseRow],
        _ edition: TrackEdition,
        rulings: Rulings = [:],
        withdrawal: Withdrawal = .usual
    ) {
        let scoring = edition.track.scoring
        var sum: Int64 = 0
        var withdrawnAnswered: Int64 = 0
        var responses = found[...]
        for (position, place) in paper.places.enumerated() {
            while let next = responses.first, next.position < Int64(position) {
                responses = responses.dropFirst()
            }
            var chosen: UInt8 = 0
            while let next = responses.first, next.position == Int64(position) {
                chosen = UInt8(truncatingIfNeeded: next.chosen)
                responses = responses.dropFirst()
            }
            let ruling = rulings.isEmpty ? nil : rulings[place.question]
            if ruling == .withdrawn {
                withdrawn += 1
                withdrawnAnswered += chosen == 0 ? 0 : 1
                continue
            }
            drawn += 1
            answered += chosen == 0 ? 0 : 1
            guard place.question < edition.bank.questions.count else { continue }
            let question = edition.bank.questions[place.question]
            let mark = scoring.mark(of: chosen, for: question, ruling)
            right += mark.isRight ? 1 : 0
            sum = sum.plus(mark.points)
        }
        let helped = Int(right + withdrawn)
        let forThresholds = withdrawal.thresholds == .lowered ? helped : Int(right)
        points = scoring.total(sum: sum, right: forThresholds)
        lots = scoring.lotCount(right: withdrawal.lots == .lowered ? helped : Int(right))
        counts =
            edition.rules.admits(edition.track)
            && edition.rules.countsWhen.holds(
                drawn: Int(drawn + withdrawn),
                answered: Int(answered + withdrawnAnswered),
                right: forThresholds
            )
    }
}

extension ScoringTable {
    /// Whether one response is right, and what it earns in hundredths.
    ///
    /// With several keys, that of the best: right where it is one of them, else with most points.
    /// An omission earns and costs nothing, except where everyone has the question right.
    func mark(
        of chosen: UInt8,
        for question: Bank.Question,
        _ ruling: Ruling?
    ) -> (isRight: Bool, points: Int64) {
        if ruling == .credited { return (true, worth(of: question)) }
        guard chosen != 0, ruling != .withdrawn else { return (false, 0) }
        guard case .keys(let keys) = ruling else {
            return (chosen == question.key, points(of: chosen, for: question, key: question.key))
        }
        if keys.contains(chosen) { return (true, worth(of: question)) }
        let best = keys.map { points(of: chosen, for: question, key: $0) }.max()
        return (false, best ?? Int64(0).minus(wrongPenalty))
    }

    /// What one response earns under one key: the worth when it is the key; a share of it, rounded
    /// down, where the rules give partial credit; else minus the penalty.
    func points(of chosen: UInt8, for question: Bank.Question, key: UInt8) -> Int64 {
        let worth = self.worth(of: question)
        if chosen == key { return worth }
        let penalty = Int64(0).minus(wrongPenalty)
        guard question.type == .multiple else { return penalty }
        let hits = Int64((chosen & key).nonzeroBitCount)
        let misses = Int64((chosen & ~key).nonzeroBitCount)
        let keyCount = Int64(key.nonzeroBitCount)
        let share: (part: Int64, whole: Int64)
        switch partialCredit {
        case .allOrNothing: share = (0, 1)
        case .half: share = (misses == 0 && hits > 0 ? 1 : 0, 2)
        case .perOption: share = (misses == 0 ? hits : 0, keyCount)
        case .rightMinusWrong: share = (hits - misses, keyCount)
        }
        guard share.part > 0 else { return penalty }
        let (product, overflow) = worth.multipliedReportingOverflow(by: share.part)
        return overflow ? worth : product / share.whole
    }

    private func worth(of question: Bank.Question) -> Int64 {
        switch question.type {
        case .single: single
        case .multiple: multiple
        case .trueFalse: trueFalse
        }
    }

    /// The mark: the first threshold that fits instead of the sum, then all bonuses that fit.
    func total(sum: Int64, right: Int) -> Int64 {
        var total = sum
        if !thresholds.isEmpty {
            total = thresholds.first { right >= $0.rightAtLeast }?.points ?? 0
        }
        for bonus in bonuses where right >= bonus.rightAtLeast { total = total.plus(bonus.points) }
        return Int64(Int32(clamping: total))
    }

    /// One lot for every so many right, by each rule up to its most.
    func lotCount(right: Int) -> Int64 {
        var count: Int64 = 0
        for rule in lots where rule.everyRight > 0 {
            count += Int64(max(0, min(rule.most, right / rule.everyRight)))
        }
        return min(count, 65_535)
    }
}
