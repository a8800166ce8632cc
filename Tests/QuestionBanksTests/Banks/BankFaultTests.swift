import QuestionBanks
import Testing

/// One broken bank: the lines of one question, and what must be found where.
///
/// The question begins in line 4; the places were counted by hand.
struct BankFault: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var expected: [String]
    var testDescription: String { expected.joined(separator: " ") }

    init(_ lines: [String], _ expected: String...) {
        self.lines = lines
        self.expected = expected
    }

    var text: String {
        (["bank: sample", "title: 样题", "questions:"] + lines).joined(separator: "\n") + "\n"
    }
}

private let basis = "    basis: {law: 中华人民共和国消防法}"

private func single(
    id: String = "q-1",
    stem: String = "问？",
    options: String = "[甲, 乙, 丙]",
    key: String = "A"
) -> [String] {
    [
        "  - id: \(id)", "    type: single", "    stem: \(stem)", "    options: \(options)",
        "    key: \(key)", "    explanation: 因为。", basis,
    ]
}

private func other(_ type: String, _ middle: String...) -> [String] {
    ["  - id: q-1", "    type: \(type)", "    stem: 问？"] + middle
        + ["    explanation: 因为。", basis]
}

private let faults: [BankFault] = [
    BankFault(single()),
    BankFault(single(key: "D"), "bank.key.outside-options@8:10"),
    BankFault(single(key: "[A, E]"), "bank.key.outside-options@8:14"),
    BankFault(single(key: "Z"), "bank.key.outside-options@8:10"),
    BankFault(single(key: "AB"), "bank.key.several@8:10"),
    BankFault(single(key: "甲")),
    BankFault(single(key: "丁"), "bank.key.unreadable@8:10"),
    BankFault(single(options: "[B, A, C]"), "bank.key.ambiguous@8:10"),
    BankFault(single(key: "\"、\""), "bank.key.unreadable@8:10"),
    BankFault(single(key: "AA"), "bank.key.repeated@8:10"),
    BankFault(single(key: ""), "bank.key.missing@4:5"),
    BankFault(single(key: "[]"), "bank.key.missing@4:5"),
    BankFault(single(options: "[甲]"), "bank.options.count@7:15"),
    BankFault(single(options: "[1,2,3,4,5,6,7,8,9]"), "bank.options.count@7:15"),
    BankFault(single(options: "[甲, 乙, ' 甲 ']"), "bank.options.repeated@7:21"),
    BankFault(single(options: "[é, 乙, \"e\\u0301\"]"), "bank.options.repeated@7:21"),
    BankFault(single(options: "[甲, '', 丙]"), "bank.part.empty@7:18"),
    BankFault(single(options: "甲"), "bank.part.missing@4:5", "file.value.not-list@7:14"),
    BankFault(single(options: "[甲, [乙], 丙]", key: "B"), "file.value.not-text@7:18"),
    BankFault(single(stem: "''"), "bank.part.empty@6:11"),
    BankFault(single(stem: "~"), "bank.part.missing@4:5"),
    BankFault(single(stem: "\"a\\u0007b\""), "text.control@6:11"),
    BankFault(single(stem: "问\u{7}？"), "text.control@6:12"),
    BankFault(single(stem: "问\u{202E}？"), "text.control@6:12"),
    BankFault(single(stem: String(repeating: "长", count: 1001)), "text.too-long@6:11"),
    BankFault(single(id: "Q1"), "text.name@4:9"),
    BankFault(single(id: "''"), "text.name@4:9"),
    BankFault(single() + single(stem: "另问？"), "bank.id.repeated@11:9"),
    BankFault(single() + single(id: "q-2", key: "B"), "bank.key.contradiction@15:10"),
    BankFault(
        single() + single(id: "q-2", options: "[乙, 甲, 丙]", key: "B"),
        "bank.question.repeated@11:5"
    ),
    BankFault(other("single", "    key: A"), "bank.part.missing@4:5"),
    BankFault(
        other("singel", "    key: A", "    options: [甲, 乙]"),
        "bank.type.unknown@5:11"
    ),
    BankFault(other("multiple", "    options: [甲, 乙, 丙]", "    key: ABC")),
    BankFault(other("multiple", "    options: [甲, 乙, 丙]", "    key: [A, C]")),
    BankFault(other("multiple", "    options: [甲, 乙, 丙]", "    key: a、Ｃ")),
    BankFault(
        other("multiple", "    options: [甲, 乙, 丙]", "    key: C"),
        "bank.key.only-one@8:10"
    ),
    BankFault(
        other("multiple", "    options: [甲, 乙, 丙]", "    key: []"),
        "bank.key.missing@4:5"
    ),
    BankFault(other("true_false", "    key: true")),
    BankFault(other("true_false", "    key: 错误")),
    BankFault(other("true_false", "    key: no"), "bank.key.not-true-false@7:10"),
    BankFault(
        other("true_false", "    options: [是, 不是]", "    key: true"),
        "bank.options.not-allowed@7:15"
    ),
    BankFault(
        single() + ["    dificulty: 3"],
        "file.key.unknown@11:5"
    ),
    BankFault(single() + ["    difficulty: 6"], "bank.difficulty@11:17"),
    BankFault(single() + ["    difficulty: 三"], "bank.difficulty@11:17"),
    BankFault(single() + ["    pool: Main"], "text.name@11:11"),
    BankFault(single() + ["    key: B"], "file.key.repeated@11:5"),
    BankFault(
        single() + ["    key: B", "    type: single", "    id: z"],
        "file.key.repeated@11:5",
        "file.key.repeated@12:5",
        "file.key.repeated@13:5"
    ),
    BankFault(
        Array(single().dropLast(2)),
        "bank.explanation.none@4:9",
        "bank.basis.none@4:9"
    ),
    BankFault(
        Array(single().dropLast()) + ["    basis: {article: 第一条}"],
        "bank.part.missing@10:12"
    ),
    BankFault(
        Array(single().dropLast())
            + ["    basis:", "      law: 法", "      valid_from: 2021-02-29"],
        "file.value.date@12:19"
    ),
    BankFault(
        Array(single().dropLast()) + [
            "    basis:", "      law: 法", "      valid_from: 2021-03-01",
            "      valid_until: 2020-03-01",
        ],
        "bank.basis.reversed@13:20"
    ),
    BankFault(["  - 一道题"], "file.value.not-mapping@4:5"),
    BankFault(
        ["  - {}"],
        "bank.part.missing@4:5",
        "bank.part.missing@4:5",
        "bank.part.missing@4:5",
        "bank.basis.none@4:5"
    ),
]

@Suite struct BankFaultTests {
    @Test(arguments: faults)
    func `each fault of a question is found at its place`(_ fault: BankFault) {
        let reading = BankReader.read(Array(fault.text.utf8), file: "b.yaml", format: .yaml)
        let found = reading.brief.filter {
            !$0.hasPrefix("bank.explanation.none") || fault.expected.contains($0)
        }
        #expect(found == fault.expected)
        #expect((reading.value == nil) == reading.findings.contains { $0.severity == .error })
        for finding in reading.findings {
            #expect(
                finding.file == "b.yaml" && !finding.chinese.isEmpty && !finding.english.isEmpty
            )
        }
    }
}
