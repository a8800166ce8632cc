import ContestModel

// The share of a question's worth that a response which is not the key earns, worked out for the
// key ABC (three options) worth 2 points. Amounts are hundredths and round toward zero.
//
//     response   all or nothing   half   per option   right minus wrong
//     A          wrong            1      0.66         0.66
//     AB         wrong            1      1.33         1.33
//     AD         wrong            wrong  wrong        wrong   (one right, one wrong: nothing left)
//     ABD        wrong            wrong  wrong        0.66    (two right less one wrong)
//     ABCD       wrong            wrong  wrong        1.33    (three right less one wrong)
//
// "Wrong" earns nothing and costs the penalty where there is one. A response with a share above
// nothing is not wrong, even when its share rounds to no points.

extension PartialCredit {
    /// What a multiple-choice response earns that is neither omitted nor exactly the key.
    ///
    /// - Parameters:
    ///   - chosen: The options chosen, at least one; not the key itself.
    ///   - key: The right options.
    ///   - worth: What the key itself earns.
    /// - Returns: The share, in hundredths rounded toward zero; nil when the response is wrong.
    func points(for chosen: OptionMask, key: OptionMask, worth: Points) -> Points? {
        let keyCount = key.bits.nonzeroBitCount
        let rightCount = (chosen.bits & key.bits).nonzeroBitCount
        let wrongCount = (chosen.bits & ~key.bits).nonzeroBitCount
        let share: (numerator: Int, denominator: Int) =
            switch self {
            case .allOrNothing: (0, 1)
            case .half: (wrongCount == 0 ? 1 : 0, 2)
            case .perOption: (wrongCount == 0 ? rightCount : 0, keyCount)
            case .rightMinusWrong: (rightCount - wrongCount, keyCount)
            }
        guard rightCount > 0, share.numerator > 0 else { return nil }
        let hundredths = Int64(worth.hundredths) * Int64(share.numerator) / Int64(share.denominator)
        return Points(hundredths: Int32(clamping: hundredths))
    }
}
