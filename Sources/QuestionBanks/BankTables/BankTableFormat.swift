// A bank as a table: CSV or XLSX, told by the bytes.
//
// One question a row, columns by their headings in any order, titles above them allowed:
//
//     题库名,safety-month
//     题库标题,安全生产月知识题库
//     题号,题型,题干,选项A,选项B,选项C,选项D,正确答案,解析,分类,难度,法规依据
//     law-001,单选题,企业的主要负责人是……？,第一责任人,联络人,……,……,A,……,法律法规,1,《安全生产法》第五条
//     law-002,判断题,……,,,,,对,……,法律法规,2,
//
// or one option a row, the question's own cells merged, repeated or left blank below the first:
//
//     题干,题型,选项字母,选项内容,是否正确
//     企业的主要负责人是……？,单选题,A,第一责任人,是
//     ,,B,联络人,否
//
// All options may stand in one cell, by lines, by `|` or as `A.甲 B.乙`. The key may be letters, the
// options' own texts, and 对/错 and the like for true/false items. Where there is no type column, a
// sheet's name or a title (单选题, 多选题, 判断题) says it. Where there is no 题号 column the questions are
// numbered in their order: q-0001. 分值 is passed over: points are the contest's.
//
// What is not there is never guessed: a file that only has the right options is refused.

extension BankFormat {
    /// A table of text.
    public static let csv = BankFormat(
        name: "csv",
        fileExtensions: ["csv", "tsv"],
        isAcceptedOverHTTP: true,
        draft: { BankTable.draft($0, $1) }
    )

    /// A workbook; `.xls` and `.xlsm` are here to be refused with their reasons.
    public static let xlsx = BankFormat(
        name: "xlsx",
        fileExtensions: ["xlsx", "xls", "xlsm", "xlsb", "ods"],
        isAcceptedOverHTTP: true,
        draft: { BankTable.draft($0, $1) }
    )
}
