import ContestModel

extension ScoringRules {
    /// The mark of a paper, from what its questions earned and how many were right.
    ///
    /// The first threshold that fits replaces the sum, penalties included; where there are
    /// thresholds and none fits, the mark is zero. Then each bonus that fits is added.
    ///
    /// - Parameters:
    ///   - sum: What the questions earned, in hundredths of a point.
    ///   - right: How many questions were right.
    /// - Returns: The mark; it saturates beyond what `Points` can hold.
    /// - Complexity: O(thresholds + bonuses).
    func mark(sum: Int64, right: Int) -> Points {
        var total = sum
        if !thresholds.isEmpty {
            let step = thresholds.first { right >= $0.rightAtLeast }
            total = Int64(step?.points.hundredths ?? 0)
        }
        for bonus in bonuses where right >= bonus.rightAtLeast {
            total += Int64(bonus.points.hundredths)
        }
        return Points(hundredths: Int32(clamping: total))
    }

    /// The lots of a paper with so many right.
    ///
    /// Each rule gives one for every so many right, up to its most, and the rules add up. A rule
    /// for every zero right gives none.
    ///
    /// - Returns: Lots, saturating at 65,535.
    /// - Complexity: O(rules for lots).
    func lots(right: Int) -> UInt16 {
        var lots: UInt16 = 0
        for rule in self.lots where rule.everyRight > 0 {
            let earned = UInt16(clamping: min(rule.most, right / rule.everyRight))
            lots = lots > .max - earned ? .max : lots + earned
        }
        return lots
    }
}
