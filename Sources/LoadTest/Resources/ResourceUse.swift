import FoundationEssentials

/// What server, generator and disk did during the attempts.
public struct ResourceUse: Codable, Hashable, Sendable {
    /// How long that was.
    public var seconds = 0.0
    /// The server's own figures; `nil` where its process is not on this machine.
    public var server: ProcessUsage?
    /// How many processors the server may use.
    public var serverCores = 0
    /// The generator's own figures.
    public var generator: ProcessUsage?
    /// How many processors the generators may use, on all their machines.
    public var generatorCores: Int { coresByMachine.values.reduce(0, +) }
    /// How many they may use, by the machine's own name of its start.
    public var coresByMachine: [String: Int] = [:]
    /// Seconds in which some task waited for the disk; `nil` where the kernel does not say.
    public var diskWaitSeconds: Double?

    private enum CodingKeys: String, CodingKey {
        case seconds, server, generator
        case serverCores = "server_cores"
        case coresByMachine = "generator_cores_by_machine"
        case diskWaitSeconds = "disk_wait_seconds"
    }

    /// Makes figures.
    public init() {}

    /// The share of its processors' time that the server used, 0 … 1.
    public var serverLoad: Double? {
        guard let server, serverCores > 0, seconds > 0 else { return nil }
        return server.cpuSeconds / seconds / Double(serverCores)
    }

    /// The share of its processors' time that the generator used, 0 … 1.
    public var generatorLoad: Double? {
        guard let generator, generatorCores > 0, seconds > 0 else { return nil }
        return generator.cpuSeconds / seconds / Double(generatorCores)
    }

    /// Adds the figures of a later play.
    mutating func follow(_ later: ResourceUse) {
        seconds += later.seconds
        server = server.map { $0.followed(by: later.server) } ?? later.server
        generator = generator.map { $0.followed(by: later.generator) } ?? later.generator
        (serverCores, coresByMachine) = (later.serverCores, later.coresByMachine)
        if let waited = later.diskWaitSeconds { diskWaitSeconds = (diskWaitSeconds ?? 0) + waited }
    }

    /// Adds another generator's figures; the server's are the same.
    mutating func add(_ other: ResourceUse) {
        seconds = max(seconds, other.seconds)
        if server == nil { server = other.server }
        serverCores = max(serverCores, other.serverCores)
        coresByMachine.merge(other.coresByMachine, uniquingKeysWith: max)
        if let used = other.generator {
            generator?.cpuSeconds += used.cpuSeconds
            generator?.peakMemoryByteCount += used.peakMemoryByteCount
            generator?.writtenByteCount += used.writtenByteCount
            if generator == nil { generator = used }
        }
        diskWaitSeconds = [diskWaitSeconds, other.diskWaitSeconds].compactMap(\.self).max()
    }
}

/// Takes the figures at the beginning and at the end.
struct ResourceProbe: Sendable {
    private let watch: ResourceWatch
    private let began = ContinuousClock.now
    private let server: ProcessUsage?
    private let generator: ProcessUsage?
    private let diskWaited: Duration?

    init(_ watch: ResourceWatch) {
        self.watch = watch
        server = watch.serverProcess.flatMap(ProcessUsage.init)
        generator = ProcessUsage(process: watch.generatorProcess)
        diskWaited = DiskPressure.waited()
    }

    /// This machine, as Linux names its latest start.
    static let machine =
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))
        .map { $0.filter { !$0.isWhitespace } } ?? ""

    /// What was used since.
    func use() -> ResourceUse {
        var use = ResourceUse()
        use.seconds = (ContinuousClock.now - began).wholeAndFraction
        use.serverCores = watch.serverCores
        use.coresByMachine = [Self.machine: watch.generatorCores]
        if let server {
            use.server = watch.serverProcess.flatMap(ProcessUsage.init)?.since(server)
        }
        if let generator {
            use.generator = ProcessUsage(process: watch.generatorProcess)?.since(generator)
        }
        if let diskWaited, let now = DiskPressure.waited() {
            use.diskWaitSeconds = (now - diskWaited).wholeAndFraction
        }
        return use
    }
}

/// Whose figures are taken.
public struct ResourceWatch: Hashable, Sendable {
    /// The server's process; `nil` where it is not on this machine.
    public var serverProcess: Int32?
    /// How many processors the server may use.
    public var serverCores: Int
    /// The generator's process.
    public var generatorProcess: Int32
    /// How many processors the generator may use.
    public var generatorCores: Int

    /// Names the processes.
    public init(
        serverProcess: Int32?,
        serverCores: Int,
        generatorProcess: Int32,
        generatorCores: Int
    ) {
        self.serverProcess = serverProcess
        self.serverCores = serverCores
        self.generatorProcess = generatorProcess
        self.generatorCores = generatorCores
    }
}
