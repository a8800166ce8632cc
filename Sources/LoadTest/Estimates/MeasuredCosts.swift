import FoundationEssentials

/// What a server spent on a load test, per attempt and per participant.
public struct MeasuredCosts: Codable, Hashable, Sendable {
    /// Processor time of the server for one attempt: start, responses and submission.
    public var cpuMillisecondsPerAttempt: Double
    /// Bytes that the ledger grew by for one attempt.
    public var diskBytesPerAttempt: Double
    /// Bytes of memory that a participant takes while the contest runs, attempts included.
    public var memoryBytesPerParticipant: Double
    /// Bytes of memory before the first participant.
    public var memoryBytesAtRest: Double
    /// How many attempts they were measured on.
    public var attempts: Int

    /// Makes costs.
    public init(
        cpuMillisecondsPerAttempt: Double,
        diskBytesPerAttempt: Double,
        memoryBytesPerParticipant: Double,
        memoryBytesAtRest: Double,
        attempts: Int
    ) {
        self.cpuMillisecondsPerAttempt = cpuMillisecondsPerAttempt
        self.diskBytesPerAttempt = diskBytesPerAttempt
        self.memoryBytesPerParticipant = memoryBytesPerParticipant
        self.memoryBytesAtRest = memoryBytesAtRest
        self.attempts = attempts
    }

    /// Fewer attempts say little: a server's caches, a ledger's first pages and its memory at rest
    /// weigh more than they do.
    public static let fewestAttempts = 10_000

    /// Reads the costs in a report that `load-test --json` has written.
    ///
    /// - Throws: `MeasuredCostsError` where there are none, or none to go by.
    public init(report: [UInt8]) throws(MeasuredCostsError) {
        struct Earlier: Decodable {
            var costs: MeasuredCosts?
            var figuresHold: Bool?
            // A search for the limit has the report of all its plays below it.
            var report: Below?

            struct Below: Decodable {
                var costs: MeasuredCosts?
            }

            enum CodingKeys: String, CodingKey {
                case costs, report
                case figuresHold = "figures_hold"
            }
        }
        let read = try? JSONDecoder().decode(Earlier.self, from: Data(report))
        guard let read, let costs = read.costs ?? read.report?.costs else { throw .none }
        guard read.figuresHold != false else { throw .notHeld }
        let figures = [
            costs.cpuMillisecondsPerAttempt, costs.diskBytesPerAttempt,
            costs.memoryBytesPerParticipant, costs.memoryBytesAtRest,
        ]
        guard figures.allSatisfy({ $0 >= 0 && $0 < 1e15 }) else { throw .none }
        guard costs.attempts >= Self.fewestAttempts else { throw .tooFew(attempts: costs.attempts) }
        self = costs
    }

    private enum CodingKeys: String, CodingKey {
        case cpuMillisecondsPerAttempt = "cpu_ms_per_attempt"
        case diskBytesPerAttempt = "disk_bytes_per_attempt"
        case memoryBytesPerParticipant = "memory_bytes_per_participant"
        case memoryBytesAtRest = "memory_bytes_at_rest"
        case attempts
    }
}

/// Why an earlier report's costs cannot be reckoned with.
public enum MeasuredCostsError: Error, Hashable, Sendable {
    /// It holds none.
    case none
    /// They were measured on so few attempts that they say little.
    case tooFew(attempts: Int)
    /// The run's figures did not hold.
    case notHeld
}

extension MeasuredCostsError: CustomStringConvertible {
    /// A sentence for people, Chinese first.
    public var description: String {
        switch self {
        case .none:
            "没有 costs：要由自启服务器的 load-test --json 写出 / has no costs of a server of the kit's own"
        case .notHeld:
            "那次压测的核对没有通过，不能据以估算 / that run's figures do not hold"
        case .tooFew(let attempts):
            """
            只测了 \(attempts) 次答题，太少，不能据以估算；至少要 \(MeasuredCosts.fewestAttempts) 次，例如 \
            load-test --participants 4000 --attempts 16000 --json 文件 \
            / measured on \(attempts) attempts only: at least \(MeasuredCosts.fewestAttempts) are needed
            """
        }
    }
}
