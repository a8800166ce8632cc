import ContestModel
import Foundation
import QuestionBanks
import Testing

@Suite struct JSONFormTests {
    @Test func `a bank says the same in YAML and in JSON`() throws {
        let yaml = """
            bank: twins
            title: 双胞胎
            questions:
              - id: a
                type: multiple
                stem: 哪些？
                options: [甲, 乙, 丙]
                key: [A, C]
                difficulty: 2
                basis: {law: 某法, valid_from: 2021-09-01}
              - {id: b, type: true_false, stem: 对吗？, key: true}
            """
        let json = """
            {"bank": "twins", "title": "\\u53cc\\u80de\\u80ce", "questions": [
              {"id": "a", "type": "multiple", "stem": "哪些？", "options": ["甲", "乙", "丙"],
               "key": "AC", "difficulty": 2,
               "basis": {"law": "某法", "valid_from": "2021-09-01", "version": null}},
              {"id": "b", "type": "true_false", "stem": "对吗？", "key": true}]}
            """
        let first = BankReader.read(Array(yaml.utf8), file: "y", format: .yaml)
        let second = BankReader.read(Array(json.utf8), file: "j", format: .json)
        let bank = try #require(first.value)
        #expect(bank == second.value)
        #expect(bank.bank.questions.map(\.key.letters) == ["AC", "A"])
        #expect(bank.bank.questions.first?.basis?.validFrom == ContestDay(number: 18_871))
        #expect(bank.digest.utf8.count == 64)
    }

    @Test func `a contest may come as JSON`() throws {
        let json = """
            {"contest": "c", "title": "竞赛", "bank": "b", "opens": "2026-06-01 00:00",
             "closes": "2026-06-30 24:00", "rehearsal": true,
             "tracks": [{"name": "main", "attempts_per_day": 1, "time_limit": 150,
               "paper": {"questions": 5}, "scoring": {"points": 2.5}}]}
            """
        let reading = ContestFileReader.read(Array(json.utf8), file: "c", format: .json)
        let rules = try #require(reading.value, "\(FindingTable.render(reading.findings))")
        #expect(rules.rehearsal)
        #expect(rules.tracks.first?.timeLimit == TimeLimit(milliseconds: 150_000))
        #expect(rules.tracks.first?.scoring.single == Points(hundredths: 250))
    }

    @Test func `findings are rows for programs and lines for people`() throws {
        let reading = BankReader.read(
            Array("bank: A\ntitle: t\nquestions: []\n".utf8),
            file: "b.yaml",
            format: .yaml
        )
        let bytes = try JSONEncoder().encode(reading.findings)
        let rows = try #require(
            try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]]
        )
        #expect(rows.map { $0["code"] as? String } == ["text.name", "bank.questions.none"])
        #expect(rows.first?["line"] as? Int == 1 && rows.first?["column"] as? Int == 7)
        #expect(rows.first?["severity"] as? String == "error")
        let table = FindingTable.render(reading.findings)
        #expect(table.hasPrefix("b.yaml:1:7: 错误: 只能用小写字母"))
        #expect(table.contains("[text.name] «A»"))
        #expect(table.hasSuffix("共 2 个错误，0 个提醒。\n"))
        #expect(FindingTable.render([]).isEmpty)
    }

    @Test func `the format follows the file's name`() {
        #expect(BankFormat.of(fileName: "x/Bank.YAML")?.name == "yaml")
        #expect(BankFormat.of(fileName: "bank.json")?.isAcceptedOverHTTP == true)
        #expect(BankFormat.of(fileName: "bank.doc") == nil)
        #expect(BankFormat.all.filter(\.isAcceptedOverHTTP).map(\.name) == ["json", "csv", "xlsx"])
        #expect(FileSyntax(fileName: "c.yml") == .yaml)
    }
}
