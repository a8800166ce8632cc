import ContestModel

extension ContestMachine {
    /// Says why an act does not fit; nil when it fits.
    func objection(to act: AmendmentFact, now: LedgerInstant) -> Refusal? {
        if let objection = lifecycle.objection(to: act, at: now, schedule) { return objection }
        if let reason = draws.objection(to: act) {
            return .actNotPossible("\(act.kind.rawValue): \(reason)")
        }
        guard act.kind.amendsFigures else { return nil }
        guard let effect = act.effect else { return .actNotPossible("\(act.kind.rawValue): 内容不完整") }
        if let reason = objection(to: effect) {
            return .actNotPossible("\(act.kind.rawValue): \(reason)")
        }
        // What each act allows, several of them together may not: merges in a circle.
        var trial = log
        trial.append(act, at: .max)
        let state = AmendedState(trial)
        var trees = setup
        trees.amend(state)
        guard state.mergesEnd, treesAreWhole(trees, under: state) else {
            return .actNotPossible("\(act.kind.rawValue): 合并成了环 / merges would form a circle")
        }
        return nil
    }

    private func objection(to effect: AmendmentEffect) -> String? {
        switch effect {
        case .disqualify(let set), .reinstate(let set):
            let isBounded =
                set.participants.count <= AmendedSet.countLimit
                && set.attempts.count <= AmendedSet.countLimit
            guard isBounded, !(set.participants.isEmpty && set.attempts.isEmpty) else {
                return "须有 1 至 \(AmendedSet.countLimit) 人或次 / 1 to \(AmendedSet.countLimit) needed"
            }
            return set.participants.allSatisfy(isKnown) ? nil : "查无此人 / unknown participant"
        case .key(let question, let key): return objection(to: question, key)
        case .move(let move):
            guard isKnown(move.participant) else { return "查无此人 / unknown participant" }
            guard move.region != nil || move.unit != nil else { return "没有去处 / no destination" }
            let isLeaf =
                move.region.map { setup.regions.isLeaf(NodeID(rawValue: $0)) } ?? true
                && move.unit.map { setup.units.isLeaf(NodeID(rawValue: $0)) } ?? true
            return isLeaf ? nil : "须是最下级的地区、单位 / must be a leaf"
        case .merge(let merge): return objection(to: merge)
        case .rename(let name): return objection(to: name)
        case .reverse(let sequence):
            guard log.standing().contains(where: { $0.sequence == sequence }) else {
                return "没有这条修正，或已撤销 / no such amendment stands"
            }
            return nil
        }
    }

    private func objection(to amended: AmendedQuestion, _ key: AcceptedKey) -> String? {
        let editions = setup.editions.filter { amended.bankVersions.contains($0.bankVersion) }
        guard !amended.bankVersions.isEmpty,
            Set(editions.map(\.bankVersion)) == Set(amended.bankVersions)
        else { return "题库没有这个版本 / no such bank version" }
        for edition in editions {
            let found = edition.bank.bank.questions.first { $0.id == amended.question }
            guard let question = found else { return "题库没有这道题 / no such question" }
            guard case .keys(let keys) = key else { continue }
            let options = UInt16(1) << UInt16(min(question.options.count, 8)) - 1
            for mask in keys {
                let isWithin = mask.bits != 0 && UInt16(mask.bits) & ~options == 0
                let isSingle = question.type == .multiple || mask.bits.nonzeroBitCount == 1
                guard isWithin, isSingle else { return "答案不在选项之内 / key outside the options" }
            }
            if Set(keys).count != keys.count { return "答案重复 / repeated keys" }
        }
        return nil
    }

    private func objection(to merge: AmendedMerge) -> String? {
        guard merge.from != merge.into else { return "不能与自己合并 / the same" }
        guard let tree = merge.of.tree else {
            guard let from = UInt32(exactly: merge.from), let into = UInt32(exactly: merge.into),
                isKnown(from), isKnown(into)
            else { return "查无此人 / unknown participant" }
            let account = ParticipantIndex(rawValue: from)
            return amended.root(of: account) == account ? nil : "已经合并过 / merged already"
        }
        let index = tree == .region ? setup.regions : setup.units
        guard let from = Int32(exactly: merge.from), let into = Int32(exactly: merge.into),
            index.node(NodeID(rawValue: from)) != nil, index.node(NodeID(rawValue: into)) != nil
        else { return "没有这个地区或单位 / no such node" }
        if index.isWithin(NodeID(rawValue: into), NodeID(rawValue: from)) {
            return "不能并入自己的下级 / not into a node below it"
        }
        return nil
    }

    private func objection(to name: AmendedName) -> String? {
        guard let tree = name.of.tree else {
            return UInt32(exactly: name.id).map(isKnown) == true && name.name == nil
                ? nil : "查无此人 / unknown participant"
        }
        let index = tree == .region ? setup.regions : setup.units
        guard let id = Int32(exactly: name.id), index.node(NodeID(rawValue: id)) != nil else {
            return "没有这个地区或单位 / no such node"
        }
        let isUsable = (1...300).contains(name.name?.utf8.count ?? 0)
        return isUsable ? nil : "名称须为 1 至 300 字节 / 1 to 300 bytes"
    }

    private func isKnown(_ participant: UInt32) -> Bool {
        entry(ParticipantIndex(rawValue: participant)) != nil
    }

    /// Whether every merged node went somewhere and every other one is still listed.
    private func treesAreWhole(_ setup: ContestSetup, under state: AmendedState) -> Bool {
        func isWhole(_ applied: GroupTree, _ index: GroupIndex, _ kind: GroupKind) -> Bool {
            let merged = Set((state.nodes[kind] ?? NodeAmendments()).merges.map(\.from))
            return applied.nodes.allSatisfy { node in
                merged.contains(node.id)
                    ? index.node(index.present(node.id)) != nil : index.node(node.id) != nil
            }
        }
        return isWhole(setup.appliedRegions, setup.regions, .region)
            && isWhole(setup.appliedUnits, setup.units, .unit)
    }
}

extension AmendmentKind {
    /// Whether an act of this kind changes figures, and so needs details that fit.
    var amendsFigures: Bool {
        switch self {
        case .disqualify, .reinstate, .reviseKey, .acceptKeys, .creditQuestion, .withdrawQuestion,
            .move, .merge, .rename, .reverse:
            true
        default: false
        }
    }
}
