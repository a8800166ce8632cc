import ContestModel
import QuestionBanks
import Testing

/// Bytes that are no proper file at all, and what must be found where.
struct SyntaxFault: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: String
    var testDescription: String { "\(expected): \(text.prefix(60).debugDescription)" }

    init(_ text: String, _ expected: String) {
        self.text = text
        self.expected = expected
    }
}

private let yaml: [SyntaxFault] = [
    SyntaxFault("", "file.empty@-:-"),
    SyntaxFault("# nothing\n", "file.empty@-:-"),
    SyntaxFault("bank: a\n\tx: b\n", "yaml.syntax@2:1"),
    SyntaxFault("bank: \"a\n", "yaml.syntax@2:1"),
    SyntaxFault("bank: a: b\n", "yaml.syntax@1:8"),
    SyntaxFault("bank: [a\n", "yaml.syntax@2:1"),
    SyntaxFault("bank: a\n---\nbank: b\n", "yaml.documents@2:1"),
    SyntaxFault("bank: &x a\n", "yaml.anchor@1:7"),
    SyntaxFault("bank: *x\n", "yaml.alias@1:7"),
    SyntaxFault("? *x\n: 1\n", "yaml.alias@1:3"),
    SyntaxFault("bank: !!str a\n", "yaml.tag@1:7"),
    SyntaxFault("bank: !!int \"5\"\n", "yaml.tag@1:7"),
    SyntaxFault("questions: !x [a]\n", "yaml.tag@1:12"),
    SyntaxFault("<<: {bank: a}\n", "yaml.merge@1:1"),
    SyntaxFault("[a]: b\n", "file.key.not-text@1:1"),
    SyntaxFault("- a\n", "file.value.not-mapping@1:1"),
    SyntaxFault("word\n", "file.value.not-mapping@1:1"),
    SyntaxFault("bank: a\ntitle: b\nbank: c\n", "file.key.repeated@3:1"),
    SyntaxFault("{bank: a, bank: b}\n", "file.key.repeated@1:2"),
    SyntaxFault("bank: a\u{0}\n", "text.control@1:8"),
    SyntaxFault("bank: a\u{2028}b\n", "text.control@1:8"),
    SyntaxFault("bank: a\r\ntitle: \u{85}\r\n", "text.control@2:8"),
    SyntaxFault(
        String(repeating: "[", count: 25) + String(repeating: "]", count: 25),
        "file.too-deep@1:25"
    ),
    SyntaxFault(String(repeating: "[", count: 100_000), "yaml.syntax@"),
    SyntaxFault(String(repeating: "- ", count: 5000), "yaml.syntax@"),
    SyntaxFault(String(repeating: "[],", count: 800_000), "file.too-many-nodes@-:-"),
    SyntaxFault(String(repeating: " ", count: (8 << 20) + 1), "file.too-large@-:-"),
]

private let json: [SyntaxFault] = [
    SyntaxFault("", "json.syntax@1:1"),
    SyntaxFault("{\"bank\": \"a\",}", "json.syntax@1:14"),
    SyntaxFault("{\"bank\": \"a\" \"title\": 1}", "json.syntax@1:14"),
    SyntaxFault("{\"bank\": 'a'}", "json.syntax@1:10"),
    SyntaxFault("{\n \"bank\": 01}", "json.syntax@2:12"),
    SyntaxFault("{\"bank\": nul}", "json.syntax@1:13"),
    SyntaxFault("{\"bank\": \"\\ud800\"}", "json.syntax@1:17"),
    SyntaxFault("{\"bank\": \"\\q\"}", "json.syntax@1:13"),
    SyntaxFault("{\"bank\": \"a\nb\"}", "json.syntax@1:12"),
    SyntaxFault("{} {}", "json.syntax@1:4"),
    SyntaxFault("{\"bank\": \"a\", \"bank\": \"b\"}", "file.key.repeated@1:15"),
    SyntaxFault("{\"bank\": \"\\u0007\"}", "text.name@1:10"),
    SyntaxFault("{\"title\": \"\\u0007\"}", "text.control@1:11"),
    SyntaxFault(String(repeating: "[", count: 100_000), "json.syntax@1:25"),
    SyntaxFault("[1, 2]", "file.value.not-mapping@1:1"),
]

@Suite struct SyntaxFaultTests {
    @Test(arguments: yaml)
    func `what is no YAML of ours is refused at its place`(_ fault: SyntaxFault) {
        let reading = BankReader.read(Array(fault.text.utf8), file: "b.yaml", format: .yaml)
        #expect(reading.value == nil)
        #expect(reading.brief.contains { $0.hasPrefix(fault.expected) }, "\(reading.brief)")
    }

    @Test(arguments: json)
    func `what is no JSON is refused at its place`(_ fault: SyntaxFault) {
        let reading = BankReader.read(Array(fault.text.utf8), file: "b.json", format: .json)
        #expect(reading.value == nil)
        #expect(reading.brief.contains { $0.hasPrefix(fault.expected) }, "\(reading.brief)")
    }

    @Test func `bytes that are not UTF-8 are refused at their place`() {
        for format in [BankFormat.yaml, .json] {
            let reading = BankReader.read(
                [0x61, 0x0A, 0x62, 0xC4, 0xE3],
                file: "b",
                format: format
            )
            #expect(reading.brief == ["file.encoding@2:2"])
        }
    }

    @Test func `a bomb of nested aliases is refused in no time`() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for index in 1..<30 {
            let name = "n\(index)"
            let before = index == 1 ? "a" : "n\(index - 1)"
            text +=
                "? [\((0..<9).map { _ in "*\(before)" }.joined(separator: ", "))]\n: &\(name) x\n"
        }
        let reading = BankReader.read(Array(text.utf8), file: "b", format: .yaml)
        #expect(reading.value == nil)
        #expect(reading.brief.contains("yaml.alias@2:4"))
    }

    @Test func `stars and ampersands inside texts are texts`() throws {
        let text = """
            bank: stars
            title: R&D *重点* 5*3
            questions:
              - id: q
                type: true_false
                stem: "*见 \\\\* 星号"
                key: 对
            """
        let reading = BankReader.read(Array(text.utf8), file: "b", format: .yaml)
        let bank = try #require(reading.value).bank
        #expect(bank.title == "R&D *重点* 5*3")
        #expect(bank.questions.first?.stem == "*见 \\* 星号")
    }

    @Test func `more findings than anyone reads are counted`() {
        let text = "bank: a\ntitle: b\nquestions:\n" + String(repeating: "  - 1\n", count: 3000)
        let reading = BankReader.read(Array(text.utf8), file: "b", format: .yaml)
        #expect(reading.findings.count == 1001)
        #expect(reading.findings.last?.code == "findings.truncated")
        #expect(reading.findings.last?.chinese.contains("2000") == true)
    }
}
