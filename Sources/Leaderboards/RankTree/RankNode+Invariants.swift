extension RankNode {
    /// The memory of one node: object header, node header, slots.
    static let byteCount =
        2 * MemoryLayout<Int>.stride
        + MemoryLayout<RankNodeHeader>.stride
        + leafCapacity * MemoryLayout<RankKey>.stride

    /// How many nodes lie under this one, itself included.
    var nodeCount: Int {
        switch level {
        case 0: 1
        case 1: 1 + count
        default: (0..<count).reduce(1) { $0 + children[$1].nodeCount }
        }
    }

    /// Identities of this node and all below it, by which tests see what an update copied.
    var identities: Set<ObjectIdentifier> {
        var result: Set = [ObjectIdentifier(self)]
        if level > 0 {
            for index in 0..<count {
                result.formUnion(children[index].identities)
            }
        }
        return result
    }

    /// Appends to `violations` whatever is wrong with this node or below it.
    ///
    /// - Parameters:
    ///   - lower: No key may be below it; `nil` for no bound.
    ///   - upper: Every key must be below it; `nil` for no bound.
    func check(
        from lower: RankKey?,
        below upper: RankKey?,
        isRoot: Bool,
        _ violations: inout [String]
    ) {
        let name = "node \(lower.map { "from \($0)" } ?? "at the left edge"), level \(level)"
        let count = count
        if count > maximumCount || (!isRoot && count < minimumCount) {
            violations.append("\(name): \(count) slots")
        }
        for index in 0..<count {
            if index > 0, !(keys[index - 1] < keys[index]) {
                violations.append("\(name): slot \(index) is not above the one before it")
            }
            let isTooLow = lower.map { keys[index] < $0 } ?? false
            let isTooHigh = upper.map { keys[index] >= $0 } ?? false
            if isTooLow || isTooHigh {
                violations.append("\(name): slot \(index) is outside the parent's bounds")
            }
            if level > 0 {
                checkChild(at: index, below: upper, &violations)
            }
        }
    }

    private func checkChild(at index: Int, below upper: RankKey?, _ violations: inout [String]) {
        let child = children[index]
        if child.level != level - 1 {
            violations.append("slot \(index) of level \(level) has a child of \(child.level)")
        }
        if child.keyCount != subtreeCounts[index] {
            violations.append("slot \(index): \(child.keyCount) keys, not \(subtreeCounts[index])")
        }
        let end = index + 1 < count ? keys[index + 1] : upper
        child.check(from: keys[index], below: end, isRoot: false, &violations)
    }
}
