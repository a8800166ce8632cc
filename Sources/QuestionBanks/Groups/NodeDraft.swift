internal import ContestModel

/// A node as a table's row wrote it: its parent is a code yet.
struct NodeDraft {
    var code: String
    var codePlace: Place?
    var name: String
    var parentCode: String?
    var parentPlace: Place?
    var headcount: Int?
    var headcountDay: ContestDay?
    var industry: String?
    var aliases: [String]

    /// Reads a row; nil after noting that its code or name is missing or at fault.
    init?(_ row: TableRow<TreeReader.Column>, _ log: FindingLog) {
        let code = row.required(.code, byteLimit: 64, "代码", "the code", log)
        let name = row.required(.name, byteLimit: 300, "名称", "the name", log)
        let parent = row.text(.parent, byteLimit: 64, log)
        headcount = Self.headcount(row, log)
        headcountDay = Self.day(row, log)
        industry = row.text(.industry, byteLimit: 120, log)?.value
        aliases = Self.aliases(row, log)
        guard let code, let name else { return nil }
        self.code = code.value
        codePlace = code.place
        self.name = name.value
        parentCode = parent?.value
        parentPlace = parent?.place
    }

    /// A node that the file left out, as the present tree has it.
    init(_ node: GroupNode, parentCode: String?) {
        code = node.code
        name = node.name
        self.parentCode = parentCode
        headcount = node.headcount
        headcountDay = node.headcountDay
        industry = node.industry
        aliases = node.aliases
    }

    private static func headcount(
        _ row: TableRow<TreeReader.Column>,
        _ log: FindingLog
    ) -> Int? {
        guard let written = row.text(.headcount, byteLimit: 64, log) else { return nil }
        if let count = TextRules.integer(written.value), (0...2_000_000_000).contains(count) {
            return count
        }
        log.error(
            "tree.headcount",
            at: written.place,
            text: written.value,
            "人数应为不带逗号的整数",
            "the headcount is a whole number without separators"
        )
        return nil
    }

    private static func day(
        _ row: TableRow<TreeReader.Column>,
        _ log: FindingLog
    ) -> ContestDay? {
        guard let written = row.text(.headcountDate, byteLimit: 64, log) else { return nil }
        if let date = CivilDate(written.value) { return date.day }
        log.error(
            "file.value.date",
            at: written.place,
            text: written.value,
            "应为存在的日期，写作 2021-09-01",
            "an existing date such as 2021-09-01 is expected"
        )
        return nil
    }

    /// At most 32 other spellings, each once, in the order written.
    private static func aliases(
        _ row: TableRow<TreeReader.Column>,
        _ log: FindingLog
    ) -> [String] {
        guard let written = row.text(.aliases, byteLimit: 3000, log) else { return [] }
        let separators: Set<Character> = ["、", ";", "；"]
        var seen: Set<String> = []
        let aliases = written.value.split(whereSeparator: separators.contains)
            .map { TextRules.trimmed(String($0)) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
        guard aliases.count <= 32 else {
            log.error(
                "tree.aliases",
                at: written.place,
                text: "\(aliases.count)",
                "别名最多 32 个",
                "at most 32 aliases"
            )
            return []
        }
        return aliases
    }
}
