import ArgumentParser
import LoadTest

/// A session of the load test with its progress on stderr, whose failures end the command in words.
enum LoadTestSession {
    /// Opens a session, hands it to `body`, and closes it.
    static func run<Value>(
        _ plan: LoadPlan,
        _ body: (inout LoadSession) async throws -> Value
    ) async throws -> Value {
        let bar = ProgressBar()
        do {
            return try await LoadSession.run(plan, progress: { bar.show($0) }, body)
        } catch let error as LoadTestError {
            throw Failure.unreachable("\(error)")
        } catch let error as MergingError {
            throw Failure.wrongData("\(error)")
        }
    }

    /// A whole load test from registration to verdict.
    static func play(
        _ plan: LoadPlan,
        watch: ResourceWatch?,
        beginning begin: BeginInstant? = nil
    ) async throws -> LoadReport {
        try await run(plan) { session in
            await session.register()
            try await begin?.wait()
            let outcome = await session.play(watch: watch)
            return try await session.judge(outcome)
        }
    }
}
