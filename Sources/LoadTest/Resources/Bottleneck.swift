/// What kept a run from going faster.
public enum Bottleneck: String, Codable, Sendable {
    /// Nothing: everything came in time.
    case none
    /// The generator was behind its own schedule: the figures say little about the server.
    case generator
    /// The server's processors were busy.
    case serverProcessor = "server_cpu"
    /// Writers waited for the disk.
    case disk
    /// The server refused requests to protect itself.
    case refusals
    /// None of these: a network, a proxy, or a server on another machine.
    case unknown

    /// Judges a run that missed its target.
    ///
    /// - Parameters:
    ///   - lateness: How late attempts began at the 99th percentile.
    ///   - refusals: Requests that were refused and sent again, as a share of all.
    static func found(
        in use: ResourceUse,
        lateness: Duration,
        refusals: Double
    ) -> Bottleneck {
        // A generator without processor time left is late in everything that it does.
        if (use.generatorLoad ?? 0) >= 0.9, (use.serverLoad ?? 0) < 0.9 { return .generator }
        if (use.serverLoad ?? 0) >= 0.85 { return .serverProcessor }
        if let waited = use.diskWaitSeconds, use.seconds > 0, waited / use.seconds >= 0.4 {
            return .disk
        }
        if lateness >= .milliseconds(50) { return .generator }
        if refusals >= 0.01 { return .refusals }
        return .unknown
    }

    /// The sentence that people read.
    var text: String {
        switch self {
        case .none: "无 none"
        case .generator: "压测程序自己跟不上，结果不说明服务器 the generator itself"
        case .serverProcessor: "服务器的处理器 the server's processors"
        case .disk: "磁盘 the disk"
        case .refusals: "服务器主动拒绝（429/503） the server's refusals"
        case .unknown: "未能确定（网络、代理或另一台机器） not known: network, proxy, another machine"
        }
    }
}

/// What a run was asked to bear, and whether it did.
public struct TargetResult: Codable, Hashable, Sendable {
    /// Attempts a second at the peak, as asked for.
    public var attemptsPerSecond: Double
    /// The bound of the 99th percentile, in milliseconds.
    public var p99Limit: Double
    /// The 99th percentile that was measured, in milliseconds.
    public var p99: Double
    /// How late attempts began at the 99th percentile, in milliseconds: the generator's own part.
    public var lateness: Double
    /// Whether every attempt was made, none failed, and the 99th percentile is within its bound.
    public var isMet: Bool
    /// What was in the way where it is not.
    public var bottleneck: Bottleneck

    private enum CodingKeys: String, CodingKey {
        case attemptsPerSecond = "attempts_per_second"
        case p99Limit = "p99_limit_ms"
        case p99 = "p99_ms"
        case lateness = "lateness_p99_ms"
        case isMet = "met"
        case bottleneck
    }

    /// Judges a run.
    init(
        attemptsPerSecond: Double,
        p99Limit: Duration,
        measured: LatencyFigures,
        lateness: LatencyFigures,
        failures: Int,
        refusals: Double,
        use: ResourceUse
    ) {
        self.attemptsPerSecond = attemptsPerSecond
        self.p99Limit = p99Limit.milliseconds
        p99 = measured.p99.milliseconds
        self.lateness = lateness.p99.milliseconds
        isMet = failures == 0 && measured.count > 0 && measured.p99 <= p99Limit
        bottleneck =
            isMet
            ? .none : .found(in: use, lateness: lateness.p99, refusals: refusals)
    }
}
