/// A load test from registration to verdict.
public enum LoadRun {
    /// Lets simulated participants play over HTTP, then compares what the server shows with what
    /// it told them.
    ///
    /// - Parameters:
    ///   - plan: What is done.
    ///   - watch: Whose processor time and memory are noted; `nil`: nobody's.
    ///   - ready: Called once all have registered; the attempts begin when it returns.
    ///   - progress: Called for every step, from many tasks at once; must not block.
    /// - Returns: The report; errors of single requests are counted in it.
    /// - Throws: `LoadTestError` where the run could not begin or its log is not to be trusted.
    public static func run(
        _ plan: LoadPlan,
        watch: ResourceWatch? = nil,
        ready: () async throws -> Void = {},
        progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) async throws -> LoadReport {
        try await LoadSession.run(plan, progress: progress) { session in
            await session.register()
            try await ready()
            let outcome = await session.play(watch: watch)
            return try await session.judge(outcome)
        }
    }
}
