import QuestionBanks
import Testing

/// One broken table and what must be found where, counted by hand.
struct TableFault: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var expected: [String]
    var testDescription: String { expected.joined(separator: " ") }

    init(_ lines: [String], _ expected: String...) {
        self.lines = lines
        self.expected = expected
    }
}

private let heading = "题号,题型,题干,选项A,选项B,选项C,选项D,正确答案,解析,法规依据"
private let good = "q1,单选题,问一？,甲,乙,丙,丁,A,因为。,消防法"

private let faults: [TableFault] = [
    TableFault([heading, good]),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,E,因为。,消防法"], "bank.key.outside-options@2:8"),
    TableFault([heading, "q1,单选题,问？,甲,乙,,,C,因为。,消防法"], "bank.key.outside-options@2:8"),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,AB,因为。,消防法"], "bank.key.several@2:8"),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,戊,因为。,消防法"], "bank.key.unreadable@2:8"),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,甲；戊,因为。,消防法"], "bank.key.unreadable@2:8"),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,,因为。,消防法"], "bank.key.missing@2:8"),
    TableFault([heading, "q1,多选题,问？,甲,乙,丙,丁,AA,因为。,消防法"], "bank.key.repeated@2:8"),
    TableFault([heading, "q1,多选题,问？,甲,乙,丙,丁,A,因为。,消防法"], "bank.key.only-one@2:8"),
    TableFault([heading, "q1,单选题,问？,B,A,C,D,A,因为。,消防法"], "bank.key.ambiguous@2:8"),
    TableFault([heading, "q1,判断题,问？,,,,,也许,因为。,消防法"], "bank.key.not-true-false@2:8"),
    TableFault([heading, "q1,判断题,问？,有,无,,,A,因为。,消防法"], "bank.options.not-allowed@2:4"),
    TableFault([heading, "q1,填空题,问？,甲,乙,丙,丁,A,因为。,消防法"], "bank.type.unknown@2:2"),
    TableFault([heading, "q1,,问？,甲,乙,丙,丁,A,因为。,消防法"], "bank.part.missing@2:2"),
    TableFault([heading, "q1,单选题,,甲,乙,丙,丁,A,因为。,消防法"], "bank.part.missing@2:3"),
    TableFault([heading, good, "q2,单选题,问？,甲,,,,A,因为。,消防法"], "bank.options.count@3:4"),
    TableFault([heading, "q1,单选题,问？,甲,,丙,,A,因为。,消防法"], "bank.part.empty@2:5"),
    TableFault([heading, "q1,单选题,问？,甲,乙,甲,,A,因为。,消防法"], "bank.options.repeated@2:6"),
    TableFault([heading, "Q1,单选题,问？,甲,乙,丙,丁,A,因为。,消防法"], "text.name@2:1"),
    TableFault([heading, ",单选题,问？,甲,乙,丙,丁,A,因为。,消防法"], "bank.part.missing@2:1"),
    TableFault([heading, good, good], "bank.id.repeated@3:1", "bank.question.repeated@3:1"),
    TableFault(
        [heading, good, "q2,单选题,问一？,丁,乙,丙,甲,A,因为。,消防法"],
        "bank.key.contradiction@3:8"
    ),
    TableFault([heading, "q1,单选题,问\u{7}？,甲,乙,丙,丁,A,因为。,消防法"], "text.control@2:3"),
    TableFault([heading, "q1,单选题,问？,\"甲\n乙\",丙,丁,戊,B,因为。,消防法"], "text.control@2:4"),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,A,,消防法"], "bank.explanation.none@2:1"),
    TableFault([heading, "q1,单选题,问？,甲,乙,丙,丁,A,因为。,"], "bank.basis.none@2:1"),
    TableFault([heading, good + ",多"], "table.row.too-long@2:11"),
    TableFault([heading, "q1,单选题,\"问？,甲"], "csv.unclosed-quote@2:1"),
    TableFault(
        [heading.replacing("正确答案", with: "正确答安"), good],
        "table.heading.missing@1:1",
        "table.heading.unknown@1:8"
    ),
    TableFault(
        [heading.replacing("题干", with: "提干"), good],
        "table.heading.missing@1:1",
        "table.heading.unknown@1:3"
    ),
    TableFault(
        [heading.replacing("题型", with: "备注"), good],
        "table.heading.missing@1:1",
        "table.heading.unknown@1:2"
    ),
    TableFault([heading + ",答案", good + ",A"], "table.heading.repeated@1:11"),
    TableFault([heading + ",难度", good + ",6"], "bank.difficulty@2:11"),
    TableFault([heading + ",难度", good + ",0.8"], "bank.difficulty@2:11"),
    TableFault([heading + ",分值", good + ",2"], "bank.points.ignored@1:11"),
    TableFault([heading + ",题池", good + ",练习"], "text.name@2:11"),
    TableFault([heading + ",生效日期", good + ",2021-02-30"], "file.value.date@2:11"),
    TableFault([heading + ",生效日期", good + ",2021年9月1日"]),
    TableFault(
        [heading + ",生效日期,失效日期", good + ",2021/9/1,2020.1.1"],
        "bank.basis.reversed@2:12"
    ),
    TableFault(
        [heading + ",条款", "q1,单选题,问？,甲,乙,丙,丁,A,因为。,,第五条"],
        "bank.part.missing@2:11"
    ),
    TableFault([heading], "bank.questions.none@1:1"),
    TableFault([""], "file.empty@-:-"),
    TableFault(
        ["随便写的,一张表", "甲,乙"],
        "table.heading.unknown@1:1",
        "table.heading.missing@1:1",
        "table.heading.missing@1:1",
        "bank.questions.none@1:1",
        "table.heading.unknown@1:2"
    ),
    TableFault(
        ["题干,题型,正确答案", "谁负责？,单选题,主要负责人", "哪些？,多选题,甲；乙"],
        "bank.only-right-options@1:3"
    ),
    TableFault(["题干,题型,正确答案", "谁负责？,单选题,A"], "table.heading.missing@1:1"),
    TableFault(
        ["题干,题型,选项,正确答案", "一？,单选,甲,甲", "二？,单选,乙,乙", "三？,单选,丙,丙"],
        "bank.only-right-options@1:4"
    ),
    TableFault(
        ["题干,题型,选项内容,是否正确", "一？,单选,甲,是", "二？,多选,乙,是", ",,丙,是", "三？,单选,丁,是"],
        "bank.only-right-options@1:4"
    ),
    TableFault(["标题,样题", "是否公开,随便", heading, good], "bank.published@2:2"),
    TableFault(["题库名,安全", heading, good], "text.name@1:2"),
    TableFault(
        ["题干,题型,选项内容,是否正确", "一？,单选,甲,也许", ",,乙,是"],
        "bank.explanation.none@2:1",
        "bank.basis.none@2:1",
        "bank.option.right-unreadable@2:4"
    ),
    TableFault(
        ["题干,题型,选项字母,选项内容,是否正确", "一？,单选,A,甲,是", ",,C,乙,否"],
        "bank.option.letters@2:1",
        "bank.explanation.none@2:1",
        "bank.basis.none@2:1"
    ),
    TableFault(
        ["题干,题型,选项字母,选项内容,是否正确", "一？,单选,A,甲,是", ",多选,B,乙,否"],
        "bank.explanation.none@2:1",
        "bank.basis.none@2:1",
        "bank.row.contradiction@3:2"
    ),
    TableFault(
        ["题干,题型,选项字母,选项内容,是否正确", "一？,单选,A,甲,是", ",,B,,否", ",,C,丙,否"],
        "bank.option.letters@2:1",
        "bank.explanation.none@2:1",
        "bank.basis.none@2:1",
        "table.cell.missing@3:4"
    ),
]

@Suite struct BankTableFaultTests {
    @Test(arguments: faults)
    func `each fault of a table is found at its place`(_ fault: TableFault) {
        let reading = bank(csv: fault.lines)
        #expect(reading.brief == fault.expected)
        for finding in reading.findings {
            #expect(!finding.chinese.isEmpty && !finding.english.isEmpty && finding.sheet == nil)
        }
    }
}
