// The native format of a question bank.
//
// A bank is one YAML file (or the same tree as JSON, which may also come over HTTP):
//
//     bank: safety-month            # lower-case letters, digits, hyphens
//     title: 安全生产月知识题库
//     published: false              # true when the file lies in public together with its keys
//     approved:                     # who answers for questions and keys; absent: 未经属地审定
//       by: 青禾县应急管理局
//       on: 2026-05-20
//     allowed:                      # warnings that are right to keep, each with its reason
//       - {warning: bank.stem.negative, question: law-001, why: 题干本身就是要找例外}
//     questions:
//       - id: law-001               # unique in the bank, same characters as the bank's name
//         type: single              # single | multiple | true_false
//         stem: 企业的主要负责人是本单位安全生产的什么人？
//         options:                  # 2 to 8; absent for true_false
//           - 第一责任人
//           - 联络人
//         key: A                    # a letter; multiple: [A, C, D] or "ACD"; true_false: true, false,
//                                   # 对, 错, 正确, 错误
//         explanation: 法律明确主要负责人对安全生产工作全面负责。
//         category: 法律法规         # what contest files select by
//         knowledge_point: 第一责任人
//         difficulty: 1             # 1 (easy) to 5 (hard); 3 when absent
//         pool: main                # main when absent; practice draws from a pool of its own
//         basis:                    # what the key rests on
//           law: 中华人民共和国安全生产法
//           version: 2021年第三次修正
//           article: 第五条
//           valid_from: 2021-09-01  # the days on which that text holds, where known
//           valid_until: 2030-12-31
//
// Texts are trimmed and brought into NFC. Keys that the format does not know are errors, so that a
// misspelt one is never overlooked. Anchors, aliases, tags, merge keys and several documents in one
// file are refused.
//
// Tables (CSV, XLSX) are described in BankTables/BankTableFormat.swift.
//
// A further format (GIFT, QTI …) is one file with a function from bytes to a
// `BankDraft`, and one line in `BankFormat.all`. What makes a question valid is judged afterwards,
// for all formats alike, by `BankReader`.

/// A format that banks are read from.
public struct BankFormat: Sendable {
    /// The format's name on the command line and in the API.
    public let name: String
    /// How its files' names end, without the dot.
    public let fileExtensions: [String]
    /// Whether the HTTP interface may accept it; YAML never comes over HTTP.
    public let isAcceptedOverHTTP: Bool
    /// Reads bytes into a draft; nil after noting an error.
    let draft: @Sendable ([UInt8], FindingLog) -> BankDraft?

    /// Every format that can be read.
    public static let all: [BankFormat] = [
        .yaml, .json, .csv, .xlsx, .gift, .aiken, .plainText, .moodle, .qti, .xml,
    ]

    /// The native format, for people.
    public static let yaml = BankFormat(
        name: "yaml",
        fileExtensions: ["yaml", "yml"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in
            FileSyntax.yaml.tree(bytes, log).flatMap { TreeBankDraft.draft($0, log) }
        }
    )

    /// The native format's tree as JSON, for programs.
    public static let json = BankFormat(
        name: "json",
        fileExtensions: ["json"],
        isAcceptedOverHTTP: true,
        draft: { bytes, log in
            FileSyntax.json.tree(bytes, log).flatMap { JSONBankDraft.draft($0, log) }
        }
    )

    /// The format that a file's name ends with; nil when none does.
    public static func of(fileName: String) -> BankFormat? {
        let name = fileName.lowercased()
        return all.first { format in
            format.fileExtensions.contains { name.hasSuffix(".\($0)") }
        }
    }
}
