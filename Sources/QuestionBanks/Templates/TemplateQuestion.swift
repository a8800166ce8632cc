/// One thing that differs from contest to contest, asked in Chinese by `contest new`.
public struct TemplateQuestion: Sendable {
    /// The answer's name in `ContestTemplate.render(answers:)`.
    public let id: String
    /// What is asked.
    public let prompt: String
    /// What an empty answer stands for.
    public let defaultAnswer: String
    let kind: AnswerKind

    /// What is wrong with an answer, in Chinese; nil when it is good.
    ///
    /// Each answer is judged alone. That the contest closes after it opens is the reader's question.
    public func check(_ answer: String) -> String? {
        kind.fault(in: answer)
    }

    /// Any text of one line.
    static func text(_ id: String, _ prompt: String, _ answer: String) -> TemplateQuestion {
        TemplateQuestion(id: id, prompt: prompt, defaultAnswer: answer, kind: .text)
    }

    /// Lower-case letters, digits and hyphens.
    static func name(_ id: String, _ prompt: String, _ answer: String) -> TemplateQuestion {
        TemplateQuestion(id: id, prompt: prompt, defaultAnswer: answer, kind: .name)
    }

    /// A wall-clock time.
    static func time(_ id: String, _ prompt: String, _ answer: String) -> TemplateQuestion {
        TemplateQuestion(id: id, prompt: prompt, defaultAnswer: answer, kind: .time)
    }

    /// A whole number.
    static func number(
        _ id: String,
        _ prompt: String,
        _ answer: Int,
        in range: ClosedRange<Int>
    ) -> TemplateQuestion {
        TemplateQuestion(
            id: id,
            prompt: prompt,
            defaultAnswer: "\(answer)",
            kind: .number(range)
        )
    }

    /// A span such as `150s`.
    static func span(_ id: String, _ prompt: String, _ answer: String) -> TemplateQuestion {
        TemplateQuestion(id: id, prompt: prompt, defaultAnswer: answer, kind: .span)
    }
}

/// What kind of answer a question takes, how it is judged, and how it is written as YAML.
enum AnswerKind: Sendable {
    case text
    case name
    case time
    case number(ClosedRange<Int>)
    case span

    func fault(in answer: String) -> String? {
        switch self {
        case .text:
            if TextRules.trimmed(answer).isEmpty { return "不能为空" }
            if answer.utf8.count > 300 { return "太长，最多 100 个汉字" }
            let isBad = answer.unicodeScalars.contains { scalar in
                TextRules.isForbidden(scalar) || scalar == "\n" || scalar == "\t"
            }
            return isBad ? "不能含有换行或控制字符" : nil
        case .name:
            return TextRules.isName(answer) ? nil : "只能用小写字母、数字和连字符，1 到 64 个字符"
        case .time:
            return LocalTime(answer) == nil ? "请写作 2026-06-01 00:00，可以用 24:00" : nil
        case .number(let range):
            let isGood = TextRules.integer(answer).map(range.contains) ?? false
            return isGood ? nil : "请填 \(range.lowerBound) 到 \(range.upperBound) 的整数"
        case .span:
            let seconds = DurationText.seconds(answer) ?? 0
            let isGood = (1...ContestLimits.timeLimitSeconds).contains(seconds)
            return isGood ? nil : "请写作 150s、20min 或秒数，最长一天"
        }
    }

    /// An answer that was judged good, as a YAML scalar.
    func yaml(_ answer: String) -> String {
        switch self {
        case .text, .time:
            let escaped = answer.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"\(escaped)\""
        case .name: return "\"\(answer)\""
        case .number, .span: return answer
        }
    }
}
