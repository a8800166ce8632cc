public import ContestModel

/// Holds several banks against one another: the same question in two banks is drawn twice.
public enum BankComparison {
    /// Notes each question that is nearly one of an earlier bank.
    ///
    /// - Parameter banks: The banks with the names of their files.
    /// - Returns: Warnings under the later file; they name questions, not lines.
    /// - Complexity: O(characters).
    public static func findings(_ banks: [(file: String, bank: QuestionBank)]) -> [Finding] {
        var owners: [(bank: Int, question: Question)] = []
        for (number, item) in banks.enumerated() {
            owners += item.bank.questions.map { (number, $0) }
        }
        let pairs = NearTwins.near(owners.map { QuestionPrint($0.question) })
        return pairs.compactMap { later, earlier in
            let (mine, other) = (owners[later], owners[earlier])
            guard mine.bank != other.bank else { return nil }
            let place = "\(banks[other.bank].file) \(other.question.id)"
            let isAllowed = banks[mine.bank].bank.allowed?.contains {
                $0.warning == code && ($0.question == nil || $0.question == mine.question.id)
            }
            if isAllowed == true { return nil }
            return Finding(
                code: code,
                severity: .warning,
                file: banks[mine.bank].file,
                text: TextShortening.shortened(mine.question.stem),
                chinese: "\(mine.question.id) 与 \(place) 几乎相同",
                english: "\(mine.question.id) is nearly the same as \(place)"
            )
        }
    }

    private static let code = "bank.question.in-other-bank"
}
