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
        return try await inWords {
            try await LoadSession.run(plan, progress: { bar.show($0) }, body)
        }
    }

    /// A whole load test from registration to verdict.
    static func play(
        _ plan: LoadPlan,
        watch: ResourceWatch?,
        beginning begin: BeginInstant? = nil
    ) async throws -> LoadReport {
        let bar = ProgressBar()
        return try await inWords {
            try await LoadRun.run(
                plan,
                watch: watch,
                ready: { try await begin?.wait() },
                progress: { bar.show($0) }
            )
        }
    }

    private static func inWords<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as LoadTestError {
            throw Failure.unreachable("\(error)")
        } catch let error as MergingError {
            throw Failure.wrongData("\(error)")
        }
    }
}
