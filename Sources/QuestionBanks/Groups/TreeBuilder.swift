internal import ContestModel

/// Puts nodes with parent codes into a tree, parents first, and gives them identifiers.
struct TreeBuilder {
    let log: FindingLog
    let keepsOmitted: Bool
    let highest: NodeID

    func tree(_ written: [NodeDraft], existing: GroupTree?) -> GroupTree? {
        var drafts = written
        keepOmitted(&drafts, existing)
        guard drafts.count <= GroupTree.nodeCountLimit else {
            log.error(
                "tree.too-many-nodes",
                at: nil,
                text: "\(drafts.count)",
                "最多 \(GroupTree.nodeCountLimit) 个节点",
                "at most \(GroupTree.nodeCountLimit) nodes"
            )
            return nil
        }
        var positions: [String: Int] = [:]
        for (position, draft) in drafts.enumerated() { positions[draft.code] = position }
        let parents = drafts.map { parent(of: $0, positions) }
        let order = sorted(drafts, parents)
        noteSameNames(drafts, parents)
        guard !log.hasErrors, let identifiers = identifiers(drafts, existing) else { return nil }
        return GroupTree(
            nodes: order.map { position in
                let draft = drafts[position]
                return GroupNode(
                    id: identifiers[position],
                    code: draft.code,
                    name: draft.name,
                    parent: parents[position].map { identifiers[$0] } ?? .none,
                    headcount: draft.headcount,
                    headcountDay: draft.headcountDay,
                    industry: draft.industry,
                    aliases: draft.aliases
                )
            }
        )
    }

    private func keepOmitted(_ drafts: inout [NodeDraft], _ existing: GroupTree?) {
        guard let existing, keepsOmitted else { return }
        let codes = Set(drafts.map(\.code))
        var codesByID: [NodeID: String] = [:]
        for node in existing.nodes { codesByID[node.id] = node.code }
        for node in existing.nodes where !codes.contains(node.code) {
            log.warning(
                "tree.code.omitted",
                at: nil,
                text: node.code,
                "文件里没有原有的“\(node.name)”，它仍然保留",
                "\(node.name) is not in the file; it stays"
            )
            drafts.append(NodeDraft(node, parentCode: codesByID[node.parent]))
        }
    }

    private func parent(of draft: NodeDraft, _ positions: [String: Int]) -> Int? {
        guard let code = draft.parentCode else { return nil }
        if let position = positions[code] { return position }
        log.error(
            "tree.parent.unknown",
            at: draft.parentPlace,
            text: code,
            "上级代码在表里不存在",
            "there is no node with the parent's code"
        )
        return nil
    }

    /// Positions with parents before children, level by level in the file's order; notes cycles and
    /// too deep nodes.
    private func sorted(_ drafts: [NodeDraft], _ parents: [Int?]) -> [Int] {
        var children: [[Int]] = Array(repeating: [], count: drafts.count)
        var level: [Int] = []
        for (position, parent) in parents.enumerated() {
            if let parent { children[parent].append(position) } else { level.append(position) }
        }
        var order: [Int] = []
        var depth = 1
        while !level.isEmpty {
            if depth == GroupTree.depthLimit + 1, let first = level.first {
                log.error(
                    "tree.too-deep",
                    at: drafts[first].codePlace,
                    text: drafts[first].code,
                    "超过 \(GroupTree.depthLimit) 层",
                    "deeper than \(GroupTree.depthLimit) levels"
                )
            }
            order += level
            level = level.flatMap { children[$0] }
            depth += 1
        }
        if order.count < drafts.count { noteCycles(drafts, parents, sound: Set(order)) }
        return order
    }

    /// Notes each node that is above itself.
    ///
    /// Every node that was not sorted has a parent that was not sorted either, so the way up from it
    /// ends in a cycle.
    private func noteCycles(_ drafts: [NodeDraft], _ parents: [Int?], sound: Set<Int>) {
        var visitedFrom: [Int: Int] = [:]
        for start in drafts.indices where !sound.contains(start) {
            var next: Int? = start
            while let position = next, visitedFrom[position] == nil {
                visitedFrom[position] = start
                next = parents[position]
            }
            // A way that meets itself has found a cycle; one that meets an older way has not.
            guard let entry = next, visitedFrom[entry] == start else { continue }
            var position = entry
            repeat {
                log.error(
                    "tree.cycle",
                    at: drafts[position].parentPlace,
                    text: drafts[position].code,
                    "上下级关系成了圈",
                    "this node is above itself"
                )
                position = parents[position] ?? entry
            } while position != entry
        }
    }

    private func noteSameNames(_ drafts: [NodeDraft], _ parents: [Int?]) {
        struct Sibling: Hashable {
            var name: String
            var parent: Int?
        }
        var seen: Set<Sibling> = []
        for (position, draft) in drafts.enumerated() {
            let sibling = Sibling(name: draft.name, parent: parents[position])
            guard !seen.insert(sibling).inserted else { continue }
            log.warning(
                "tree.name.repeated",
                at: draft.codePlace,
                text: draft.name,
                "同一上级下有同名的节点，参加者会选错",
                "a sibling has this name; people will mix them up"
            )
        }
    }

    private func identifiers(_ drafts: [NodeDraft], _ existing: GroupTree?) -> [NodeID]? {
        var known: [String: NodeID] = [:]
        for node in existing?.nodes ?? [] { known[node.code] = node.id }
        var last = max(known.values.map(\.rawValue).max() ?? 0, highest.rawValue)
        var identifiers: [NodeID] = []
        for draft in drafts {
            if let id = known[draft.code] {
                identifiers.append(id)
                continue
            }
            let (next, overflow) = last.addingReportingOverflow(1)
            guard !overflow else {
                log.error("tree.ids", at: nil, "节点编号已用完", "node identifiers are used up")
                return nil
            }
            last = next
            identifiers.append(NodeID(rawValue: next))
        }
        return identifiers
    }
}
