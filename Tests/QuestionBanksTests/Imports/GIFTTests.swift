import ContestModel
import QuestionBanks
import Testing

/// A GIFT question and what it must become, worked out from the format's documentation.
private let shapes: [ForeignShape] = [
    ForeignShape(
        "::安全月::全国安全月是哪个月？{=六月#对了 ~七月#不对 ~八月}",
        "single|全国安全月是哪个月？|六月,七月,八月|A"
    ),
    ForeignShape(
        "哪些是灭火剂？{\n~%33.33333%水\n~%33.33333%干粉\n~%33.33333%泡沫\n~%-100%汽油\n}",
        "multiple|哪些是灭火剂？|水,干粉,泡沫,汽油|ABC"
    ),
    ForeignShape("灭火器要检查。{T}", "true_false|灭火器要检查。|正确,错误|A"),
    ForeignShape(
        "// 说明\n灭火器不要检查。{FALSE#错了#对了####因为法律如此。}",
        "true_false|灭火器不要检查。|正确,错误|B"
    ),
    ForeignShape("火警电话是{~110 =119 ~120}。", "single|火警电话是_____。|110,119,120|B"),
    ForeignShape("Call {~110 =119} now.", "single|Call _____ now.|110,119|B"),
    ForeignShape(
        "集合 \\{1\\: 2\\} \\= x\\~y \\# \\\\ {=a\\=b ~c\\~d}",
        "single|集合 {1: 2} = x~y # \\|a=b,c~d|A"
    ),
    ForeignShape("第一行\\n第二行{~=甲 ~乙}", "single|第一行\n第二行|甲,乙|A"),
    ForeignShape(
        "[html]<p>面积 10&nbsp;m<sup>2</sup>，<b>CO<sub>2</sub></b>&lt;5%</p>{=<p>甲</p> ~[plain]<p>乙}",
        "single|面积 10 m²，CO₂<5%|甲,<p>乙|A"
    ),
    ForeignShape("C\\:\\dir {=%50%甲 ~乙}", "single|C:\\dir|%50%甲,乙|A"),
]

@Suite struct GIFTTests {
    private func read(_ text: String) -> Reading<BankVersion> {
        BankReader.read(Array(text.utf8), file: "bank.gift", format: .gift)
    }

    @Test(arguments: shapes)
    func `a GIFT question becomes the question it says`(_ shape: ForeignShape) throws {
        for text in [shape.json, shape.json.replacing("\n", with: "\r\n") + "\r\n"] {
            let reading = read(text)
            let bank = try #require(reading.value, "\(FindingTable.render(reading.findings))").bank
            #expect(bank.questions.map(\.brief) == [shape.expected])
        }
    }

    @Test func `categories, names, identifiers and explanations are taken over`() throws {
        let reading = read(
            """
            $CATEGORY: $course$/top/消防/灭火

            // [id:Fire_7] [tag:重点]
            ::第一题::甲？{=x ~y ####总说明}

            $CATEGORY: 危化//化工
            ::my-2::乙？{
              =x # 因为
                甲乙
              ~y # 不是
            }
            """
        )
        let questions = try #require(reading.value).bank.questions
        #expect(questions.map(\.id) == ["fire-7", "my-2"])
        #expect(questions.map(\.category) == ["消防/灭火", "危化/化工"])
        #expect(questions.map(\.explanation) == ["总说明", "因为\n    甲乙"])
        #expect(
            reading.findings.filter { $0.code == "bank.part.dropped" }.map {
                "\($0.brief) \($0.text)"
            }
                == ["bank.part.dropped@3:1 [tag] ×1", "bank.part.dropped@10:8 选项反馈 # ×1"]
        )
    }

    @Test func `other kinds of question are named, counted and left out`() throws {
        let reading = read(
            """
            只是说明。

            论述安全。{}

            论述消防。{####看情况}

            年份？{#1822:5}

            电话？{=119 =一一九}

            配对。{=甲 -> 一 =乙 -> 二}

            [html]看图<img src="a.png">{=甲 ~乙}

            对的。{TRUE}
            """
        )
        #expect(try #require(reading.value).bank.questions.map(\.stem) == ["对的。"])
        let left = reading.findings.filter { $0.code == "bank.construct-not-carried" }
        #expect(
            left.map { "\($0.brief.split(separator: "@").last ?? "") \($0.text)" } == [
                "1:1 说明文字 description ×1", "3:1 问答题 essay ×2", "7:1 数值题 numerical ×1",
                "9:1 填空题 short answer ×1", "11:1 匹配题 matching ×1", "13:1 <img> ×1",
            ]
        )
    }

    @Test(arguments: [
        SyntaxFault("问？{=甲 ~乙", "gift.braces@1:3"),
        SyntaxFault("问？=甲 ~乙}", "gift.braces@1:8"),
        SyntaxFault("问？{=甲 ~乙} 再问 {=丙 ~丁}", "gift.braces@1:14"),
        SyntaxFault("甲？{=x\n\n~y}", "gift.braces@1:3 gift.braces@3:3"),
        SyntaxFault("问？{=甲 =乙 ~丙}", "gift.several-right@1:7"),
        SyntaxFault("问？{甲 =乙 ~丙}", "gift.answer-without-mark@1:4"),
        SyntaxFault("问？{~甲 ~乙}", "bank.key.missing@1:1"),
        SyntaxFault("问？{=甲 ~}", "bank.part.empty@1:8"),
        SyntaxFault("问？{=甲 ~甲}", "bank.options.repeated@1:8"),
        SyntaxFault("{=甲 ~乙}", "bank.part.empty@1:1"),
        SyntaxFault("问？{~=甲}", "bank.options.count@1:6"),
        SyntaxFault("// safetyquiz {\"difficulty\": 9}\n问？{T}", "bank.difficulty@1:1"),
        SyntaxFault("// safetyquiz {\"difficulty\"}\n问？{T}", "gift.comment@1:1"),
        SyntaxFault("问\u{7}？{T}", "text.control@1:2"),
        SyntaxFault("", "bank.questions.none@1:1"),
        SyntaxFault("// x", "bank.questions.none@1:1"),
        SyntaxFault("::a::甲？{T}\n\n::a::乙？{F}\n\n::b", "text.end"),
    ])
    func `each fault of a GIFT file is found at its place`(_ fault: SyntaxFault) {
        let reading = read(fault.text)
        if fault.expected == "text.end" {
            // A name twice, and a name without an end: made identifiers, and a description.
            #expect(reading.value?.bank.questions.map(\.id) == ["a", "q-2"])
        } else {
            #expect(reading.briefErrors.joined(separator: " ") == fault.expected)
        }
    }
}
