import Foundation

/// Which processors the server keeps to, and which the generator, where both run on one machine.
struct CoreSplit: Sendable {
    /// Processor numbers as `taskset` takes them.
    let server: String
    let generator: String
    let serverCount: Int
    let generatorCount: Int

    static let taskset = "/usr/bin/taskset"

    /// The first half for the server, the rest for the generator; `nil` where there is one
    /// processor only, or no `taskset`.
    static func ofThisMachine() -> CoreSplit? {
        guard FileManager.default.isExecutableFile(atPath: taskset) else { return nil }
        return CoreSplit(allowed)
    }

    /// How many processors this process may use, pinned or not.
    static var allowedCount: Int { max(1, allowed.count) }

    private static var allowed: [Int] {
        let name = "Cpus_allowed_list:"
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) })
        else { return [] }
        return processors(in: line.dropFirst(name.count))
    }

    init?(_ processors: [Int]) {
        guard processors.count >= 2 else { return nil }
        let half = processors.count - processors.count / 2
        server = processors.prefix(half).map(String.init).joined(separator: ",")
        generator = processors.dropFirst(half).map(String.init).joined(separator: ",")
        serverCount = half
        generatorCount = processors.count - half
    }

    /// Reads `0-3,8`.
    static func processors(in list: some StringProtocol) -> [Int] {
        list.split(separator: ",").flatMap { part -> [Int] in
            let ends = part.split(separator: "-").compactMap {
                Int($0.trimmingCharacters(in: .whitespaces))
            }
            guard let first = ends.first, let last = ends.last, first <= last, last < 4_096 else {
                return []
            }
            return Array(first...last)
        }
    }

    /// Pins all threads of this process; those that come later inherit it.
    func pinThisProcess() {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.taskset)
        process.arguments = ["-a", "-p", "-c", generator, "\(getpid())"]
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return }
        process.waitUntilExit()
    }
}
