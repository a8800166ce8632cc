import ContestModel
import QuestionBanks
import Testing

@Suite struct BankComparisonTests {
    private func bank(_ name: String, _ stems: [String], allowed: [AllowedWarning]? = nil)
        -> QuestionBank
    {
        QuestionBank(
            bank: name,
            title: name,
            published: false,
            allowed: allowed,
            questions: stems.enumerated().map { index, stem in
                Question(
                    id: "\(name)-\(index)",
                    type: .single,
                    stem: stem,
                    options: ["立即撤离现场", "返回取财物", "围观拍照片"],
                    key: .option(0)
                )
            }
        )
    }

    @Test func `the same question in two banks is found under the later one`() {
        let first = bank("a", ["发生火灾时应当怎样做？", "地震时应当怎样做才安全？"])
        let second = bank("b", ["電梯故障時怎樣做？", "发生火灾时，应当怎样做"])
        let found = BankComparison.findings([("a.yaml", first), ("b.yaml", second)])
        #expect(found.map(\.file) == ["b.yaml"])
        #expect(found.first?.chinese == "b-1 与 a.yaml a-0 几乎相同")
        #expect(found.first?.code == "bank.question.in-other-bank")
        let kept = AllowedWarning(
            warning: "bank.question.in-other-bank",
            question: "b-1",
            why: "两个题库不在同一竞赛里用"
        )
        let quiet = bank("b", ["電梯故障時怎樣做？", "发生火灾时，应当怎样做"], allowed: [kept])
        #expect(BankComparison.findings([("a.yaml", first), ("b.yaml", quiet)]).isEmpty)
        #expect(BankComparison.findings([("a.yaml", bank("a", ["甲题", "甲题"]))]).isEmpty)
    }
}
