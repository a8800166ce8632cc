/// What the operator wants done regularly.
public struct UpkeepPlan: Hashable, Sendable {
    /// How often each contest is backed up; nil for only when somebody asks.
    public var backupEvery: Duration?
    /// How many of the schedule's backups of a contest are kept, at least one.
    public var backupCount: Int
    /// How often what was committed is copied on, where that is wanted.
    public var copyEvery: Duration

    /// Makes a plan.
    public init(
        backupEvery: Duration? = nil,
        backupCount: Int = 24,
        copyEvery: Duration = .seconds(1)
    ) {
        self.backupEvery = backupEvery
        self.backupCount = backupCount
        self.copyEvery = copyEvery
    }
}
