public import ContestModel

/// An immutable view of all boards at one place in the ledger.
public struct BoardsSnapshot: Sendable {
    /// The last fact that is in it.
    public let sequence: LedgerSequence
    /// When it was taken, on the ledger's clock.
    public let at: LedgerInstant
    /// The boards.
    public let boards: ContestBoards

    /// Makes a snapshot.
    public init(sequence: LedgerSequence, at: LedgerInstant, boards: ContestBoards) {
        self.sequence = sequence
        self.at = at
        self.boards = boards
    }
}
