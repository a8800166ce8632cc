import Histogram

/// Latency and throughput over time, in at most 600 steps of equal length.
///
/// A step is a second at first. When the run outgrows the steps, each two become one: memory is
/// bounded however long the run is, and steps of several processes can be added.
struct Timeline: Sendable {
    /// One step.
    struct Step: Sendable {
        var failures = 0
        var latencies = Histogram<UInt32>(
            highestTrackableValue: Timeline.longestMicroseconds,
            numberOfSignificantValueDigits: .two
        )
    }

    static let longestMicroseconds: UInt64 = 3_600_000_000
    static let mostSteps = 600

    /// How long a step is, in whole seconds: a power of two.
    private(set) var stepSeconds = 1
    /// The steps since the beginning; those in which nothing happened are empty.
    private(set) var steps: [Step] = []

    /// Takes in an answer.
    mutating func record(_ microseconds: UInt64, at elapsed: Duration, count: UInt32 = 1) {
        let index = step(at: elapsed)
        steps[index].latencies.record(
            min(microseconds, Self.longestMicroseconds),
            count: count
        )
    }

    /// Takes in a failure.
    mutating func recordFailure(at elapsed: Duration, count: Int = 1) {
        let index = step(at: elapsed)
        steps[index].failures += count
    }

    /// Adds another process's line, begun at the same instant.
    mutating func add(_ other: Timeline) {
        while stepSeconds < other.stepSeconds { halve() }
        for (index, step) in other.steps.enumerated() {
            let here = self.step(at: .seconds(index * other.stepSeconds))
            steps[here].failures += step.failures
            steps[here].latencies.add(step.latencies)
        }
    }

    /// What the report shows.
    var points: [TimelinePoint] {
        steps.enumerated().map { index, step in
            let figures = LatencyFigures(step.latencies)
            return TimelinePoint(
                second: index * stepSeconds,
                requestsPerSecond: Double(figures.count * 10 / stepSeconds) / 10,
                p50: figures.p50.milliseconds,
                p99: figures.p99.milliseconds,
                max: figures.max.milliseconds,
                failures: step.failures
            )
        }
    }

    /// The index of the step that an instant belongs to; it is there afterwards.
    private mutating func step(at elapsed: Duration) -> Int {
        let second = Int(clamping: elapsed.wholeMicroseconds / 1_000_000)
        while second / stepSeconds >= Self.mostSteps { halve() }
        let index = second / stepSeconds
        while steps.count <= index { steps.append(Step()) }
        return index
    }

    private mutating func halve() {
        stepSeconds *= 2
        steps = stride(from: 0, to: steps.count, by: 2).map { index in
            var step = steps[index]
            if index + 1 < steps.count {
                step.failures += steps[index + 1].failures
                step.latencies.add(steps[index + 1].latencies)
            }
            return step
        }
    }
}

/// One step of a run, as the report shows it.
public struct TimelinePoint: Codable, Hashable, Sendable {
    /// When it begins, in seconds since the first attempt was due.
    public var second: Int
    /// Answered starts, responses and submissions a second.
    public var requestsPerSecond: Double
    /// Milliseconds within which half of them were answered.
    public var p50: Double
    /// Milliseconds within which 99 % of them were answered.
    public var p99: Double
    /// The longest, in milliseconds.
    public var max: Double
    /// Requests that failed for good.
    public var failures: Int

    private enum CodingKeys: String, CodingKey {
        case second, p50, p99, max, failures
        case requestsPerSecond = "requests_per_second"
    }
}

extension Timeline: Codable {
    private enum CodingKeys: String, CodingKey {
        case stepSeconds = "step_seconds"
        case latencies, failures
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let seconds = try container.decode(Int.self, forKey: .stepSeconds)
        let failures = try container.decode([Int].self, forKey: .failures)
        let latencies = try container.decode([[[UInt64]]].self, forKey: .latencies)
        guard (1...1 << 20).contains(seconds), failures.count == latencies.count else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a timeline")
            )
        }
        while stepSeconds < seconds { halve() }
        for (index, pairs) in latencies.prefix(Self.mostSteps).enumerated() {
            let instant = Duration.seconds(index * seconds)
            recordFailure(at: instant, count: failures[index])
            for pair in pairs where pair.count == 2 {
                record(pair[0], at: instant, count: UInt32(clamping: pair[1]))
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(stepSeconds, forKey: .stepSeconds)
        try container.encode(steps.map(\.failures), forKey: .failures)
        try container.encode(
            steps.map { step in
                step.latencies.recordedValues().map {
                    [$0.value, UInt64($0.countAddedInThisIterationStep)]
                }
            },
            forKey: .latencies
        )
    }
}
