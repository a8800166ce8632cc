import ContestModel
import Foundation
import QuestionBanks
import Testing

@Suite struct ContestTemplateTests {
    @Test(arguments: ContestTemplates.all.map(\.name))
    func `a template with its defaults says what the published rule set says`(
        _ name: String
    ) throws {
        let template = try #require(ContestTemplates.named(name))
        let url = Places.ruleSets.appendingPathComponent("\(name).yaml")
        let published = try #require(
            ContestFileReader.read(try Places.bytes(url), file: name, format: .yaml).value
        )
        let year = name.suffix(4)
        let month = name == "xuchang-2023" ? "09" : "06"
        let text = template.render(answers: [
            "contest": name, "title": published.title, "opens": "\(year)-\(month)-01 00:00",
            "closes": "\(year)-\(month)-30 24:00",
        ])
        let reading = ContestFileReader.read(Array(text.utf8), file: name, format: .yaml)
        #expect(reading.findings.isEmpty, "\(FindingTable.render(reading.findings))\n\(text)")
        var rules = try #require(reading.value)
        rules.organiser = ""
        #expect(rules == published)
        #expect(text.contains("#") && !text.contains("{{"))
    }

    @Test(arguments: ContestTemplates.all.map(\.name))
    func `every default answer passes its own check`(_ name: String) throws {
        let template = try #require(ContestTemplates.named(name))
        #expect(Set(template.questions.map(\.id)).count == template.questions.count)
        for question in template.questions {
            #expect(question.check(question.defaultAnswer) == nil)
            #expect(question.check("\u{7}\n") != nil)
            #expect(!question.prompt.isEmpty)
        }
        let reading = ContestFileReader.read(
            Array(template.render().utf8),
            file: name,
            format: .yaml
        )
        #expect(reading.findings.isEmpty, "\(FindingTable.render(reading.findings))")
    }

    @Test func `a hostile answer stays inside its quotes`() throws {
        let template = try #require(ContestTemplates.named("national-2023"))
        let title = "a\" \\ : # *x &y {{bank}}"
        let reading = ContestFileReader.read(
            Array(template.render(answers: ["title": title]).utf8),
            file: "t",
            format: .yaml
        )
        #expect(reading.value?.title == title)
    }

    @Test func `a refused answer falls back to the default`() throws {
        let template = try #require(ContestTemplates.named("national-2023"))
        let text = template.render(answers: ["attempts": "zero", "limit": "3 weeks"])
        #expect(text == template.render())
    }
}
