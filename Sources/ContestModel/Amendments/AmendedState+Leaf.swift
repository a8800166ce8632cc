extension AmendedState {
    /// The leaves that a submission is credited to.
    ///
    /// A later move with past takes it along. Where a move before it was reversed, the stored leaf
    /// is not what would have been: then the registration and the moves that stand decide.
    ///
    /// - Parameters:
    ///   - sequence: The submission's place in the ledger.
    ///   - stored: The leaves that stand in the submission.
    ///   - registered: The leaves of the registration.
    public func leaves(
        of participant: ParticipantIndex,
        at sequence: LedgerSequence,
        stored: (region: NodeID, unit: NodeID),
        registered: (region: NodeID, unit: NodeID)
    ) -> (region: NodeID, unit: NodeID) {
        guard let moves = moves[participant.rawValue] else { return stored }
        return (
            leaf(moves, \.region, at: sequence, stored: stored.region, registered.region),
            leaf(moves, \.unit, at: sequence, stored: stored.unit, registered.unit)
        )
    }

    /// The leaves under which a person's next attempt counts.
    public func presentLeaves(
        of participant: ParticipantIndex,
        registered: (region: NodeID, unit: NodeID)
    ) -> (region: NodeID, unit: NodeID) {
        guard let moves = moves[participant.rawValue] else { return registered }
        let standing = moves.filter(\.stands)
        return (
            standing.last { $0.move.region != nil }?.target(\.region) ?? registered.region,
            standing.last { $0.move.unit != nil }?.target(\.unit) ?? registered.unit
        )
    }

    private func leaf(
        _ moves: [Move],
        _ dimension: KeyPath<AmendedMove, Int32?>,
        at sequence: LedgerSequence,
        stored: NodeID,
        _ registered: NodeID
    ) -> NodeID {
        let own = moves.filter { $0.move[keyPath: dimension] != nil }
        let carried = own.last { $0.stands && $0.move.withPast && $0.sequence > sequence }
        if let carried, let target = carried.target(dimension) { return target }
        let before = own.filter { $0.sequence < sequence }
        guard before.contains(where: { !$0.stands }) else { return stored }
        return before.last(where: \.stands)?.target(dimension) ?? registered
    }
}

extension AmendedState.Move {
    fileprivate func target(_ dimension: KeyPath<AmendedMove, Int32?>) -> NodeID? {
        move[keyPath: dimension].map(NodeID.init(rawValue:))
    }
}
