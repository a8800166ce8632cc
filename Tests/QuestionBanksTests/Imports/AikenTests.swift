import ContestModel
import QuestionBanks
import Testing

private let sample = """
    What is the correct answer to this question?
    A. Is it this one?
    B. Maybe this answer?
    C. Must be this one!
    ANSWER: C

    下列说法
      哪些正确？

    A、甲
    B）乙
    C．丙
    答案：A、C
    早发现早报告。
    A) True
    B) False
    answer: B
    """

@Suite struct AikenTests {
    private func read(_ text: String, _ format: BankFormat = .aiken) -> Reading<BankVersion> {
        BankReader.read(Array(text.utf8), file: "My Bank.txt", format: format)
    }

    @Test func `questions of one and of several keys and statements are read`() throws {
        let expected = [
            "single|What is the correct answer to this question?"
                + "|Is it this one?,Maybe this answer?,Must be this one!|C",
            "multiple|下列说法\n哪些正确？|甲,乙,丙|AC",
            "true_false|早发现早报告。|正确,错误|B",
        ]
        for text in [sample, sample.replacing("\n", with: "\r\n"), "\u{FEFF}" + sample] {
            let bank = try #require(read(text).value).bank
            #expect(bank.questions.map(\.brief) == expected)
            #expect(bank.bank == "my-bank" && bank.title == "My Bank")
            #expect(bank.questions.map(\.id) == ["q-1", "q-2", "q-3"])
            #expect(try #require(read(text, .plainText).value).bank == bank)
        }
        #expect(read("甲？{T}", .plainText).value?.bank.questions.map(\.stem) == ["甲？"])
        #expect(BankFormat.of(fileName: "a.txt")?.name == "text")
        #expect(BankFormat.of(fileName: "a.aiken.txt")?.name == "aiken")
        #expect(BankFormat.of(fileName: "a.gift.txt")?.name == "gift")
    }

    @Test(arguments: [
        SyntaxFault("甲？\nA. x\nB. y", "aiken.answer.missing@1:1"),
        SyntaxFault(
            "甲？\nA. x\nB. y\n乙？\nA. x\nB. y\nANSWER: A",
            "aiken.answer.missing@1:1"
        ),
        SyntaxFault("甲？\nA. x\nC. y\nD. z\nANSWER: A", "aiken.letter@3:1"),
        SyntaxFault("甲？\nA. x\nB. y\nANSWER: C", "bank.key.outside-options@4:9"),
        SyntaxFault("甲？\nA. x\nB. y\nANSWER:", "bank.key.missing@4:1"),
        SyntaxFault("甲？\nA. x\nB. y\nANSWER: 甲", "bank.key.unreadable@4:9"),
        SyntaxFault("甲？\nA. x\nB.\nANSWER: A", "bank.part.empty@3:3"),
        SyntaxFault("甲？\nA. x\nB. x\nANSWER: A", "bank.options.repeated@3:4"),
        SyntaxFault("甲？\nA. x\nANSWER: A", "bank.options.count@2:4"),
        SyntaxFault("ANSWER: A", "aiken.stem.missing@1:1"),
        SyntaxFault("甲？\nANSWER: A", "bank.options.count@1:1 bank.key.outside-options@2:9"),
        SyntaxFault("", "bank.questions.none@1:1"),
        SyntaxFault("甲？", "aiken.answer.missing@1:1"),
    ])
    func `each fault of an Aiken file is found at its place`(_ fault: SyntaxFault) {
        #expect(read(fault.text).briefErrors.joined(separator: " ") == fault.expected)
    }
}
