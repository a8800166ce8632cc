import ContestModel
import Foundation

/// Banks of a seed, whose texts are made of what means something in one format or another.
struct RandomBank {
    private var generator: SplitMix

    static let pieces: [String] = [
        "\"", "'", "\\", "\\n", "\\\\", "#", "####", "~", "=", "{", "}", "->", ":", "::", "//",
        "$CATEGORY: x", "[html]", "[plain]", "%50%", "<b>", "</text>", "<!DOCTYPE x>", "<![CDATA[",
        "]]>", "&amp;", "&", "&#10;", "&nbsp;", "no", "true", "null", "~ ", "2021-09-01", "1e5",
        "007",
        "- a", ": b", " # c", "|", ">", "*a", "&a", "!t", "@", "`", "---", "...", "? x", "[1, 2]",
        "{a: 1}", "%", ",", ";", "+1", "=SUM(A1)", "ANSWER: A", "A. ", "A、", "对", "正确", "安全", "消防",
        "（）", "，", "。", "🔥", "👩‍🚒", "é", "שלום", "مرحبا", "𠮷", "x²", " ", "  ", "a", "Z",
        "// safetyquiz {",
    ]

    init(seed: UInt64) {
        generator = SplitMix(state: seed)
    }

    /// A bank of one to twelve questions that the readers accept.
    static func bank(seed: UInt64) -> QuestionBank {
        var random = RandomBank(seed: seed)
        let count = random.number(1...12)
        return QuestionBank(
            bank: random.name(),
            title: random.text(most: 8),
            published: random.chance(2),
            approval: random.chance(3)
                ? BankApproval(by: random.text(most: 8), on: ContestDay(number: 20_500)) : nil,
            allowed: random.chance(3)
                ? [
                    AllowedWarning(warning: "bank.stem.negative", why: random.text(most: 8)),
                    AllowedWarning(
                        warning: "bank.balance.letter",
                        question: random.name(),
                        why: random.text(most: 8)
                    ),
                ] : nil,
            questions: (0..<count).map { random.question($0) }
        )
    }

    private mutating func question(_ index: Int) -> Question {
        let type = QuestionType.allCases.randomElement(using: &generator) ?? .single
        var options = Question.trueFalseOptions
        if type != .trueFalse {
            options = []
            let count = number(2...8)
            while options.count < count {
                let option = text(most: 5)
                if !options.contains(option) { options.append(option) }
            }
        }
        let bits = UInt8(number(1...Int(OptionMask.all(options.count).bits)))
        return Question(
            id: "\(name().prefix(40))-\(index)",
            type: type,
            // The number keeps two questions from being the same one.
            stem: Self.normalised(text(most: 8, isOneLine: false) + "\(index)" + lines()),
            options: options,
            key: type == .multiple
                ? OptionMask(bits: bits) : .option(number(0...options.count - 1)),
            explanation: chance(3) ? "" : text(most: 8, isOneLine: false),
            category: chance(3) ? "" : text(most: 3),
            knowledgePoint: chance(3) ? "" : text(most: 5),
            difficulty: UInt8(number(1...5)),
            pool: chance(2) ? "main" : name(),
            basis: chance(2) ? nil : basis()
        )
    }

    private mutating func basis() -> StatutoryBasis {
        let from = Int32(number(0...20_000))
        return StatutoryBasis(
            law: text(most: 4),
            version: chance(2) ? nil : text(most: 3),
            article: chance(2) ? nil : text(most: 3),
            validFrom: chance(2) ? nil : ContestDay(number: from),
            validUntil: chance(2) ? nil : ContestDay(number: from + 365)
        )
    }

    /// A trimmed text in NFC, never empty.
    private mutating func text(most: Int, isOneLine: Bool = true) -> String {
        while true {
            var text = ""
            for _ in 0..<number(1...most) {
                text += Self.pieces.randomElement(using: &generator) ?? ""
                if !isOneLine { text += lines() }
            }
            let normalised = Self.normalised(text)
            if !normalised.isEmpty && normalised.utf8.count <= 120 { return normalised }
        }
    }

    private mutating func lines() -> String {
        chance(6) ? ["\n", "\n\n", "\n  ", "\t"].randomElement(using: &generator) ?? "" : ""
    }

    private mutating func name() -> String {
        let letters = Array("abcxyz0189-")
        return String((0..<number(1...20)).map { _ in letters[number(0...letters.count - 1)] })
    }

    private static func normalised(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    private mutating func chance(_ times: Int) -> Bool {
        number(1...times) == 1
    }
}
