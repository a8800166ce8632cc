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

    private enum CodingKeys: String, CodingKey {
        case cpuMillisecondsPerAttempt = "cpu_ms_per_attempt"
        case diskBytesPerAttempt = "disk_bytes_per_attempt"
        case memoryBytesPerParticipant = "memory_bytes_per_participant"
        case memoryBytesAtRest = "memory_bytes_at_rest"
        case attempts
    }
}
