public import ContestModel

/// Marks responses and grades papers by one version of the rules and of the keys.
///
/// A key is one byte, and so is a response: a question is marked by comparing the two. Whatever a
/// paper or a list of responses holds, grading gives an answer and never traps.
public struct Grader: Sendable {
    private let keys: [PackedKey]
    /// The keys of questions that have several, by question.
    private let severalKeys: [QuestionIndex: [OptionMask]]
    private let rules: ScoringRules
    private let countsWhen: CountingRule
    private let withdrawal: WithdrawalRules

    /// Packs what grading needs to know of each question.
    ///
    /// - Parameters:
    ///   - bank: The bank that papers were drawn from.
    ///   - rules: What answers are worth.
    ///   - countsWhen: Which attempts are 人次.
    ///   - revisions: Keys that replace the bank's own. Questions outside the bank are ignored.
    ///   - withdrawal: What withdrawn questions do to thresholds and lots.
    /// - Complexity: O(questions).
    public init(
        bank: QuestionBank,
        rules: ScoringRules,
        countsWhen: CountingRule,
        revisions: [QuestionIndex: AcceptedKey] = [:],
        withdrawal: WithdrawalRules = WithdrawalRules()
    ) {
        var severalKeys: [QuestionIndex: [OptionMask]] = [:]
        keys = bank.questions.prefix(QuestionBank.questionCountLimit).enumerated()
            .map { index, question in
                let index = QuestionIndex(truncatingIfNeeded: index)
                if case .keys(let several) = revisions[index] { severalKeys[index] = several }
                return PackedKey(question, revision: revisions[index], rules: rules)
            }
        self.severalKeys = severalKeys
        self.rules = rules
        self.countsWhen = countsWhen
        self.withdrawal = withdrawal
    }

    /// Marks one response.
    ///
    /// A single-choice or true/false response is right when it is the key and nothing else. An
    /// omitted question earns nothing and costs nothing. So does a question outside the bank or a
    /// withdrawn one, whatever was chosen.
    ///
    /// - Parameters:
    ///   - question: Its index in the bank.
    ///   - chosen: The response in the bank's order of options; empty when omitted.
    /// - Complexity: O(1); with several keys, O(keys).
    public func mark(question: QuestionIndex, chosen: OptionMask) -> QuestionMark {
        guard Int(question) < keys.count else { return .nothing }
        let packed = keys[Int(question)]
        switch packed.standing {
        case .bank: return mark(chosen, against: packed.key, packed: packed)
        case .withdrawn: return .nothing
        case .everyone: return QuestionMark(right: true, points: packed.worth)
        case .several: return bestMark(question: question, chosen: chosen, packed: packed)
        }
    }

    /// Grades a paper.
    ///
    /// A withdrawn question is left out of `drawn`, `answered`, `right` and the points. Whether the
    /// attempt counts is judged by the paper as it was drawn and answered. Thresholds, bonuses and
    /// lots ask for fewer right where the contest's rules on withdrawals say so.
    ///
    /// - Parameters:
    ///   - paper: What was drawn. A question outside the bank counts as drawn and is never right.
    ///   - responses: The response at each position in the bank's order of options; empty where
    ///     omitted. A short list omits the rest, and what goes beyond the paper is ignored.
    /// - Returns: The score. Its numbers saturate where a paper exceeds
    ///   `PaperBlueprint.questionCountLimit`. Points are negative only by penalties.
    /// - Complexity: O(questions of the paper).
    public func grade(paper: Paper, responses: [OptionMask]) -> Score {
        var drawn = 0
        var answered = 0
        var withdrawn = 0
        var withdrawnAnswered = 0
        var right = 0
        var sum: Int64 = 0
        for (position, question) in paper.questions.enumerated() {
            let chosen = position < responses.count ? responses[position] : .empty
            let isAnswered = chosen.bits != 0
            if isWithdrawn(question.question) {
                withdrawn += 1
                withdrawnAnswered += isAnswered ? 1 : 0
                continue
            }
            let mark = mark(question: question.question, chosen: chosen)
            drawn += 1
            answered += isAnswered ? 1 : 0
            right += mark.right ? 1 : 0
            sum += Int64(mark.points.hundredths)
        }
        let reached = right + (withdrawal.thresholds == .lowered ? withdrawn : 0)
        return Score(
            drawn: UInt8(clamping: drawn),
            answered: UInt8(clamping: answered),
            right: UInt8(clamping: right),
            points: rules.mark(sum: sum, right: reached),
            lots: rules.lots(right: right + (withdrawal.lots == .lowered ? withdrawn : 0)),
            counts: countsWhen.counts(
                answered: answered + withdrawnAnswered,
                right: reached,
                drawn: drawn + withdrawn
            )
        )
    }

    /// Whether a graded attempt has full marks: everything right that the rules ask for.
    ///
    /// - Complexity: O(1).
    public func hasFullMarks(_ score: Score, drawn: Int) -> Bool {
        guard score.drawn > 0, score.right == score.drawn else { return false }
        return withdrawal.fullMarks == .remaining || Int(score.drawn) == drawn
    }

    /// Whether a mark passes; nil where the rules name no mark.
    public func passes(_ score: Score) -> Bool? {
        rules.passMark.map { score.points >= $0 }
    }

    private func isWithdrawn(_ question: QuestionIndex) -> Bool {
        Int(question) < keys.count && keys[Int(question)].standing == .withdrawn
    }

    private func mark(
        _ chosen: OptionMask,
        against key: OptionMask,
        packed: PackedKey
    ) -> QuestionMark {
        if chosen.bits == 0 { return .nothing }
        if chosen.bits == key.bits { return QuestionMark(right: true, points: packed.worth) }
        if packed.allowsParts,
            let points = rules.partialCredit.points(for: chosen, key: key, worth: packed.worth)
        {
            return QuestionMark(right: false, points: points)
        }
        return wrongMark
    }

    /// The best mark over all accepted keys: a right one, else the one with most points.
    private func bestMark(
        question: QuestionIndex,
        chosen: OptionMask,
        packed: PackedKey
    ) -> QuestionMark {
        if chosen.bits == 0 { return .nothing }
        let marks = (severalKeys[question] ?? []).map { mark(chosen, against: $0, packed: packed) }
        return marks.first(where: \.right) ?? marks.max { $0.points < $1.points } ?? wrongMark
    }

    private var wrongMark: QuestionMark {
        let cost = 0 - Int64(rules.wrongPenalty.hundredths)
        return QuestionMark(right: false, points: Points(hundredths: Int32(clamping: cost)))
    }
}
