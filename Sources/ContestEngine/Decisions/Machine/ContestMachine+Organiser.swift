import ContestModel
import Leaderboards

extension ContestMachine {
    /// An organiser's act is asked for.
    ///
    /// One is carried out after the other.
    mutating func act(_ act: AmendmentFact, now: LedgerInstant, waiter: Waiter) {
        if actsInFlight > 0 || refolding != nil && act.kind.waitsForFigures {
            return refuse(waiter, .actNotPossible("another act is under way"))
        }
        if act.kind == .extend, isFinal(at: now) {
            // Keys that show after closing may have been seen by now.
            return refuse(waiter, .actNotPossible("extend: 竞赛已经结束"))
        }
        if let objection = objection(to: act, now: now) { return refuse(waiter, objection) }
        guard committer.hasRoom else { return refuse(waiter, .overloaded(after: .seconds(1))) }
        carryOut(act, now: now, waiter: waiter)
    }

    /// Queues an act that fits.
    ///
    /// It is reserved like everything else: what is decided from here on stands behind it in the
    /// ledger.
    private mutating func carryOut(_ act: AmendmentFact, now: LedgerInstant, waiter: Waiter?) {
        // Freeze and closing draw a line: what was due before it belongs before it.
        if act.kind == .freeze || act.kind == .close { sweep(now: now, most: .max) }
        actsInFlight += 1
        _ = enqueue(.amendment(act), at: now, for: .organiser, waiter: waiter)
        lifecycle.apply(act, at: now)
        switch act.kind {
        case .resume, .extend, .close: rebuildDeadlines()
        default: break
        }
    }

    /// Freezes the public boards when the rules say so.
    mutating func freezeIfDue(now: LedgerInstant) {
        guard actsInFlight == 0, refolding == nil, committer.hasRoom,
            lifecycle.freezeIsDue(at: now, schedule)
        else {
            return
        }
        carryOut(
            AmendmentFact(
                kind: .freeze,
                actor: "schedule",
                reasonCode: "schedule",
                reason: "按竞赛文件规定的时间封榜"
            ),
            now: now,
            waiter: nil
        )
    }

    /// New versions of rules, bank or trees are applied, all or none.
    mutating func applyVersions(_ versions: [FactBody], now: LedgerInstant, waiter: Waiter) {
        if actsInFlight > 0 || refolding != nil {
            return refuse(waiter, .actNotPossible("another act is under way"))
        }
        let (ordered, omits): ([FactBody], Bool)
        do throws(Refusal) { (ordered, omits) = try fitting(versions, now: now) } catch {
            return refuse(waiter, error)
        }
        guard committer.hasRoom else { return refuse(waiter, .overloaded(after: .seconds(1))) }
        omissionInFlight = omits
        actsInFlight += ordered.count
        for (index, body) in ordered.enumerated() {
            let isLast = index == ordered.count - 1
            _ = enqueue(body, at: now, for: .organiser, waiter: isLast ? waiter : nil)
        }
    }

    /// The versions in an order in which each fits what stands before it: new rules may need the new
    /// bank's pools, and a new bank may lack what the old rules draw.
    ///
    /// - Returns: That order, and whether a tree lacks a node that the present one has.
    /// - Throws: Why they cannot be applied.
    func fitting(
        _ versions: [FactBody],
        now: LedgerInstant
    ) throws(Refusal) -> (order: [FactBody], omitsNodes: Bool) {
        for order in [versions, versions.reversed()] {
            var trial = setup
            guard order.allSatisfy({ trial.apply(Fact(at: now, body: $0)) }) else { continue }
            if let objection = objection(to: trial.current.rules) { throw objection }
            let omits =
                trial.appliedRegions.omitsNodes(of: setup.appliedRegions)
                || trial.appliedUnits.omitsNodes(of: setup.appliedUnits)
            // Facts name people's places by these identifiers.
            guard !omits || entries.count == 0 else {
                throw .actNotPossible("已有人参加，名单不能缺少原有的代码 / people are in: no code may be left out")
            }
            return (order, omits)
        }
        throw .blueprintImpossible("the version does not fit rules or bank")
    }

    /// What may not change once people are in: who they are, what the tracks are, what is ranked.
    private func objection(to next: ContestRules) -> Refusal? {
        let present = rules
        if next.contest != present.contest { return .ruleFixed("contest") }
        if next.tracks.count != trackCount { return .ruleFixed("tracks") }
        if next.rehearsal != present.rehearsal { return .ruleFixed("rehearsal") }
        guard lifecycle.isOpen else { return nil }
        if next.identity != present.identity { return .ruleFixed("identity") }
        if next.tracks.map(\.name) != present.tracks.map(\.name) { return .ruleFixed("tracks") }
        if next.tracks.map(\.counts) != present.tracks.map(\.counts) {
            return .ruleFixed("tracks.counts")
        }
        if next.ranking != present.ranking { return .ruleFixed("ranking") }
        if next.countsWhen != present.countsWhen { return .ruleFixed("counts_when") }
        if next.schedule.timeZone != present.schedule.timeZone { return .ruleFixed("time_zone") }
        if next.schedule.opensAt != present.schedule.opensAt { return .ruleFixed("opens") }
        return nil
    }

    /// An act or a version is in the ledger.
    mutating func applyOrganiser(_ fact: Fact, sequence: LedgerSequence) {
        actsInFlight -= 1
        omissionInFlight = false
        switch fact.body {
        case .amendment(let act):
            committedLifecycle.apply(act, at: fact.at)
            publications.apply(act, at: sequence, fact.at)
            draws.apply(act, at: sequence, fact.at)
            if act.effect != nil { applyAmendment(act, at: sequence) }
            switch act.kind {
            case .freeze:
                frozen = frozenBoards(sequence: sequence, at: fact.at)
                // A new fold that is under way knows nothing of these boards: once more, with them.
                if let refolding, refolding.isRunning { demand(refolding.scope) }
            case .unfreeze: frozen = nil
            default: break
            }
        case .draw(let step): draws.apply(step, at: sequence, fact.at)
        case .treeVersion, .contestVersion, .bankVersion:
            let limited = limitedTracks
            guard setup.apply(fact) else { return }
            fold = fold.rebuilt(on: setup.makeFold(), day: fold.day)
            rebuildDeadlines()
            // What counts of several accounts' attempts depends on the latest rules' daily limits.
            if limitedTracks != limited, !amended.mergedAccounts.isEmpty {
                demand(.people(Set(amended.mergedAccounts)))
            }
        default: break
        }
    }

    /// Deadlines moved: every open attempt is filed anew.
    mutating func rebuildDeadlines() {
        deadlines.removeAll()
        for slot in slotOfAttempt.values {
            guard let open = slots[slot] else { continue }
            deadlines.insert(.init(deadline: deadline(of: open), attempt: open.id))
        }
    }

    /// The day on the boards becomes the present one.
    ///
    /// Not while an act is on its way to the disk: a freeze that was decided before midnight keeps the
    /// boards of its own day, and figures of a week that is over are let go.
    mutating func turnDay(at now: LedgerInstant) {
        guard actsInFlight == 0, let day = schedule.day(of: now) else { return }
        fold.turn(to: day)
    }

    /// The boards as the freeze finds them, of its own day: `turnDay` has not gone past it.
    func frozenBoards(sequence: LedgerSequence, at instant: LedgerInstant) -> FrozenBoards {
        var fold = fold
        if let day = schedule.day(of: instant) { fold.turn(to: day) }
        return FrozenBoards(
            setup: setup,
            fold: fold,
            snapshot: fold.snapshot(sequence: sequence, at: instant)
        )
    }
}

extension AmendmentKind {
    /// Whether an act of this kind must wait until boards are made anew.
    var waitsForFigures: Bool {
        switch self {
        case .open, .pause, .resume, .extend, .close, .publish, .withdrawPublication: false
        default: true
        }
    }
}

extension GroupTree {
    /// Whether this lacks a node that another has under the same identifier and code.
    fileprivate func omitsNodes(of other: GroupTree) -> Bool {
        guard self != other else { return false }
        let codes = Dictionary(nodes.map { ($0.id, $0.code) }) { first, _ in first }
        return other.nodes.contains { codes[$0.id] != $0.code }
    }
}
