/// How much a finding weighs.
public enum Severity: String, Codable, CaseIterable, Sendable {
    /// Nothing is read from the file while it stands.
    case error
    /// The file is read; somebody should look.
    case warning

    /// The word that organisers read.
    public var chineseName: String {
        switch self {
        case .error: "错误"
        case .warning: "提醒"
        }
    }
}

/// Where in a file something stands.
public struct Place: Hashable, Codable, Sendable {
    /// The sheet of a workbook; nil for a file without sheets.
    public var sheet: String?
    /// The line of a text file or the row of a sheet, from 1.
    public var line: Int
    /// The column, from 1: Unicode scalars in a text, fields in a table.
    public var column: Int

    /// Makes a place.
    public init(sheet: String? = nil, line: Int, column: Int) {
        self.sheet = sheet
        self.line = line
        self.column = column
    }

    /// The row as a sentence names it: `第 5 行`, `工作表“单选”第 5 行`.
    var chineseName: String {
        let row = "第 \(line) 行"
        return sheet.map { "工作表“\(TextShortening.shortened($0))”\(row)" } ?? row
    }

    /// The row as a sentence names it: `line 5`, `row 5 of 单选`.
    var englishName: String {
        sheet.map { "row \(line) of \(TextShortening.shortened($0))" } ?? "line \(line)"
    }
}

/// One fault or doubt in a file, with its place, for people and for programs.
///
/// It is the row of `--json` and of the `errors` array of a problem document.
public struct Finding: Hashable, Codable, Sendable {
    /// What kind it is; stable across versions: `bank.key.outside-options`.
    public var code: String
    /// Whether it keeps the file from being read.
    public var severity: Severity
    /// The file as the caller named it.
    public var file: String
    /// The sheet of a workbook; nil for a file without sheets.
    public var sheet: String?
    /// The line or row, from 1; nil where the whole file is meant.
    public var line: Int?
    /// The column, from 1; nil where the whole file is meant.
    public var column: Int?
    /// The offending text, shortened and free of control characters; empty where there is none.
    public var text: String
    /// What is wrong and what to do, in Chinese.
    public var chinese: String
    /// The same in English.
    public var english: String

    /// Makes a finding.
    public init(
        code: String,
        severity: Severity,
        file: String,
        sheet: String? = nil,
        line: Int? = nil,
        column: Int? = nil,
        text: String = "",
        chinese: String,
        english: String
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.sheet = sheet
        self.line = line
        self.column = column
        self.text = text
        self.chinese = chinese
        self.english = english
    }
}
