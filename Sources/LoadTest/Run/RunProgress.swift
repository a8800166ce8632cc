import Synchronization

/// How far a load test has come.
public struct RunProgress: Hashable, Sendable {
    /// The parts of a load test, in order.
    public enum Phase: String, CaseIterable, Sendable {
        /// Reading the contest, its trees and its figures before the run.
        case preparation
        /// Participants register.
        case registration
        /// Participants play.
        case attempts
        /// Attempts that were left end by their deadline.
        case settling
        /// The server's figures are read and compared.
        case verdict

        /// The name that people read.
        public var chineseName: String {
            switch self {
            case .preparation: "准备"
            case .registration: "注册"
            case .attempts: "答题"
            case .settling: "等待到时"
            case .verdict: "核对"
            }
        }
    }

    /// The part under way.
    public var phase: Phase
    /// How many of its steps are done.
    public var done: Int
    /// How many steps it has; 0 when that is not known.
    public var total: Int

    /// Makes a progress.
    public init(phase: Phase, done: Int, total: Int) {
        self.phase = phase
        self.done = done
        self.total = total
    }
}

/// Counts the steps of one phase for all workers and reports each.
final class PhaseCounter: Sendable {
    private let phase: RunProgress.Phase
    private let total: Int
    private let done = Mutex(0)
    private let report: @Sendable (RunProgress) -> Void

    init(
        _ phase: RunProgress.Phase,
        total: Int,
        report: @escaping @Sendable (RunProgress) -> Void
    ) {
        self.phase = phase
        self.total = total
        self.report = report
        report(RunProgress(phase: phase, done: 0, total: total))
    }

    /// One more step is done.
    func step() {
        let done = done.withLock { done in
            done += 1
            return done
        }
        report(RunProgress(phase: phase, done: done, total: total))
    }
}
