/// What machine a contest needs, reckoned from measured costs.
public struct MachineEstimate: Codable, Hashable, Sendable {
    /// Processors like those that were measured.
    public var cores: Int
    /// Gibibytes of memory.
    public var memoryGibibytes: Double
    /// Gibibytes of disk: the ledger, a backup of it, and room to work.
    public var diskGibibytes: Double
    /// The share of the processors that the peak takes.
    public var peakLoad: Double

    private enum CodingKeys: String, CodingKey {
        case cores
        case memoryGibibytes = "memory_gib"
        case diskGibibytes = "disk_gib"
        case peakLoad = "peak_load"
    }

    /// Of each processor only this share is planned for; the rest is for what nobody foresaw.
    public static let plannedShare = 0.5
    /// The ledger, a backup of the same size, and half of it again for the log and an export.
    public static let diskFactor = 2.5
    /// Memory is planned with the same again for what comes and goes.
    public static let memoryFactor = 2.0

    /// Reckons.
    ///
    /// - Parameters:
    ///   - people: How many take part in all.
    ///   - attempts: How many attempts they make in all.
    ///   - peak: The most attempts that begin in one second.
    public init(people: Int, attempts: Int, peak: Double, costs: MeasuredCosts) {
        let busy = peak * costs.cpuMillisecondsPerAttempt / 1_000
        cores = max(1, Int((busy / Self.plannedShare).rounded(.up)))
        peakLoad = busy / Double(cores)
        let memory =
            costs.memoryBytesAtRest + Double(people) * costs.memoryBytesPerParticipant
        memoryGibibytes = memory * Self.memoryFactor / 0x1p30
        diskGibibytes =
            Double(attempts) * costs.diskBytesPerAttempt * Self.diskFactor / 0x1p30
    }

    /// The answer for people, with everything that was assumed.
    public func text(people: Int, attempts: Int, peak: Double, costs: MeasuredCosts) -> String {
        func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
        return """
            估算 · Estimate
              \(people) 人，\(attempts) 人次，高峰每秒 \(rounded(peak)) 次开始答题
              处理器 processors             \(cores)（高峰占用 \(rounded(peakLoad * 100)) %）
              内存 memory                   \(rounded(memoryGibibytes)) GiB
              磁盘 disk                     \(rounded(diskGibibytes)) GiB
            依据 measured on \(costs.attempts) attempts:
              每次答题的处理器时间 CPU an attempt      \(rounded(costs.cpuMillisecondsPerAttempt)) ms
              每次答题的账本字节 ledger an attempt     \(rounded(costs.diskBytesPerAttempt)) B
              每人内存 memory a participant           \(rounded(costs.memoryBytesPerParticipant)) B
              空闲内存 memory at rest                 \(rounded(costs.memoryBytesAtRest / 0x1p20)) MiB
            假设 assumed: 处理器与本机相同，只计划用一半；磁盘含一份备份，另留一半；内存加倍；每题一次作答，
            看榜的人另计。Processors like this machine's, half of each planned; one backup; memory doubled;
            spectators come on top. 处理器超过 2 个时按比例外推，引擎对一个竞赛的决定在一个核上进行：
            高峰若超出 --find-limit 的结果，加处理器也没有用。One contest decides on one core: beyond what
            --find-limit finds, more processors do not help.

            """
    }
}
