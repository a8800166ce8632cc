public import ContestModel
public import Leaderboards

extension Contest {
    /// The boards as of the last committed fact, and a participant's key on the board of a period,
    /// in one step, so that the key is on the board.
    ///
    /// - Returns: `key` is nil for somebody who is not on that board.
    public func place(
        of participant: ParticipantIndex,
        in period: BoardPeriod
    ) async -> (snapshot: BoardsSnapshot, key: BoardKey?) {
        await figuresFollow()
        return (snapshot(), machine.fold.key(of: machine.amended.root(of: participant), in: period))
    }

    /// The participant with a public random name.
    ///
    /// - Complexity: O(1) once the index has caught up, which it does as it is asked.
    public func participant(_ pseudonym: Pseudonym) -> ParticipantIndex? {
        let entries = machine.entries
        return pseudonyms.place(of: pseudonym, count: entries.count) { entries[$0]?.pseudonym }
            .flatMap(UInt32.init(exactly:)).map(ParticipantIndex.init(rawValue:))
    }
}
