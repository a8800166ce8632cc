import Foundation

/// What a process has used since it began, as Linux tells it in `/proc`.
public struct ProcessUsage: Codable, Hashable, Sendable {
    /// Processor time of all its threads.
    public var cpuSeconds: Double
    /// The most memory it has had at one time, in bytes.
    public var peakMemoryByteCount: Int
    /// Bytes that it has caused to be written to disk.
    public var writtenByteCount: Int

    /// Reads the figures of a process; `nil` where there is no `/proc` or no such process.
    public init?(process: Int32) {
        guard
            let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        else { return nil }
        // Only the owner and root may read this one.
        let io = try? String(contentsOfFile: "/proc/\(process)/io", encoding: .utf8)
        self.init(stat: stat, status: status, io: io ?? "")
    }

    /// Reads the texts of `stat`, `status` and `io`.
    init?(stat: String, status: String, io: String) {
        // The name in parentheses may hold spaces; the times are the 12th and 13th field behind it.
        guard let end = stat.utf8.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = stat[end...].dropFirst().split(separator: " ")
        guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
            return nil
        }
        cpuSeconds = Double(user + system) / Self.ticksPerSecond
        peakMemoryByteCount = (Self.number("VmHWM:", in: status) ?? 0) * 1_024
        writtenByteCount = Self.number("write_bytes:", in: io) ?? 0
    }

    /// What was used since an earlier reading; the memory is the later peak.
    public func since(_ earlier: ProcessUsage) -> ProcessUsage {
        var difference = self
        difference.cpuSeconds -= earlier.cpuSeconds
        difference.writtenByteCount -= earlier.writtenByteCount
        return difference
    }

    /// This and what was used later; the memory is the higher peak.
    func followed(by later: ProcessUsage?) -> ProcessUsage {
        var sum = self
        sum.cpuSeconds += later?.cpuSeconds ?? 0
        sum.writtenByteCount += later?.writtenByteCount ?? 0
        sum.peakMemoryByteCount = max(peakMemoryByteCount, later?.peakMemoryByteCount ?? 0)
        return sum
    }

    /// Linux fixes USER_HZ at 100 for what it tells programs.
    private static let ticksPerSecond = 100.0

    private static func number(_ name: String, in text: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix(name) }
            .flatMap { $0.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first }
            .flatMap { Int($0) }
    }

    private enum CodingKeys: String, CodingKey {
        case cpuSeconds = "cpu_seconds"
        case peakMemoryByteCount = "peak_memory_bytes"
        case writtenByteCount = "written_bytes"
    }
}

/// How long some task of the whole machine has waited for its disks, by the kernel's pressure
/// figures.
enum DiskPressure {
    /// Since the machine started; `nil` where the kernel keeps no such figures.
    static func waited() -> Duration? {
        (try? String(contentsOfFile: "/proc/pressure/io", encoding: .utf8)).flatMap(read)
    }

    /// Reads `some avg10=0.00 avg60=0.00 avg300=0.00 total=12345`, in microseconds.
    static func read(_ text: String) -> Duration? {
        text.split(separator: "\n").first { $0.hasPrefix("some ") }
            .flatMap { $0.split(separator: "=").last }
            .flatMap { Int64($0) }
            .map { .microseconds($0) }
    }
}
