import ContestModel
import QuestionBanks
import Spreadsheets
import Testing

private let older = """
    <?xml version="1.0" encoding="UTF-8"?>
    <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="Fire_1" title="灭火剂"
      adaptive="false" timeDependent="false">
      <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
        <correctResponse><value>H</value><value> O </value></correctResponse>
        <mapping defaultValue="0"><mapEntry mapKey="H" mappedValue="1"/>
          <mapEntry mapKey="O" mappedValue="2"/></mapping>
      </responseDeclaration>
      <itemBody>
        <p>先看<b>题目</b>：</p>
        <rubricBlock view="scorer"><p>两分</p></rubricBlock>
        <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0">
          <prompt>哪些组成水？</prompt>
          <simpleChoice identifier="H" fixed="false">氢 H<sub>2</sub></simpleChoice>
          <simpleChoice identifier="He">氦<feedbackInline outcomeIdentifier="F" identifier="He"
            showHide="show">不对</feedbackInline></simpleChoice>
          <simpleChoice identifier="O">氧 &lt;O&gt;</simpleChoice>
        </choiceInteraction>
      </itemBody>
      <modalFeedback outcomeIdentifier="F" identifier="correct" showHide="show">H<sub>2</sub>O</modalFeedback>
      <modalFeedback outcomeIdentifier="F" identifier="wrong" showHide="show">再想想</modalFeedback>
    </assessmentItem>
    """

private let newer = """
    <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="freud" title="Jung"
      adaptive="false" time-dependent="false" xml:lang="en">
      <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
        <qti-correct-response><qti-value>false</qti-value></qti-correct-response>
      </qti-response-declaration>
      <qti-item-body>
        <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
          <qti-prompt>Jung was a chemist.</qti-prompt>
          <qti-simple-choice identifier="true" fixed="true">True </qti-simple-choice>
          <qti-simple-choice identifier="false" fixed="true">False </qti-simple-choice>
        </qti-choice-interaction>
      </qti-item-body>
      <qti-modal-feedback outcome-identifier="F" show-hide="show" identifier="x">
        <qti-content-body><p>He was</p><p>a physician.</p></qti-content-body>
      </qti-modal-feedback>
    </qti-assessment-item>
    """

@Suite struct QTITests {
    private func read(_ bytes: [UInt8], _ format: BankFormat = .qti) -> Reading<BankVersion> {
        BankReader.read(bytes, file: "items.zip", format: format)
    }

    private func package(_ manifest: String, _ files: [(String, String)], folder: String = "")
        throws -> [UInt8]
    {
        let head = "<manifest identifier=\"PKG\">\n<resources>\n"
        let list = head + manifest + "</resources></manifest>"
        let entries = [("\(folder)imsmanifest.xml", list)] + files
        return try ZipWriter.archive(entries.map { (name: $0.0, bytes: Array($0.1.utf8)) })
    }

    private func resource(_ href: String, _ type: String = "imsqti_item_xmlv2p1") -> String {
        "<resource identifier=\"a\" type=\"\(type)\" href=\"\(href)\"/>\n"
    }

    @Test func `an item of QTI 2 becomes the question it says`() throws {
        for format in [BankFormat.qti, .xml] {
            let reading = read(Array(older.utf8), format)
            let bank = try #require(reading.value, "\(FindingTable.render(reading.findings))").bank
            #expect(
                bank.questions.map(\.brief)
                    == ["multiple|先看题目：\n哪些组成水？|氢 H₂,氦,氧 <O>|AC"]
            )
            #expect(bank.questions.map(\.id) == ["fire-1"])
            #expect(bank.questions.map(\.explanation) == ["H₂O"])
            let said = reading.findings.filter { !$0.code.hasSuffix(".none") }
            #expect(
                said.map { "\($0.brief) \($0.text)" } == [
                    "bank.part.dropped@3:41 题目名称 title ×1",
                    "bank.part.adapted@3:41 bank=items ×1",
                    "bank.part.adapted@3:41 id ×1",
                    "bank.part.dropped@4:90 不相等的分值 mapping ×1",
                    "bank.part.dropped@11:31 rubricBlock ×1",
                    "bank.part.dropped@16:24 feedbackInline ×1",
                    "bank.part.dropped@21:74 反馈 modalFeedback ×1",
                ]
            )
        }
    }

    @Test func `an item of QTI 3 becomes the question it says`() throws {
        let bank = try #require(read(Array(newer.utf8)).value).bank
        #expect(bank.questions.map(\.brief) == ["true_false|Jung was a chemist.|正确,错误|B"])
        #expect(bank.questions.map(\.explanation) == ["He was\na physician."])
    }

    @Test func `a package is read in its manifest's order, wherever that lies`() throws {
        for folder in ["", "导出/"] {
            let bytes = try package(
                resource("b%20b.xml", "imsqti_item_xmlv3p0") + resource("x.png", "webcontent")
                    + resource("a.xml") + resource("t.xml", "imsqti_test_xmlv2p1"),
                [("\(folder)a.xml", older), ("\(folder)b b.xml", newer), ("x.xml", "<")],
                folder: folder
            )
            let reading = read(bytes)
            let bank = try #require(reading.value, "\(FindingTable.render(reading.findings))").bank
            #expect(bank.questions.map(\.id) == ["freud", "fire-1"])
            #expect(bank.bank == "items" && bank.title == "items")
            let left = reading.findings.filter { $0.code == "bank.construct-not-carried" }
            #expect(left.map(\.text) == ["imsqti_test_xmlv2p1 ×1"])
            #expect(left.map(\.sheet) == ["\(folder)imsmanifest.xml"])
        }
    }

    @Test func `other interactions are named and counted`() throws {
        func item(_ body: String, _ attributes: String = "") -> String {
            "<assessmentItem identifier=\"i\" title=\"\"\(attributes)><itemBody>\(body)</itemBody>"
                + "</assessmentItem>"
        }
        let choice = "<choiceInteraction responseIdentifier=\"R\"/>"
        let bytes = try package(
            (0..<7).map { resource("\($0).xml") }.joined(),
            [
                ("0.xml", item("<extendedTextInteraction/>")), ("1.xml", item("<p/>")),
                ("2.xml", item(choice + choice)), ("3.xml", item(choice, " adaptive=\"true\"")),
                ("4.xml", item("<div><extendedTextInteraction/></div>")),
                ("5.xml", "<assessmentTest/>"), ("6.xml", newer),
            ]
        )
        let reading = read(bytes)
        #expect(try #require(reading.value).bank.questions.map(\.id) == ["freud"])
        #expect(
            reading.findings.filter { $0.code == "bank.construct-not-carried" }.map(\.text).sorted()
                == [
                    "assessmentTest ×1", "extendedTextInteraction ×2", "没有作答部分 ×1",
                    "组合题 choiceInteraction ×1", "自适应题 adaptive ×1",
                ]
        )
    }

    @Test func `what somebody changed in a written item counts`() throws {
        let bank = QuestionBank(
            bank: "b",
            title: "题",
            published: true,
            questions: [
                Question(
                    id: "1-a",
                    type: .single,
                    stem: "两  个\n\n空行",
                    options: ["正确", "错误"],
                    key: .option(1)
                )
            ]
        )
        let archive = try ZipArchive(try #require(BankWriter.named("qti")).write(bank))
        #expect(archive.names == ["imsmanifest.xml", "items/1-a.xml"])
        let item = String(decoding: try archive.bytes(of: "items/1-a.xml"), as: UTF8.self)
        #expect(read(Array(item.utf8)).value?.bank.questions == bank.questions)
        let changed = item.replacing("<br/>空行", with: "<br/>改过的行")
        #expect(changed != item)
        #expect(
            read(Array(changed.utf8)).value?.bank.questions.map(\.stem) == ["两 个\n改过的行"]
        )
    }
}
