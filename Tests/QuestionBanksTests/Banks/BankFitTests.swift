import ContestModel
import QuestionBanks
import Testing

@Suite struct BankFitTests {
    private func rules(_ tracks: String, _ more: String = "") throws -> ContestRules {
        let text = """
            contest: fit
            title: 相配
            bank: b
            opens: "2026-06-01 00:00"
            closes: "2026-06-30 24:00"
            \(more)
            tracks: \(tracks)
            """
        let reading = ContestFileReader.read(Array(text.utf8), file: "fit", format: .yaml)
        return try #require(reading.value, "\(FindingTable.render(reading.findings))")
    }

    private func bank(
        _ count: Int,
        named name: String = "b",
        published: Bool = false,
        approved: Bool = true,
        basis: StatutoryBasis? = nil
    ) -> QuestionBank {
        QuestionBank(
            bank: name,
            title: "题库",
            published: published,
            approval: approved
                ? BankApproval(by: "县应急管理局", on: ContestDay(number: 20_500)) : nil,
            questions: (0..<count).map {
                Question(
                    id: "q-\($0)",
                    type: $0 < 5 ? .single : .trueFalse,
                    stem: "\($0)",
                    options: ["甲", "乙"],
                    key: .option(0),
                    category: "消防安全",
                    basis: basis
                )
            }
        )
    }

    private let five = "[{name: main, attempts_per_day: 1, paper: {questions: 5}}]"

    private func codes(_ rules: ContestRules, _ bank: QuestionBank) -> [String] {
        ContestFileReader.check(rules, against: bank).map(\.code)
    }

    @Test func `a bank that fits has no findings`() throws {
        #expect(codes(try rules(five), bank(5)).isEmpty)
    }

    @Test func `another bank, a published bank and a small bank are found`() throws {
        #expect(codes(try rules(five), bank(5, named: "c")) == ["contest.bank.other"])
        #expect(codes(try rules(five), bank(5, published: true)) == ["contest.bank.published"])
        #expect(codes(try rules(five), bank(5, approved: false)) == ["contest.bank.not-approved"])
        #expect(codes(try rules(five, "rehearsal: true"), bank(5, published: true)).isEmpty)
        #expect(codes(try rules(five), bank(4)) == ["contest.paper.short"])
    }

    @Test func `unknown pools and categories are found, with the nearest`() throws {
        let rules = try rules(
            "[{name: main, attempts_per_day: 1, paper: {questions: 1, pools: [main, extra], "
                + "categories: [消防安令]}}]"
        )
        let findings = ContestFileReader.check(rules, against: bank(9))
        #expect(
            findings.map(\.code) == [
                "contest.pool.unknown", "contest.category.unknown", "contest.paper.short",
            ]
        )
        #expect(findings.dropFirst().first?.chinese.contains("消防安全") == true)
    }

    @Test func `sections that may take each other's questions are found`() throws {
        let rules = try rules(
            "[{name: main, attempts_per_day: 1, paper: {sections: [{questions: 5}, "
                + "{questions: 5, types: [single]}]}}]"
        )
        #expect(codes(rules, bank(10)) == ["contest.paper.tight"])
        #expect(codes(rules, bank(4)) == ["contest.paper.short", "contest.paper.short"])
    }

    /// June 2026 is days 20,605 to 20,634.
    @Test(
        arguments: [
            (nil, nil, 0), (20_605, 20_634, 0), (20_606, nil, 5), (nil, 20_633, 5),
        ] as [(Int32?, Int32?, Int)]
    )
    func `a basis must hold on every day`(_ from: Int32?, _ until: Int32?, _ count: Int) throws {
        let basis = StatutoryBasis(
            law: "某法",
            validFrom: from.map(ContestDay.init(number:)),
            validUntil: until.map(ContestDay.init(number:))
        )
        let found = codes(try rules(five), bank(5, basis: basis))
        #expect(found == Array(repeating: "contest.basis.outside", count: count))
    }
}
