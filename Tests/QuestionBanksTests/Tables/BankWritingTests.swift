import ContestModel
import Foundation
import QuestionBanks
import Testing

/// Texts that mean something to a reader on the way.
private let pieces = [
    "=", "+", "-", "@", "'", "''", "\"", ",", "，", "；", "|", "、", "A", "B", "A.", "B.", "A、", "ＡＢ",
    "AB", "甲",
    "乙", "《", "》", "（", "）", "1", "007", "1.0", "2026-06-01", "_x0041_", "&", "<b>", "对", "错", "正确",
    "题干",
    "𠮷", "é", "。", "null", "TRUE", "#N/A", "{{x}}",
]

private func text(_ generator: inout SplitMix, lines: Bool = false) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
        if lines && Bool.random(using: &generator) { text += "\n\t" }
        if Bool.random(using: &generator) { text += " " }
    }
    return text + "尾"
}

private func randomBank(_ seed: UInt64) -> QuestionBank {
    var generator = SplitMix(state: seed)
    var questions: [Question] = []
    for index in 0..<20 {
        let type = QuestionType.allCases.randomElement(using: &generator) ?? .single
        var options = Set<String>()
        while options.count < Int.random(in: 2...8, using: &generator) || options.count < 2 {
            let isShort = Bool.random(using: &generator)
            options.insert(
                isShort ? pieces.randomElement(using: &generator) ?? "甲" : text(&generator)
            )
        }
        let list = type == .trueFalse ? Question.trueFalseOptions : options.sorted()
        let all = OptionMask.all(list.count).bits
        var bits = UInt8.random(in: 1...all, using: &generator)
        if type != .multiple {
            bits = 1 << UInt8.random(in: 0..<UInt8(list.count), using: &generator)
        }
        let hasBasis = Bool.random(using: &generator)
        let day = ContestDay(number: Int32.random(in: 0...80_000, using: &generator))
        questions.append(
            Question(
                id: "q-\(index)",
                type: type,
                stem: text(&generator, lines: true),
                options: list,
                key: OptionMask(bits: bits),
                explanation: text(&generator, lines: true),
                category: text(&generator),
                knowledgePoint: text(&generator),
                difficulty: UInt8.random(in: 1...5, using: &generator),
                pool: ["main", "practice", "x-1"].randomElement(using: &generator) ?? "main",
                basis: hasBasis
                    ? StatutoryBasis(
                        law: text(&generator),
                        version: Bool.random(using: &generator) ? text(&generator) : nil,
                        article: Bool.random(using: &generator) ? text(&generator) : nil,
                        validFrom: Bool.random(using: &generator) ? day : nil,
                        validUntil: Bool.random(using: &generator) ? day : nil
                    ) : nil
            )
        )
    }
    return QuestionBank(
        bank: "b-\(seed)",
        title: text(&generator),
        published: seed % 2 == 0,
        questions: questions
    )
}

@Suite struct BankWritingTests {
    private func readings(_ bank: QuestionBank) throws -> [Reading<BankVersion>] {
        [
            BankReader.read(BankWriting.csv(bank), file: "x", format: .csv),
            BankReader.read(try BankWriting.xlsx(bank), file: "x", format: .xlsx),
            BankReader.read(try BankWriter.json.write(bank), file: "x", format: .json),
        ]
    }

    @Test func `the bank in the repository reads back equal`() throws {
        let yaml = try Places.bytes(Places.banks.appendingPathComponent("safety-month.yaml"))
        let version = try #require(BankReader.read(yaml, file: "b", format: .yaml).value)
        for reading in try readings(version.bank) {
            #expect(reading.value == version)
            #expect(reading.briefErrors.isEmpty)
        }
    }

    @Test(arguments: UInt64(1)...40)
    func `any bank that can be read from JSON reads back equal`(_ seed: UInt64) throws {
        let json = try JSONBank.bytes(randomBank(seed))
        // What the rules refuse (keys that read two ways) is no bank.
        let first = BankReader.read(json, file: "x", format: .json)
        let faulty = Set(first.findings.filter { $0.severity == .error }.map(\.text))
        guard first.value != nil || !faulty.isEmpty else { return }
        var bank = randomBank(seed)
        bank.questions = bank.questions.filter { question in
            var one = bank
            one.questions = [question]
            guard let bytes = try? JSONBank.bytes(one) else { return false }
            return BankReader.read(bytes, file: "x", format: .json).value != nil
        }
        let expected = try #require(
            BankReader.read(try JSONBank.bytes(bank), file: "x", format: .json).value
        )
        #expect(expected.bank.questions.count >= 10, "seed \(seed)")
        for reading in try readings(expected.bank) {
            #expect(
                reading.value == expected,
                "seed \(seed): \(FindingTable.render(reading.findings))"
            )
        }
    }
}
