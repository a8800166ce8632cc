import ContestModel
import Foundation
import QuestionBanks
import Testing

/// Tables that openpyxl and Python's codecs made: see Tests/Tables/make_tables.py.
enum Tables {
    static let folder = Places.tests.appendingPathComponent("Tables")

    static func bytes(_ name: String) throws -> [UInt8] {
        try Places.bytes(folder.appendingPathComponent(name))
    }

    static func bank(_ name: String) throws -> Reading<BankVersion> {
        let format = try #require(BankFormat.of(fileName: name))
        return BankReader.read(try bytes(name), file: name, format: format)
    }
}

extension Finding {
    /// `code@sheet:line:column`.
    var sheetBrief: String { "\(code)@\(sheet ?? "-"):\(line ?? 0):\(column ?? 0)" }
}

@Suite struct WorkbookBankTests {
    @Test func `every sheet of a workbook is read, or named as passed over`() throws {
        let reading = try Tables.bank("several-sheets.xlsx")
        let bank = try #require(reading.value).bank
        #expect(
            reading.findings.map(\.sheetBrief) == [
                "table.sheet.skipped@填写说明:1:1", "table.sheet.hidden@旧题:1:1",
            ]
        )
        #expect(bank.title == "2026 年安全生产月题库" && bank.bank == "several-sheets")
        let law = StatutoryBasis(
            law: "中华人民共和国安全生产法",
            version: "2021年修正",
            article: "第五条",
            // 2021-09-01 is day 18,871: 51 × 365 + 13 leap days + 243.
            validFrom: ContestDay(number: 18_871)
        )
        #expect(
            bank.questions == [
                Question(
                    id: "q-0001",
                    type: .single,
                    stem: "谁负责？",
                    options: ["主要负责人", "联络人", "顾问"],
                    key: .option(0),
                    explanation: "因为。",
                    category: "法律法规",
                    difficulty: 1,
                    basis: law
                ),
                Question(
                    id: "q-0002",
                    type: .single,
                    stem: "火警电话？",
                    options: ["110", "119", "120"],
                    key: .option(1),
                    explanation: "因为。",
                    category: "法律法规",
                    difficulty: 2,
                    basis: StatutoryBasis(law: "消防法")
                ),
                Question(
                    id: "q-0003",
                    type: .trueFalse,
                    stem: "报警要快。",
                    options: Question.trueFalseOptions,
                    key: .option(0),
                    explanation: "因为。",
                    basis: StatutoryBasis(law: "消防法", article: "第四十四条")
                ),
                Question(
                    id: "q-0004",
                    type: .trueFalse,
                    stem: "可以占用疏散通道。",
                    options: Question.trueFalseOptions,
                    key: .option(1),
                    explanation: "因为。",
                    basis: StatutoryBasis(law: "消防法", article: "第二十八条")
                ),
            ]
        )
    }

    private let expectedFaults = [
        "bank.key.outside-options@一:2:6", "table.formula.error@一:3:2", "bank.part.missing@一:3:2",
        "table.formula.uncalculated@一:4:3", "bank.part.empty@一:4:3",
        "bank.key.not-true-false@一:5:6", "bank.type.unknown@二:3:1",
    ]

    @Test func `faults are named by sheet, row and column`() throws {
        #expect(try Tables.bank("faults.xlsx").findings.map(\.sheetBrief) == expectedFaults)
    }

    @Test func `merged cells make one question of several rows`() throws {
        let bank = try #require(try Tables.bank("option-rows.xlsx").value).bank
        #expect(bank.questions.map(\.id) == ["a-1", "a-2"])
        #expect(bank.questions.map(\.options) == [["甲", "乙", "丙"], ["丁", "戊", "己"]])
        #expect(bank.questions.map(\.key.bits) == [2, 3])
    }

    @Test(arguments: ["bom-semicolon.csv", "gb18030.csv", "utf16-tab.txt"])
    func `the encoding makes no difference`(_ name: String) throws {
        let plain = try #require(try Tables.bank("utf8.csv").value).bank
        var other = try #require(try Tables.bank(name).value).bank
        #expect(plain.questions.count == 3 && plain.questions[1].options[1] == "绿,蓝")
        #expect(plain.questions[0].stem == "“𠮷”字几画？\n（含笔顺）")
        other.bank = plain.bank
        other.title = plain.title
        #expect(other == plain)
    }

    @Test func `faulty rows come back in a workbook, and mended they are read`() throws {
        let bytes = try Tables.bytes("faults.xlsx")
        let reading = try Tables.bank("faults.xlsx")
        let back = try #require(
            try FaultyRows.bytes(of: bytes, as: .bank, findings: reading.findings)
        )
        let again = BankReader.read(back, file: "b.xlsx", format: .xlsx)
        // The same faults on the rows that came back: 2, 3, 4, 5 of the first sheet, 3 of the second.
        // Texts stand where formulas stood.
        #expect(
            again.findings.map(\.sheetBrief) == [
                "bank.key.outside-options@一:2:6", "bank.part.missing@一:3:2",
                "bank.part.empty@一:4:3", "bank.key.not-true-false@一:5:6",
                "bank.type.unknown@二:2:1",
            ]
        )
    }

    @Test func `a sound table has no faulty rows`() throws {
        let bytes = try Tables.bytes("utf8.csv")
        let findings = try Tables.bank("utf8.csv").findings
        #expect(try FaultyRows.bytes(of: bytes, as: .bank, findings: findings) == nil)
    }
}
