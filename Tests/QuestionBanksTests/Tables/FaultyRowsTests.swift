import ContestModel
import QuestionBanks
import Spreadsheets
import Testing

@Suite struct FaultyRowsTests {
    private func text(_ lines: [String], as table: FaultyRows.Table, _ findings: [Finding]) throws
        -> String
    {
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let back = try #require(try FaultyRows.bytes(of: bytes, as: table, findings: findings))
        return String(decoding: back.dropFirst(3), as: UTF8.self)
    }

    @Test func `faulty questions come back with their reasons, and mended they are read`() throws {
        let lines = [
            "题库名,safety", "题干,题型,选项A,选项B,正确答案,备注", "\"一\n？\",单选题,甲,乙,A,", "二？,单选题,甲,乙,C,x",
            "\"=三\n？\",多选,甲,,AB", "四？,单选题,甲,乙,B,",
        ]
        let reading = bank(csv: lines)
        let back = try text(lines, as: .bank, reading.findings)
        #expect(
            back
                == [
                    "题库名,safety", "题干,题型,选项A,选项B,正确答案,备注,错误原因",
                    "二？,单选题,甲,乙,C,x,正确答案：答案 C 超出选项范围，只有 2 个选项",
                    "\"'=三\n？\",多选,甲,,AB,,\"选项A：选项应有 2 到 8 个，现有 1 个；"
                        + "正确答案：答案 B 超出选项范围，只有 1 个选项\"",
                    "",
                ].joined(separator: "\r\n").replacing("\"选项A", with: "选项A").replacing(
                    "个选项\"",
                    with: "个选项"
                )
        )
        let mended = back.replacing(",C,x", with: ",B,x").replacing("甲,,AB", with: "甲,丙,AB")
        let again = BankReader.read(Array(mended.utf8), file: "b.csv", format: .csv)
        #expect(again.value?.bank.bank == "safety")
        #expect(again.value?.bank.questions.map(\.stem) == ["二？", "=三\n？"])
    }

    @Test func `a question with an option a row comes back whole`() throws {
        let lines = [
            "题干,题型,选项字母,选项内容,是否正确", "一？,单选题,A,甲,是", ",,B,乙,否", "二？,单选题,A,丙,是", ",,B,丁,是",
            "三？,单选题,A,戊,是", ",,B,己,否",
        ]
        let back = try text(lines, as: .bank, bank(csv: lines).findings)
        #expect(
            back.split(separator: "\r\n").count == 3 && back.contains("丁") && !back.contains("戊")
        )
    }

    @Test func `trees and rosters come back too`() throws {
        let units = ["代码,名称,上级代码", "A,甲,", "B,乙,Z"]
        let tree = TreeReader.read(
            table: Array(units.joined(separator: "\n").utf8),
            file: "t",
            kind: .unit
        )
        #expect(
            try text(units, as: .tree, tree.findings)
                == "代码,名称,上级代码,错误原因\r\nB,乙,Z,上级代码：上级代码在表里不存在\r\n"
        )
        let people = ["姓名,口令", "王,1234", "李,x"]
        let roster = RosterReader.read(
            table: Array(people.joined(separator: "\n").utf8),
            file: "r",
            regions: GroupTree(),
            units: GroupTree()
        )
        #expect(
            try text(people, as: .roster, roster.findings)
                == "姓名,口令,错误原因\r\n李,x,口令：口令应为 4 到 12 位数字\r\n"
        )
    }

    @Test func `what was handed back twice has one column of reasons`() throws {
        let lines = ["姓名,口令", "李,x"]
        func read(_ bytes: [UInt8]) -> [Finding] {
            RosterReader.read(table: bytes, file: "r", regions: GroupTree(), units: GroupTree())
                .findings
        }
        let first = Array(lines.joined(separator: "\n").utf8)
        let second = try #require(
            try FaultyRows.bytes(of: first, as: .roster, findings: read(first))
        )
        let third = try #require(
            try FaultyRows.bytes(of: second, as: .roster, findings: read(second))
        )
        #expect(third == second)
    }
}
