import ContestModel
import QuestionBanks
import Testing

private let sample = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- question: 0 -->
    <quiz>
      <question type="category"><category><text>$course$/top/消防/灭火</text></category></question>
      <question type="multichoice">
        <name><text>全国安全月</text></name>
        <questiontext format="html">
          <text><![CDATA[<p>全国安全月是&nbsp;<b>哪个</b>月？</p><p>a &lt; b</p>]]></text>
        </questiontext>
        <generalfeedback format="html"><text>&lt;p&gt;见通知。&lt;/p&gt;</text></generalfeedback>
        <defaultgrade>2.0000000</defaultgrade>
        <penalty>0.3333333</penalty>
        <hidden>0</hidden>
        <idnumber>month-1</idnumber>
        <single>true</single>
        <shuffleanswers>true</shuffleanswers>
        <answer fraction="0" format="html"><text><![CDATA[<p>五月<br></p>]]></text></answer>
        <answer fraction="100" format="html"><text>六月</text>
          <feedback format="html"><text>对</text></feedback></answer>
        <tags><tag><text>月份</text></tag></tags>
      </question>
      <question type="multichoice">
        <name><text>Agents 2</text></name>
        <questiontext format="plain_text"><text>哪些是灭火剂 &lt;多选&gt;？</text></questiontext>
        <single>false</single>
        <answer fraction="50"><text>水</text></answer>
        <answer fraction="-100"><text>汽油</text></answer>
        <answer fraction="50"><text>CO<![CDATA[<sub>2</sub>]]></text></answer>
      </question>
      <question type="truefalse">
        <questiontext format="html"><text>灭火器要检查。</text></questiontext>
        <answer fraction="0"><text>true</text></answer>
        <answer fraction="100"><text>false</text><feedback><text>说明</text></feedback></answer>
      </question>
      <question type="essay"><questiontext><text>论述。</text></questiontext></question>
      <question type="matching"><questiontext><text>配对。</text></questiontext></question>
      <question type="essay"><questiontext><text>再论述。</text></questiontext></question>
      <question type="truefalse">
        <questiontext format="html"><text><![CDATA[看图<img src="@@PLUGINFILE@@/a.png">。]]></text>
          <file name="a.png" encoding="base64">\(String(repeating: "QUJD", count: 30_000))</file>
        </questiontext>
        <answer fraction="100"><text>true</text></answer>
      </question>
    </quiz>

    """

@Suite struct MoodleTests {
    private func read(_ text: String) -> Reading<BankVersion> {
        BankReader.read(Array(text.utf8), file: "quiz.xml", format: .moodle)
    }

    @Test func `an export becomes the questions it says`() throws {
        let reading = read(sample)
        let bank = try #require(reading.value, "\(FindingTable.render(reading.findings))").bank
        #expect(
            bank.questions.map(\.brief) == [
                "single|全国安全月是 哪个月？\na < b|五月,六月|B",
                "multiple|哪些是灭火剂 <多选>？|水,汽油,CO₂|AC",
                "true_false|灭火器要检查。|正确,错误|B",
            ]
        )
        #expect(bank.questions.map(\.id) == ["month-1", "agents-2", "q-3"])
        #expect(bank.questions.map(\.category) == ["消防/灭火", "消防/灭火", "消防/灭火"])
        #expect(bank.questions.map(\.explanation) == ["见通知。", "", "说明"])
        #expect(
            reading.findings.filter { !$0.code.hasSuffix(".none") }.map { "\($0.brief) \($0.text)" }
                == [
                    "bank.part.adapted@3:6 bank=quiz ×1",
                    "bank.part.dropped@11:18 分值 defaultgrade ×1",
                    "bank.part.dropped@19:30 选项反馈 feedback ×1",
                    "bank.part.dropped@20:15 标签 tag ×1",
                    "bank.part.adapted@23:10 id ×1",
                    "bank.part.adapted@30:29 id=q-… ×1",
                    "bank.construct-not-carried@35:25 问答题 essay ×2",
                    "bank.construct-not-carried@36:28 匹配题 matching ×1",
                    "bank.construct-not-carried@38:29 <file> <img> ×1",
                ]
        )
    }

    private static func question(_ body: String, _ type: String = "multichoice") -> String {
        "<quiz><question type=\"\(type)\"><questiontext><text>问？</text></questiontext>\(body)"
            + "</question></quiz>"
    }

    private static let options =
        "<answer fraction=\"100\"><text>甲</text></answer><answer fraction=\"0\"><text>乙</text></answer>"

    @Test(arguments: [
        SyntaxFault("", "xml.syntax@1:1"),
        SyntaxFault("问？", "xml.syntax@1:1"),
        SyntaxFault("<quiz>", "xml.syntax@1:7"),
        SyntaxFault("<quiz>\n<question></quiz>", "xml.syntax@2:18"),
        SyntaxFault("<quiz>a & b</quiz>", "xml.syntax@1:10"),
        SyntaxFault("<quiz>&nbsp;</quiz>", "xml.entity@1:13"),
        SyntaxFault("<exam/>", "xml.root.unknown@1:6"),
        SyntaxFault("<quiz/>", "bank.questions.none@1:6"),
        SyntaxFault("<quiz>\u{7}</quiz>", "bank.questions.none@1:6 text.control@1:7"),
        SyntaxFault("<?xml version=\"1.0\" encoding=\"GBK\"?><quiz/>", "file.encoding@1:1"),
        SyntaxFault("<?xml version=\"1.0\" encoding='UTF-7'?><quiz/>", "file.encoding@1:1"),
        SyntaxFault("<!DOCTYPE quiz><quiz/>", "xml.doctype@1:1"),
        SyntaxFault(
            "<!-- x -->\n <!DOCTYPE q SYSTEM \"file:///etc/passwd\"><q/>",
            "xml.doctype@2:2"
        ),
        SyntaxFault("<?a?><!ENTITY x \"y\"><quiz/>", "xml.doctype@1:6"),
        SyntaxFault(
            String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100),
            "xml.too-deep@1:195"
        ),
        SyntaxFault(
            question(options + options),
            "bank.options.repeated@1:192 bank.options.repeated@1:236"
        ),
        SyntaxFault(
            question("<single>true</single>" + options + options.replacing("乙", with: "丙")),
            "moodle.several-right@1:35 bank.options.repeated@1:213"
        ),
        SyntaxFault(question("", "truefalse"), "bank.key.missing@1:33"),
        SyntaxFault(question(options.replacing("100", with: "0")), "bank.key.missing@1:35"),
        SyntaxFault(
            question("<answer fraction=\"100\"><text>maybe</text></answer>", "truefalse"),
            "bank.key.not-true-false@1:100"
        ),
        SyntaxFault(
            "<quiz><question type=\"truefalse\">\n<answer fraction=\"100\"><text>true</text>"
                + "</answer></question></quiz>",
            "bank.part.missing@1:33"
        ),
    ])
    func `each fault of a Moodle file is found at its place`(_ fault: SyntaxFault) {
        #expect(read(fault.text).briefErrors.joined(separator: " ") == fault.expected)
    }

    @Test func `instructions are passed over wherever they stand`() throws {
        let statement = Self.question(
            "<answer fraction=\"100\"><text>true</text></answer>",
            "truefalse"
        )
        let plain = try #require(read(statement).value).bank
        for instruction in ["<?x?>", "<?x y?>", "<?x \n 甲?>", "<?php echo ?>"] {
            let text =
                instruction + statement.replacing("</question>", with: instruction + "</question>")
            #expect(read(text).value?.bank == plain, "\(instruction)")
        }
        let kept = statement.replacing("问？", with: "<![CDATA[[&lt;?x?&gt; <?x?]]>")
        #expect(read(kept).value?.bank.questions.map(\.stem) == ["[<?x?> <?x?"])
        #expect(read("<?x").briefErrors == ["xml.syntax@1:1"])
    }

    @Test func `bombs and floods end in no time`() {
        var laughs = "<!DOCTYPE l [<!ENTITY a \"lol\">"
        for index in 1..<20 {
            laughs += "<!ENTITY a\(index) \"\(String(repeating: "&a;", count: 10))\">"
        }
        #expect(read(laughs + "]><quiz>&a19;</quiz>").briefErrors == ["xml.doctype@1:1"])
        let long =
            "<quiz><question type=\"truefalse\"><text>"
            + String(repeating: "长", count: 30_000)
        #expect(read(long).briefErrors.map { $0.prefix(13) } == ["text.too-long"])
        let many = "<quiz>" + String(repeating: "<a/>", count: 700_000) + "</quiz>"
        #expect(read(many).briefErrors.map { $0.prefix(12) } == ["xml.too-deep"])
        let unclosed =
            String(repeating: "<sup>2", count: 9000) + String(repeating: "<p ", count: 1000)
        let html = Self.question(Self.options).replacing("问？", with: "<![CDATA[\(unclosed)]]>")
        #expect(read(html).briefErrors.map { $0.prefix(13) } == ["text.too-long"])
    }
}
