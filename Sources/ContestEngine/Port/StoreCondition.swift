/// How a store is doing, for operators.
public struct StoreCondition: Hashable, Sendable {
    /// Bytes that are committed and wait to be copied to where they stay.
    public var logByteCount: Int64 = 0
    /// How often in a row they could not all be copied, because a reader held them or the disk failed.
    public var unfinishedCheckpoints = 0
    /// Committed bytes that wait in memory to be copied on.
    public var uncopiedByteCount = 0

    /// A store of which nothing is known.
    public init() {}
}

extension ContestStore {
    /// A store without a log of its own has nothing to tell.
    public var condition: StoreCondition { StoreCondition() }
}
