/// A contest file with blanks: a published set of rules for an organiser to begin from.
public struct ContestTemplate: Sendable {
    /// The template's name: `national-2023`.
    public let name: String
    /// What it is, in one Chinese line.
    public let title: String
    /// What is asked, in order.
    public let questions: [TemplateQuestion]
    /// The file's text with `{{id}}` where answers go.
    let text: String

    /// The contest file with answers filled in, commented in Chinese; `ContestFileReader` accepts
    /// it, unless opening and closing contradict each other.
    ///
    /// - Parameter answers: By the questions' `id`. An absent answer, and one that its question's
    ///   `check` refuses, is the default: check before, so that nobody is surprised.
    public func render(answers: [String: String] = [:]) -> String {
        var blanks: [Substring: String] = [:]
        for question in questions {
            let given = answers[question.id].map(TextRules.trimmed)
            let isGood = given.map { question.check($0) == nil } ?? false
            let answer = isGood ? given ?? question.defaultAnswer : question.defaultAnswer
            blanks[question.id[...]] = question.kind.yaml(answer)
        }
        // One pass, so that braces in an answer are text.
        var pieces = text.split(separator: "{{", omittingEmptySubsequences: false)
        var result = String(pieces.removeFirst())
        for piece in pieces {
            let parts = piece.split(
                separator: "}}",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            result += parts.first.flatMap { blanks[$0] } ?? ""
            result += parts.dropFirst().first ?? ""
        }
        return result
    }
}

/// The templates that come with the program.
public enum ContestTemplates {
    /// Every template; the first is the one to suggest.
    public static let all: [ContestTemplate] = [
        .national2023, .national2021, .national2019, .xuchang2023, .sichuan2025, .shandong2018,
    ]

    /// The template of a name; nil when there is none.
    public static func named(_ name: String) -> ContestTemplate? {
        all.first { $0.name == name }
    }
}
