internal import ContestModel

/// Finds the node that a roster's cell names by code, name or alias.
struct GroupFinder {
    /// How many misspelt names get a suggestion: each costs a look at every node.
    static let suggestionLimit = 50

    private let kind: GroupKind
    private let log: FindingLog
    private let codes: [String: NodeID]
    private let names: [String: [NodeID]]
    /// In a fixed order, so that the same file always gets the same suggestion.
    private let sortedNames: [String]
    private var suggestionCount = 0

    init(_ tree: GroupTree, kind: GroupKind, log: FindingLog) {
        self.kind = kind
        self.log = log
        var codes: [String: NodeID] = [:]
        var names: [String: [NodeID]] = [:]
        for node in tree.nodes {
            codes[node.code] = node.id
            for name in Set([node.name] + node.aliases) { names[name, default: []].append(node.id) }
        }
        self.codes = codes
        self.names = names
        sortedNames = names.keys.sorted()
    }

    /// The node of a row; `.none` when the table has neither column, nil after an error.
    mutating func node(
        _ row: TableRow<RosterReader.Column>,
        _ table: HeadedTable<RosterReader.Column>,
        code: RosterReader.Column,
        name: RosterReader.Column
    ) -> NodeID? {
        let hasCode = table.columns.contains(code)
        let hasName = table.columns.contains(name)
        guard hasCode || hasName else { return NodeID.none }
        let cells = [row.text(code, byteLimit: 300, log), row.text(name, byteLimit: 300, log)]
        let written = cells.compactMap { $0 }
        guard !written.isEmpty else {
            log.error(
                "roster.\(kind.rawValue).missing",
                at: row.blank(name) ?? row.blank(code) ?? row.place,
                "缺少\(chineseName)",
                "the \(kind.rawValue) is missing"
            )
            return nil
        }
        let found = written.map { node($0) }
        guard let first = found.first ?? nil, !found.contains(nil) else { return nil }
        guard found.allSatisfy({ $0 == first }) else {
            log.error(
                "roster.\(kind.rawValue).contradiction",
                at: written.last?.place,
                text: written.last?.value ?? "",
                "代码和名称不是同一个\(chineseName)",
                "code and name are not of the same \(kind.rawValue)"
            )
            return nil
        }
        return first
    }

    private mutating func node(_ written: Located<String>) -> NodeID? {
        if let id = codes[written.value] { return id }
        let found = names[written.value] ?? []
        if found.count > 1 {
            log.error(
                "roster.\(kind.rawValue).ambiguous",
                at: written.place,
                text: written.value,
                "有 \(found.count) 个\(chineseName)叫这个名字，请改用代码",
                "\(found.count) \(kind.rawValue)s have this name; use the code"
            )
            return nil
        }
        if let id = found.first { return id }
        suggestionCount += 1
        let nearest =
            suggestionCount > Self.suggestionLimit
            ? nil : NearestWord.among(sortedNames, to: written.value)
        log.error(
            "roster.\(kind.rawValue).unknown",
            at: written.place,
            text: written.value,
            "没有这个\(chineseName)" + (nearest.map { "；是不是“\($0)”？" } ?? ""),
            "there is no such \(kind.rawValue)" + (nearest.map { "; did you mean \($0)?" } ?? "")
        )
        return nil
    }

    private var chineseName: String { kind == .region ? "地区" : "单位" }
}
