public import ContestModel

/// Reads a tree of regions or units from a table.
///
/// Columns, in any order: 代码/code and 名称/name (both needed), 上级代码/parent, 人数/headcount,
/// 人数日期/headcount_date, 行业/industry, 别名/aliases (separated by 、 or ;).
///
/// ```
/// 代码,名称,上级代码,人数,人数日期,别名
/// 999900,青禾县,,,,
/// 999901,上河镇,999900,12000,2026-05-31,上河、上河乡
/// ```
public enum TreeReader {
    enum Column: Hashable {
        case code, name, parent, headcount, headcountDate, industry, aliases
    }

    static let columns: [TableColumn<Column>] = [
        TableColumn(name: .code, headings: ["代码", "编码", "code"], isRequired: true),
        TableColumn(name: .name, headings: ["名称", "name"], isRequired: true),
        TableColumn(name: .parent, headings: ["上级代码", "上级", "parent", "parent_code"]),
        TableColumn(name: .headcount, headings: ["人数", "headcount"]),
        TableColumn(name: .headcountDate, headings: ["人数日期", "headcount_date"]),
        TableColumn(name: .industry, headings: ["行业", "industry"]),
        TableColumn(name: .aliases, headings: ["别名", "aliases"]),
    ]

    /// Reads a tree as a table.
    ///
    /// - Parameters:
    ///   - bytes: CSV (UTF-8, UTF-16 with a mark, GB18030) or an XLSX workbook.
    ///   - file: The file's name for findings.
    ///   - existing: The contest's present tree. A code that it knows keeps its identifier, and new
    ///     codes get the following ones in the file's order.
    ///   - keepsOmitted: Whether a node that the file leaves out stays (with a warning), since facts
    ///     may name it.
    ///   - highest: The highest identifier that was ever given; new ones follow it.
    /// - Returns: The tree with parents before their children, or every error.
    /// - Complexity: O(bytes + nodes).
    public static func read(
        table bytes: some Collection<UInt8>,
        file: String,
        kind: GroupKind,
        existing: GroupTree? = nil,
        keepsOmitted: Bool = true,
        after highest: NodeID = .none
    ) -> Reading<GroupTree> {
        let log = FindingLog(file: file)
        guard let table = HeadedTable(Array(bytes), columns: columns, log) else {
            return Reading(nil, log)
        }
        if table.rows.isEmpty {
            let name = kind == .region ? "地区" : "单位"
            log.error("tree.empty", at: nil, "表里没有\(name)", "the table has no \(kind.rawValue)s")
        }
        var drafts: [NodeDraft] = []
        var places: [String: Place] = [:]
        for row in table.rows {
            guard let draft = NodeDraft(row, log) else { continue }
            if let first = places.updateValue(row.place, forKey: draft.code) {
                log.error(
                    "tree.code.repeated",
                    at: draft.codePlace,
                    text: draft.code,
                    "代码重复，\(first.chineseName)已经用过",
                    "the code is used in \(first.englishName) already"
                )
            } else {
                drafts.append(draft)
            }
        }
        let builder = TreeBuilder(log: log, keepsOmitted: keepsOmitted, highest: highest)
        return Reading(builder.tree(drafts, existing: existing), log)
    }
}
