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
    /// Too few participants: all were still in an earlier attempt when the next was due.
    case people
    /// Some requests failed for good; those that were answered came in time.
    case failures
    /// The server is on this machine, and neither its processors nor the disk were busy: short
    /// queues, or a pause of the machine.
    case bursts
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
        return use.server == nil ? .unknown : .bursts
    }

    /// A word or two, for tables.
    var shortText: String {
        switch self {
        case .none: "–"
        case .generator: "压测程序 generator"
        case .serverProcessor: "处理器 CPU"
        case .disk: "磁盘 disk"
        case .refusals: "拒绝 refusals"
        case .people: "人少 people"
        case .failures: "失败 failures"
        case .bursts: "短时排队 bursts"
        case .unknown: "未知 unknown"
        }
    }

    /// The sentence that people read.
    public var text: String {
        switch self {
        case .none: "无 none"
        case .generator: "压测程序自己跟不上，结果不说明服务器 the generator itself"
        case .serverProcessor: "服务器的处理器 the server's processors"
        case .disk: "磁盘 the disk"
        case .refusals: "服务器主动拒绝（429/503） the server's refusals"
        case .people: "参赛者太少，都还在上一次答题里：请加 --participants too few participants"
        case .failures: "有请求失败，见错误 failed requests: see the errors"
        case .bursts: "短时排队：服务器的处理器和磁盘都没有用满 short queues: neither processors nor disk were full"
        case .unknown: "未能确定（网络、代理或另一台机器） not known: network, proxy, another machine"
        }
    }
}
