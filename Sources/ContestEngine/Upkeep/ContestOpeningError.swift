/// Why a contest that is there could not be opened.
public struct ContestOpeningError: Error, CustomStringConvertible {
    /// Which contest.
    public let contest: String
    /// What its store or its ledger said.
    public let cause: any Error

    /// What an operator reads.
    public var description: String { "竞赛 \(contest)：\(cause) / contest \(contest)" }
}

/// The wall clock is before the ledger's last fact, so no time can be told for new ones.
public struct ClockBehindError: Error, Hashable, CustomStringConvertible {
    /// By how many whole seconds.
    public let seconds: Int64

    /// What an operator reads.
    public var description: String {
        "系统时钟比账本里最后一件事早 \(seconds) 秒：请校准系统时钟后再启动 / "
            + "the wall clock is \(seconds) s before the last fact: set it right and start again"
    }
}
