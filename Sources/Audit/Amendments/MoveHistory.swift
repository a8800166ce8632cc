// Which leaf earned an attempt. The submission keeps the leaf of its time, and that holds unless
//
// a) a standing move with its past came after the submission: then the last such move's target, or
// b) a move before the submission does not stand: then what the registration and the standing moves
//    before it give.
//
// Region and unit are judged each by itself, and by the attempt's own account.

/// The moves of the few who were moved.
struct MoveHistory {
    private struct Move {
        let sequence: Int64
        let details: MoveDetails
        let stands: Bool
    }

    /// By participant, in order.
    private var moves: [Int64: [Move]] = [:]
    /// The moves with the reverses that are about them, by participant.
    private var entries: [Int64: [AmendmentLog.Entry]] = [:]

    init(_ log: AmendmentLog) {
        let standing = Set(log.standing.map(\.sequence))
        var movers: [Int64: Int64] = [:]
        for entry in log.entries {
            if case .move(let details) = entry.act {
                movers[entry.sequence] = details.participant
                let stands = standing.contains(entry.sequence)
                moves[details.participant, default: []].append(
                    Move(sequence: entry.sequence, details: details, stands: stands)
                )
            }
            if let mover = movers[entry.subject] { entries[mover, default: []].append(entry) }
        }
    }

    var isEmpty: Bool { moves.isEmpty }

    /// The leaf that a submission is credited to.
    func leaf(
        in kind: AuditGroup.Kind,
        stored: Int64,
        registered: Int64,
        of participant: Int64,
        submission sequence: Int64
    ) -> Int64 {
        guard let moves = moves[participant] else { return stored }
        let about = moves.filter { $0.details.target(in: kind) != nil }
        let past = about.last { $0.stands && $0.details.withPast && $0.sequence > sequence }
        if let target = past?.details.target(in: kind) { return target }
        let before = about.filter { $0.sequence < sequence }
        guard before.contains(where: { !$0.stands }) else { return stored }
        return before.last(where: \.stands)?.details.target(in: kind) ?? registered
    }

    /// The leaves that an account had at any moment between two facts, as was known then.
    func leaves(
        in kind: AuditGroup.Kind,
        registered: Int64,
        of participant: Int64,
        from start: Int64,
        through end: Int64
    ) -> Set<Int64> {
        guard let entries = entries[participant] else { return [registered] }
        let turns = entries.map(\.sequence).filter { start < $0 && $0 < end }
        let moments = [start] + turns.map { $0.plus(1) }
        return Set(
            moments.map { moment in
                let known = entries.filter { $0.sequence < moment }
                let targets = AmendmentLog.standing(of: known).compactMap { entry -> Int64? in
                    guard case .move(let details) = entry.act else { return nil }
                    return details.target(in: kind)
                }
                return targets.last ?? registered
            }
        )
    }
}
