import ContestEngine
import ContestModel
import Synchronization

/// One participant's worth of concurrency: hands in an act, and the next as soon as the one before
/// is on disk.
///
/// So the server's connections do it.
final class BenchLane: ActCaller {
    struct Unexpected: Error { var outcome: String }

    /// What comes after an outcome (nil before the first); nil ends the lane.
    typealias Plan = @Sendable (AttemptReply?) throws -> AttemptAct?

    private let contest: Contest
    private let plan: Plan
    private let ending = Mutex<CheckedContinuation<Void, any Error>?>(nil)

    private init(_ contest: Contest, _ plan: @escaping Plan) {
        self.contest = contest
        self.plan = plan
    }

    /// Runs so many lanes side by side until all plans have ended.
    static func run(
        _ contest: Contest,
        count: Int,
        _ plan: @escaping @Sendable (_ lane: Int) -> Plan
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<count {
                group.addTask {
                    let lane = BenchLane(contest, plan(lane))
                    try await withCheckedThrowingContinuation { continuation in
                        lane.ending.withLock { $0 = continuation }
                        lane.goOn(after: nil)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    func take(_ outcome: Result<AttemptReply, Refusal>?) {
        if case .success(let reply) = outcome {
            goOn(after: reply)
        } else {
            end(Unexpected(outcome: "\(String(describing: outcome))"))
        }
    }

    private func goOn(after reply: AttemptReply?) {
        do {
            guard let act = try plan(reply) else { return end(nil) }
            if !contest.hand(act, self) { end(Unexpected(outcome: "no room")) }
        } catch { end(error) }
    }

    private func end(_ error: (any Error)?) {
        let continuation = ending.withLock { ending in
            defer { ending = nil }
            return ending
        }
        if let error {
            continuation?.resume(throwing: error)
        } else {
            continuation?.resume()
        }
    }
}
