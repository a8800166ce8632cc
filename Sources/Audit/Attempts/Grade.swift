/// An attempt's mark, as in the columns of `submission`.
struct Grade: Equatable {
    var drawn: Int64 = 0
    var answered: Int64 = 0
    var right: Int64 = 0
    /// Hundredths.
    var points: Int64 = 0
    var lots: Int64 = 0
    var counts = false
}

extension Grade: CustomStringConvertible {
    var description: String {
        "drawn \(drawn), answered \(answered), right \(right), points \(points), lots \(lots)"
    }
}

extension Grade {
    /// Grades an attempt anew: the last revision of each position against the bank's own keys.
    init(_ found: AttemptCase, _ edition: TrackEdition) {
        let scoring = edition.track.scoring
        var sum: Int64 = 0
        var responses = found.responses[...]
        for (position, place) in found.attempt.paper.places.enumerated() {
            while let next = responses.first, next.position < Int64(position) {
                responses = responses.dropFirst()
            }
            var chosen: UInt8 = 0
            while let next = responses.first, next.position == Int64(position) {
                chosen = UInt8(truncatingIfNeeded: next.chosen)
                responses = responses.dropFirst()
            }
            drawn += 1
            guard chosen != 0 else { continue }
            answered += 1
            guard place.question < edition.bank.questions.count else { continue }
            let question = edition.bank.questions[place.question]
            if chosen == question.key { right += 1 }
            sum = sum.plus(scoring.points(of: chosen, for: question))
        }
        points = scoring.total(sum: sum, right: Int(right))
        lots = scoring.lotCount(right: Int(right))
        counts =
            edition.track.counts && !edition.rules.rehearsal
            && edition.rules.countsWhen.holds(
                drawn: Int(drawn),
                answered: Int(answered),
                right: Int(right)
            )
    }
}

extension ScoringTable {
    /// What one response earns, in hundredths: the worth when it is the key; a share of it, rounded
    /// down, where the rules give partial credit; else minus the penalty.
    func points(of chosen: UInt8, for question: Bank.Question) -> Int64 {
        let worth: Int64 =
            switch question.type {
            case .single: single
            case .multiple: multiple
            case .trueFalse: trueFalse
            }
        if chosen == question.key { return worth }
        let penalty = Int64(0).minus(wrongPenalty)
        guard question.type == .multiple else { return penalty }
        let hits = Int64((chosen & question.key).nonzeroBitCount)
        let misses = Int64((chosen & ~question.key).nonzeroBitCount)
        let keyCount = Int64(question.key.nonzeroBitCount)
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
