@testable import ContestEngine
import ContestModel
import Leaderboards

/// A fold that is being made anew beside everything else, and how many steps it still takes.
struct SimulatedRefold {
    var live: Refold
    var frozen: Refold?
    var stepsLeft: Int
}

extension Simulation {
    /// The organiser amends figures: something that fits, mostly.
    mutating func amend() {
        guard let (kind, details) = amendment(),
            let bytes = try? CanonicalJSON.encode(details)
        else { return }
        let fact = AmendmentFact(
            kind: kind,
            actor: "simulator",
            reasonCode: "simulated",
            reason: "",
            details: Array(bytes)
        )
        send(.organise(.amendment(fact)))
    }

    private mutating func amendment() -> (AmendmentKind, any Encodable)? {
        let known = people.compactMap(\.index?.rawValue)
        guard !known.isEmpty else { return nil }
        switch random.below(12) {
        case 0..<3:
            let attempts = people.flatMap(\.attempts).map(\.sequence)
            let set = AmendedSet(
                participants: random.chance(60) ? [random.pick(known)] : [],
                attempts: random.chance(60) && !attempts.isEmpty ? [random.pick(attempts)] : []
            )
            return (random.pick([.disqualify, .disqualify, .reinstate]), set)
        case 3..<6:
            let kinds: [AmendmentKind] = [
                .reviseKey, .acceptKeys, .creditQuestion, .withdrawQuestion,
            ]
            let kind = random.pick(kinds)
            let newest = machine.setup.current.bankVersion
            let versions = Array(random.chance(70) ? 1...newest : newest...newest)
            let keys: [UInt8] = kind == .acceptKeys ? [1, 2] : [1 << UInt8(random.below(2))]
            let takesKeys = kind == .reviseKey || kind == .acceptKeys
            let question = AmendedQuestion(
                question: "q\(random.below(12))",
                bankVersions: versions,
                keys: takesKeys ? keys : nil
            )
            return (kind, question)
        case 6..<8:
            let region = leaf(of: machine.setup.regions.tree)
            let unit = leaf(of: machine.setup.units.tree)
            let move = AmendedMove(
                participant: random.pick(known),
                region: region,
                unit: random.chance(50) ? unit : nil,
                withPast: random.chance(50)
            )
            return (.move, move)
        case 8: return (.merge, person(random.pick(known), into: random.pick(known)))
        case 9:
            let nodes = machine.setup.regions.tree.nodes.map { Int64($0.id.rawValue) }
            guard !nodes.isEmpty else { return nil }
            let merge = AmendedMerge(
                of: .region,
                from: random.pick(nodes),
                into: random.pick(nodes)
            )
            return (.merge, merge)
        default:
            guard let last = machine.log.standing().suffix(4).randomElement(using: &random) else {
                return nil
            }
            return (.reverse, AmendedReversal(amendment: last.sequence))
        }
    }

    private func person(_ from: UInt32, into: UInt32) -> AmendedMerge {
        AmendedMerge(of: .person, from: Int64(from), into: Int64(into))
    }

    private mutating func leaf(of tree: GroupTree) -> Int32? {
        let leaves = tree.leaves
        return leaves.isEmpty ? nil : random.pick(leaves).rawValue
    }

    /// What amendments changed is folded anew while the contest goes on.
    mutating func beginRefold() {
        guard let work = machine.beginRefold(on: store) else { return }
        note("refold \(work.live.scope) through \(work.live.through)")
        let steps = random.pick([0, 3, 20, 60, 150])
        refolds.append(SimulatedRefold(live: work.live, frozen: work.frozen, stepsLeft: steps))
    }

    /// Folds that are done take the place of the old ones.
    mutating func finishRefolds(all: Bool = false) async throws {
        for index in refolds.indices { refolds[index].stepsLeft -= 1 }
        for work in refolds where all || work.stepsLeft <= 0 {
            let live = try await work.live.run()
            let behind = try await work.frozen?.run()
            note("refolded through \(work.live.through)")
            if plant == .forgottenMeanwhile { machine.refolding?.since = [] }
            var through = work.live.through
            if plant == .staleRefold { through = machine.refolding?.through ?? through }
            machine.finishRefold(live, frozen: behind, through: through)
        }
        refolds.removeAll { all || $0.stepsLeft <= 0 }
    }

    /// Lets figures follow every amendment.
    mutating func settleFigures() async throws {
        try await finishRefolds(all: true)
        while machine.refolding != nil {
            beginRefold()
            try await finishRefolds(all: true)
        }
    }
}
