import ContestModel
import QuestionBanks
import Testing

/// Reads lines of CSV as a bank.
func bank(csv lines: [String], file: String = "题库 2026.csv") -> Reading<BankVersion> {
    BankReader.read(Array(lines.joined(separator: "\n").utf8), file: file, format: .csv)
}

private let heading = "题号,题型,题干,选项A,选项B,选项C,选项D,正确答案,解析,法规依据"

/// A question of the heading above with everything in order.
private func question(
    id: String = "q1",
    type: String = "单选题",
    options: [String] = ["甲", "乙", "丙", "丁"],
    key: String
) -> String {
    "\(id),\(type),问\(id)？,\(options.joined(separator: ",")),\"\(key)\",因为。,消防法"
}

@Suite struct BankTableTests {
    @Test func `columns are found in any order, in Chinese and English`() throws {
        let chinese = try #require(
            bank(csv: [
                "安全生产月知识竞赛题库,,,,,,,,,,,,",
                "序号,章节,题型,题目,选项A,选项B,选项 C,选项Ｄ,答案,解析,知识点,难度,分值,法规依据",
                "1,法律法规,单选题,谁负责？,主要负责人,联络人,顾问,门卫,A,因为。,责任,易,2,"
                    + "《安全生产法》（2021年修正）第五条",
                "2,应急,多选题,哪些对？,甲,乙,丙,,\"A、C\",因为。,,3,2,《消防法》",
                "3,应急,判断题,\"水能灭\n一切火。\",,,,,错,因为。,,较难,1,GB 2894-2008",
            ]).value
        ).bank
        let english = try #require(
            bank(csv: [
                "title;安全生产月知识竞赛题库",
                "Question;Key;Option B;Option A;Option C;Option D;Type;Category;"
                    + "Explanation;Knowledge Point;Difficulty;Law;Version;Article",
                "谁负责？;a;联络人;主要负责人;顾问;门卫;single;法律法规;因为。;责任;1;安全生产法;2021年修正;第五条",
                "哪些对？;A C;乙;甲;丙;;multiple;应急;因为。;;3;消防法;;",
                "\"水能灭\n一切火。\";F;;;;;true/false;应急;因为。;;4;GB 2894-2008;;",
            ]).value
        ).bank
        #expect(chinese == english)
        #expect(chinese.bank == "2026" && chinese.title == "安全生产月知识竞赛题库")
        #expect(
            chinese.questions == [
                Question(
                    id: "q-0001",
                    type: .single,
                    stem: "谁负责？",
                    options: ["主要负责人", "联络人", "顾问", "门卫"],
                    key: OptionMask(bits: 1),
                    explanation: "因为。",
                    category: "法律法规",
                    knowledgePoint: "责任",
                    difficulty: 1,
                    basis: StatutoryBasis(law: "安全生产法", version: "2021年修正", article: "第五条")
                ),
                Question(
                    id: "q-0002",
                    type: .multiple,
                    stem: "哪些对？",
                    options: ["甲", "乙", "丙"],
                    key: OptionMask(bits: 5),
                    explanation: "因为。",
                    category: "应急",
                    basis: StatutoryBasis(law: "消防法")
                ),
                Question(
                    id: "q-0003",
                    type: .trueFalse,
                    stem: "水能灭\n一切火。",
                    options: ["正确", "错误"],
                    key: OptionMask(bits: 2),
                    explanation: "因为。",
                    category: "应急",
                    difficulty: 4,
                    basis: StatutoryBasis(law: "GB 2894-2008")
                ),
            ]
        )
    }

    /// Key notations as DOMAIN.md lists them, for the options 甲 乙 丙 丁; the masks by hand.
    @Test(arguments: [
        ("单选", "B", 2), ("单选题", "b", 2), ("single", "Ｂ", 2), ("单项选择题", "乙", 2),
        ("单选", "B.乙", 2), ("单选", "B、乙", 2), ("多选", "ABD", 11), ("多选题", "A,B,D", 11),
        ("多项选择题", "A、B、D", 11), ("multiple", "A B D", 11), ("多选", "A；B；D", 11),
        ("多选", "ＡＢＤ", 11), ("多选", "甲；丁", 9), ("多选", "甲、乙、丁", 11), ("多选", "甲|丙", 5),
        ("多选", "A.甲；C.丙", 5), ("不定项", "甲，乙", 3),
    ])
    func `keys are read in every notation`(_ type: String, _ key: String, _ mask: UInt8) throws {
        let reading = bank(csv: [heading, question(type: type, key: key)])
        #expect(reading.value?.bank.questions.map(\.key.bits) == [mask], "\(reading.brief)")
    }

    @Test(arguments: [
        ("对", 1), ("错", 2), ("正确", 1), ("错误", 2), ("√", 1), ("×", 2), ("是", 1), ("否", 2), ("T", 1),
        ("f", 2), ("TRUE", 1), ("False", 2), ("A", 1), ("B", 2), ("✓", 1), ("X", 2),
    ])
    func `true and false are read in every notation`(_ key: String, _ mask: UInt8) throws {
        let plain = question(type: "判断", options: ["", "", "", ""], key: key)
        #expect(bank(csv: [heading, plain]).value?.bank.questions.map(\.key.bits) == [mask])
        let given = question(type: "判断题", options: ["对", "错", "", ""], key: key)
        #expect(bank(csv: [heading, given]).value?.bank.questions.map(\.key.bits) == [mask])
    }

    @Test func `where wrong stands before right, the letters turn`() throws {
        let turned = ["A": 2, "B": 1, "对": 1, "错": 2]
        for (key, mask) in turned {
            let row = question(type: "判断题", options: ["错误", "正确", "", ""], key: key)
            #expect(bank(csv: [heading, row]).value?.bank.questions.first?.key.bits == UInt8(mask))
        }
    }

    @Test(arguments: [
        "A.甲 B.乙 C.丙", "A、甲；B、乙；C、丙", "\"A. 甲\nB. 乙\nC. 丙\"", "甲|乙|丙", "\"甲\n乙\n丙\"", "甲；乙；丙",
        "(A)甲 (B)乙 (C)丙", "A.甲B.乙C.丙", "Ａ．甲　Ｂ．乙　Ｃ．丙", "\"甲\r\n\r\n乙\r\n丙\"",
    ])
    func `options in one cell are taken apart`(_ cell: String) throws {
        let reading = bank(csv: ["题型,题干,选项,答案", "单选,问？,\(cell),B"])
        #expect(
            reading.value?.bank.questions.first?.options == ["甲", "乙", "丙"],
            "\(reading.brief)"
        )
    }

    @Test func `an option a row, in three ways of writing the question once`() throws {
        let expected = try #require(
            bank(csv: [
                "题型,题干,选项A,选项B,选项C,答案", "单选题,一？,甲,乙,丙,B", "多选题,二？,丁,戊,,AB", "判断题,三。,,,,对",
            ]).value
        ).bank
        let blank = bank(csv: [
            "题干,题型,选项字母,选项内容,是否正确", "一？,单选题,A,甲,否", ",,B,乙,是", ",,C,丙,", "二？,多选题,A,丁,√", ",,B,戊,√",
            "三。,判断题,A,对,是", ",,B,错,否",
        ])
        #expect(blank.value?.bank == expected, "\(blank.brief)")
        let repeated = bank(csv: [
            "题干,题型,选项,是否正确答案", "一？,单选题,A.甲,0", "一？,单选题,B.乙,1", "一？,单选题,C.丙,0", "二？,多选题,丁,Y",
            "二？,多选题,戊,Y", "三。,判断题,正确,1", "三。,判断题,错误,0",
        ])
        #expect(repeated.value?.bank == expected, "\(repeated.brief)")
        let shuffled = bank(csv: [
            "题干,题型,选项,选项内容,正确答案", "一？,单选题,C,丙,B", ",,A,甲,", ",,B,乙,", "二？,多选题,1,丁,AB", ",,2,戊,",
            "三。,判断题,A,对,A", ",,B,错,",
        ])
        #expect(shuffled.value == nil && shuffled.briefErrors.isEmpty == false)
    }

    @Test func `a bank says its own name above the questions`() throws {
        let version = try #require(
            bank(csv: [
                "题库名,safety-month", "题库标题,安全题库", "是否公开,是", "", "题型,题干,选项A,选项B,答案", "单选,问？,甲,乙,A",
            ]).value
        )
        #expect(version.bank.bank == "safety-month" && version.bank.title == "安全题库")
        #expect(version.bank.published)
    }

    @Test(arguments: [
        ("安全.csv", "bank", "安全"),
        ("a/b/Safety Month (1).csv", "safety-month-1", "Safety Month (1)"),
        ("", "bank", "题库"), (".csv", "csv", ".csv"),
    ])
    func `a bank without a name is called after its file`(
        _ file: String,
        _ name: String,
        _ title: String
    ) throws {
        let lines = ["题型,题干,选项A,选项B,答案", "单选,问？,甲,乙,A"]
        let version = try #require(bank(csv: lines, file: file).value)
        #expect(version.bank.bank == name && version.bank.title == title)
    }

    @Test func `titles within the table give the type of what follows`() throws {
        let reading = bank(csv: [
            "一、单项选择题（每题 2 分）", "题目,A,B,C,答案", "问？,甲,乙,丙,C", "二、多项选择题", "题目,A,B,C,答案",
            "哪些？,甲,乙,丙,AC", "三、判断题", "对的。,,,,对",
        ])
        let types = reading.value?.bank.questions.map(\.type)
        #expect(types == [.single, .multiple, .trueFalse], "\(reading.brief)")
    }
}
