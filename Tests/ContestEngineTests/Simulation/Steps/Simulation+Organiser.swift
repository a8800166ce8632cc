@testable import ContestEngine
import ContestModel
import Leaderboards

extension Simulation {
    /// The organiser does something, sensible or not.
    mutating func organise() {
        // Of several servers one is the organiser's, and no act moves a line that another draws.
        if nodeCount > 1 {
            if node == 0 { act(random.pick([.publish, .withdrawPublication])) }
            return
        }
        if machine.lifecycle.pausedSince != nil, random.chance(70) {
            return act(random.chance(8) ? .close : .resume)
        }
        switch random.below(20) {
        case 0..<6: act(.pause)
        case 6..<9: act(.resume)
        case 9..<11:
            let closing = machine.lifecycle.closesAt(machine.schedule)
            act(.extend, until: closing.advanced(by: .seconds(random.within(-9_000...200_000))))
        case 11: if random.chance(15) { act(.close) }
        case 12..<14: act(.freeze)
        case 14..<16: act(.unfreeze)
        case 16: act(random.pick([.publish, .withdrawPublication, .open]))
        case 17: applyRules()
        case 18: applyBank()
        default: applyTree()
        }
    }

    mutating func act(_ kind: AmendmentKind, until: LedgerInstant? = nil) {
        let act = SimulatedWorld.act(kind, until: until)
        let hadAct = (machine.actsInFlight > 0)
        send(.organise(.amendment(act)))
        if kind == .freeze, !hadAct, (machine.actsInFlight > 0) { checkLine() }
    }

    /// A freeze draws a line: what was due before it has been swept.
    private mutating func checkLine() {
        for slot in machine.slotOfAttempt.values {
            guard let open = machine.slots[slot], case .running = open.stage,
                machine.deadline(of: open) <= now
            else { continue }
            violation("the freeze left \(open.id) open, which was due")
        }
    }

    private mutating func applyRules() {
        var rules = machine.rules
        for number in rules.tracks.indices {
            rules.tracks[number].attemptsPerDay = random.pick([1, 2, 4, nil])
            rules.tracks[number].feedback = random.pick(RevealPolicy.allCases)
            if rules.tracks[number].timeLimit != nil, random.chance(50) {
                rules.tracks[number].timeLimit = TimeLimit(milliseconds: 90_000)
            }
        }
        let number = machine.setup.current.rulesVersion + 1
        guard let version = try? SimulatedWorld.version(number, rules) else { return }
        apply(.contestVersion(version))
    }

    /// The next bank has the same questions with other keys, and some more.
    private mutating func applyBank() {
        var bank = machine.setup.current.bank.bank
        for index in bank.questions.indices where bank.questions[index].type == .single {
            bank.questions[index].key = .option(random.below(4))
        }
        var more = bank.questions[0]
        more.id = "q\(bank.questions.count)"
        bank.questions.append(more)
        let number = machine.setup.current.bankVersion + 1
        guard let version = try? SimulatedWorld.version(number, bank) else { return }
        apply(.bankVersion(version))
    }

    /// A tree grows by a leaf under nodes that have some, so that every leaf stays one.
    private mutating func applyTree() {
        let kind = random.pick(GroupKind.allCases)
        let setup = machine.setup
        let number = 1 + (kind == .region ? setup.regionVersion : setup.unitVersion)
        var tree = kind == .region ? machine.setup.regions.tree : machine.setup.units.tree
        let inner = tree.nodes.filter { node in tree.nodes.contains { $0.parent == node.id } }
        let id = NodeID(rawValue: Int32(tree.nodes.count + 1))
        let parent = inner.isEmpty ? NodeID.none : random.pick(inner).id
        tree.nodes.append(GroupNode(id: id, code: "\(id.rawValue)", name: "", parent: parent))
        guard let version = try? SimulatedWorld.version(number, tree, kind) else { return }
        apply(.treeVersion(version))
    }

    private mutating func apply(_ body: FactBody) {
        send(.organise(body))
    }

    /// Time passes: a little, or to a moment at which something is decided.
    mutating func moveClock() {
        // While servers may meet, time passes slowly: nobody's runs out between a start at the
        // wrong server and its conflict.
        if let other,
            writing != nil || other.writing != nil || !machine.committer.isIdle
                || !other.machine.committer.isIdle
        {
            clock = clock.advanced(by: .milliseconds(random.within(1...800)))
            return
        }
        let target: LedgerInstant?
        switch random.below(200) {
        case 0..<164: target = clock.advanced(by: .milliseconds(random.within(1...6_000)))
        case 164..<180: target = machine.deadlines.first?.deadline
        case 180..<185: target = SimulatedWorld.dayStarts.first { $0 > clock }
        case 185: target = machine.lifecycle.closesAt(machine.schedule)
        case 186..<197: target = clock.advanced(by: .seconds(random.within(60...3_600)))
        default: target = clock.advanced(by: .seconds(random.within(3_600...100_000)))
        }
        guard let target, target != .distantFuture else { return }
        clock = max(clock, target.advanced(by: .milliseconds(random.pick([-1, 0, 0, 1]))))
        note("time passes")
    }

    /// What the actor does a few times a second.
    mutating func tick() {
        note("tick")
        leaveOthersAttempts()
        machine.sweep(now: now)
        machine.turnDay(at: now)
    }
}
