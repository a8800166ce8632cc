import QuestionBanks
import Spreadsheets
import Testing

private func item(_ declaration: String, _ choices: String) -> String {
    """
    <assessmentItem identifier="i" title="问">
    <responseDeclaration identifier="R" cardinality="single">\(declaration)</responseDeclaration>
    <itemBody><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>问？</prompt>
    \(choices)
    </choiceInteraction></itemBody></assessmentItem>
    """
}

private let right = "<correctResponse><value>A</value></correctResponse>"
private let two = """
    <simpleChoice identifier="A">甲</simpleChoice>
    <simpleChoice identifier="B">乙</simpleChoice>
    """

@Suite struct QTIFaultTests {
    private func errors(_ bytes: [UInt8]) -> String {
        BankReader.read(bytes, file: "b", format: .qti).findings
            .filter { $0.severity == .error }
            .map { ($0.sheet.map { "\($0)!" } ?? "") + $0.brief }.joined(separator: " ")
    }

    @Test(arguments: [
        SyntaxFault(item("", two), "bank.key.missing@1:41"),
        SyntaxFault(item(right.replacing(">A<", with: ">C<"), two), "qti.key.unknown@2:81"),
        SyntaxFault(
            item(right.replacing("</v", with: "</value><value>B</v"), two),
            "bank.key.several@2:97"
        ),
        SyntaxFault(
            item(right.replacing("</v", with: "</value><value>A</v"), two),
            "bank.key.repeated@2:97"
        ),
        SyntaxFault(item(right, two.replacing("乙", with: "甲")), "bank.options.repeated@5:29"),
        SyntaxFault(item(right, two.replacing("乙", with: "")), "bank.part.empty@5:29"),
        SyntaxFault(
            item(right, "<simpleChoice identifier=\"A\">甲</simpleChoice>"),
            "bank.options.count@4:29"
        ),
        SyntaxFault(item(right, two).replacing("问？", with: ""), "bank.part.empty@3:75"),
        SyntaxFault(item(right, two).replacing("</itemBody>", with: ""), "xml.syntax@6:38"),
        SyntaxFault("<!DOCTYPE a>" + item(right, two), "xml.doctype@1:1"),
        SyntaxFault("<questestinterop/>", "xml.root.unknown@1:17"),
        SyntaxFault(
            "<assessmentItem><itemBody><orderInteraction/></itemBody></assessmentItem>",
            "bank.questions.none@1:16"
        ),
    ])
    func `each fault of an item is found at its place`(_ fault: SyntaxFault) {
        #expect(errors(Array(fault.text.utf8)) == fault.expected)
    }

    private func zip(_ entries: [(String, String)]) throws -> [UInt8] {
        try ZipWriter.archive(entries.map { (name: $0.0, bytes: Array($0.1.utf8)) })
    }

    private func manifest(_ href: String) -> String {
        "<manifest><resources>\n<resource type=\"imsqti_item_xmlv2p1\" href=\"\(href)\"/>"
            + "</resources></manifest>"
    }

    @Test func `each fault of a package is found at its place`() throws {
        #expect(errors([0x50, 0x4B, 3, 4, 0, 0]) == "zip.damaged@-:-")
        #expect(errors([0x50, 0x4B]) == "zip.none@-:-")
        #expect(try errors(zip([("a.xml", "<a/>")])) == "qti.manifest.missing@-:-")
        let name = "imsmanifest.xml"
        #expect(try errors(zip([(name, "<manifest")])) == "imsmanifest.xml!xml.syntax@1:10")
        #expect(
            try errors(zip([(name, "<manifest/>")])) == "imsmanifest.xml!bank.questions.none@1:10"
        )
        #expect(
            try errors(zip([(name, manifest("a.xml"))]))
                == "imsmanifest.xml!qti.file.missing@2:50"
        )
        #expect(
            try errors(zip([(name, manifest("http://x/a.xml"))]))
                == "imsmanifest.xml!qti.href.external@2:59"
        )
        #expect(
            try errors(zip([(name, manifest("../a.xml")), ("a.xml", "")]))
                == "imsmanifest.xml!qti.file.missing@2:53"
        )
        #expect(
            try errors(zip([(name, manifest("a.xml")), ("a.xml", "<!DOCTYPE a><a/>")]))
                == "a.xml!xml.doctype@1:1"
        )
        #expect(
            try errors(zip([(name, manifest("a.xml")), ("a.xml", item("", two))]))
                == "a.xml!bank.key.missing@1:41"
        )
    }

    @Test func `a package that inflates a thousandfold is refused`() throws {
        let name = "imsmanifest.xml"
        let flood = String(repeating: " ", count: 7 << 20)
        #expect(
            try errors(zip([(name, manifest("a.xml")), ("a.xml", flood)])) == "zip.too-large@-:-"
        )
        #expect(try errors(zip([(name, flood + "<a/>")])) == "zip.too-large@-:-")
    }
}
