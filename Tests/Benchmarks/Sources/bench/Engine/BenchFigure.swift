import Foundation

/// One figure of a round: printed for people, and for `scripts/bench` as a line of JSON in the file
/// that `SAFETYQUIZ_FIGURES` names.
struct BenchFigure: Codable {
    /// The stable name under which it is kept.
    var name: String
    var value: Double
    var unit: String
    /// What is counted, in words.
    var note = ""

    /// Prints the figure and adds it to the file.
    func emit() {
        let amount = value >= 100 ? String(Int(value.rounded())) : Bench.text(value)
        print("  \(name): \(amount) \(unit)\(note.isEmpty ? "" : "  (\(note))")")
        guard let path = ProcessInfo.processInfo.environment["SAFETYQUIZ_FIGURES"],
            var line = try? JSONEncoder().encode(self)
        else { return }
        line.append(UInt8(ascii: "\n"))
        if !FileManager.default.fileExists(atPath: path) {
            FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        defer { try? file.close() }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: line)
    }
}

/// What this process has used so far.
enum ProcessCost {
    /// User and system processor time of all threads, in seconds.
    static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    /// Resident memory just now, in bytes.
    static func residentByteCount() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1_024
    }
}
