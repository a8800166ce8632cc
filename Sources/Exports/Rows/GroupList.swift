public import ContestModel
public import Leaderboards

/// Groups in the order of a report: each node before its children, siblings by rank.
public enum GroupList {
    /// The nodes of a tree, or those at and below one of them.
    ///
    /// Ties share a rank, 1, 1, 3; equals stand in the order of their codes.
    ///
    /// - Parameters:
    ///   - top: The node to begin at; nil for the whole tree.
    ///   - figures: A node's figures.
    /// - Complexity: O(n log n) in nodes.
    public static func rows(
        _ index: GroupIndex,
        from top: NodeID? = nil,
        by measure: GroupMeasure,
        heat: HeatFormula? = nil,
        figures: (NodeID) -> GroupFigures?
    ) -> [GroupRow] {
        var children: [NodeID: [GroupNode]] = [:]
        for node in index.tree.nodes { children[node.parent, default: []].append(node) }
        var rows: [GroupRow] = []
        // Depth first without recursion: what is still to be listed, last first.
        var waiting: [GroupRow.Listed] = []
        func push(_ nodes: [GroupNode], level: Int, parent: String) {
            let listed = ranked(
                nodes,
                level: level,
                parent: parent,
                by: measure,
                heat: heat,
                figures: figures
            )
            waiting.append(contentsOf: listed.reversed())
        }
        if let top {
            push(index.node(top).map { [$0] } ?? [], level: 1, parent: "")
        } else {
            push(children[.none] ?? [], level: 1, parent: "")
        }
        while let next = waiting.popLast() {
            rows.append(next.row)
            if let below = children[next.id] {
                push(below, level: next.row.level + 1, parent: next.row.name)
            }
        }
        return rows
    }

    /// The industries, ranked.
    public static func industries(
        _ figures: ContestFigures,
        by measure: GroupMeasure,
        heat: HeatFormula? = nil
    ) -> [GroupRow] {
        let rows = figures.industries.map { industry in
            GroupRow(
                level: 1,
                rank: 0,
                code: "",
                name: industry.name,
                parent: "",
                headcount: nil,
                headcountDay: nil,
                figures: industry.figures
            )
        }
        return numbered(rows, by: measure, heat: heat)
    }

    private static func ranked(
        _ nodes: [GroupNode],
        level: Int,
        parent: String,
        by measure: GroupMeasure,
        heat: HeatFormula? = nil,
        figures: (NodeID) -> GroupFigures?
    ) -> [GroupRow.Listed] {
        let rows = nodes.map { node in
            GroupRow(
                level: level,
                rank: 0,
                code: node.code,
                name: node.name,
                parent: parent,
                headcount: node.headcount,
                headcountDay: node.headcountDay,
                figures: figures(node.id) ?? GroupFigures()
            )
        }
        let ids = Dictionary(
            nodes.map { ($0.code, $0.id) },
            uniquingKeysWith: { first, _ in first }
        )
        return numbered(rows, by: measure, heat: heat).map { row in
            GroupRow.Listed(id: ids[row.code] ?? .none, row: row)
        }
    }

    private static func numbered(
        _ rows: [GroupRow],
        by measure: GroupMeasure,
        heat: HeatFormula?
    ) -> [GroupRow] {
        let valued = rows.map { row in
            (row, row.figures.value(by: measure, headcount: row.headcount, heat: heat))
        }
        .sorted { ($1.1, $0.0.code) < ($0.1, $1.0.code) }
        var result: [GroupRow] = []
        var previous: (value: Int, rank: Int)?
        for (offset, (row, value)) in valued.enumerated() {
            var row = row
            row.rank = previous.flatMap { $0.value == value ? $0.rank : nil } ?? offset + 1
            previous = (value, row.rank)
            result.append(row)
        }
        return result
    }
}

extension GroupRow {
    fileprivate struct Listed {
        var id: NodeID
        var row: GroupRow
    }
}

extension GroupFigures {
    /// What the contest ranks groups by, as the boards work it out.
    fileprivate func value(
        by measure: GroupMeasure,
        headcount: Int?,
        heat: HeatFormula?
    ) -> Int {
        var tally = Tally()
        tally.people = people
        tally.attempts = attempts
        tally.points = points
        tally.right = right
        tally.drawn = drawn
        return tally.value(by: measure, headcount: headcount, heat: heat)
    }
}
