/// What a latency histogram says, exact to three significant digits.
public struct LatencyFigures: Hashable, Sendable {
    /// How many requests were measured.
    public var count: Int
    /// Half of them took no longer.
    public var p50: Duration
    /// 95 % of them took no longer.
    public var p95: Duration
    /// 99 % of them took no longer.
    public var p99: Duration
    /// None took longer.
    public var max: Duration

    /// Makes figures.
    public init(
        count: Int = 0,
        p50: Duration = .zero,
        p95: Duration = .zero,
        p99: Duration = .zero,
        max: Duration = .zero
    ) {
        self.count = count
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.max = max
    }

    /// Takes another process's figures in: percentiles do not add up, so the worst is told.
    mutating func takeWorst(_ other: LatencyFigures) {
        count += other.count
        p50 = Swift.max(p50, other.p50)
        p95 = Swift.max(p95, other.p95)
        p99 = Swift.max(p99, other.p99)
        max = Swift.max(max, other.max)
    }
}

extension LatencyFigures: Codable {
    private enum CodingKeys: String, CodingKey {
        case count, p50, p95, p99, max
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func duration(_ key: CodingKeys) throws -> Duration {
            .microseconds(Int64((try container.decode(Double.self, forKey: key) * 1_000).rounded()))
        }
        self.init(
            count: try container.decode(Int.self, forKey: .count),
            p50: try duration(.p50),
            p95: try duration(.p95),
            p99: try duration(.p99),
            max: try duration(.max)
        )
    }

    /// Milliseconds with up to three decimals.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(p50.milliseconds, forKey: .p50)
        try container.encode(p95.milliseconds, forKey: .p95)
        try container.encode(p99.milliseconds, forKey: .p99)
        try container.encode(max.milliseconds, forKey: .max)
    }
}

extension Duration {
    /// Milliseconds with microseconds as decimals, as JSON shows them.
    var milliseconds: Double { Double(wholeMicroseconds) / 1_000 }
}
