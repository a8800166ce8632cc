import Foundation

/// The committer against raw SQLite, in rounds that alternate; prints the median ratio.
///
/// Absolute rates drift with the machine, so only ratios of one run say anything.
@main
struct Bench {
    static func main() async throws {
        // In processes of their own, so that a peak of memory is theirs alone.
        switch CommandLine.arguments.dropFirst().first {
        case "items": try await ItemRound.run()
        case "amend": try await AmendRound.run()
        case "exports": try await ExportRound.run()
        case "county":
            try await inFolder { try await CountyRound.run(folder: $0) }
        default: try await inFolder { try await committer(in: $0) }
        }
    }

    private static func inFolder(_ body: @Sendable (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "safetyquiz-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private static func committer(in folder: String) async throws {
        let rounds = 5
        var ratios: [Double] = []
        for round in 0...rounds {
            let engine = try await CommitterRound.run(path: "\(folder)/engine-\(round).sqlite")
            let raw = try RawRound.run(
                path: "\(folder)/raw-\(round).sqlite",
                rows: engine.rows
            )
            guard round > 0 else { continue }  // the first round warms up
            ratios.append(engine.perSecond / raw)
            FileHandle.standardError.write(
                Data(
                    """
                      round \(round): committer \(Int(engine.perSecond)) facts/s, \
                    raw batches \(Int(raw)) rows/s, ratio \(text(engine.perSecond / raw))\n
                    """.utf8
                )
            )
        }
        let median = ratios.sorted()[ratios.count / 2]
        print(
            """
            引擎提交（在途 1024）÷ SQLite 裸批量插入 / committer ÷ raw SQLite batches: \(text(median)) \
            (median of \(rounds))
            """
        )
    }

    static func text(_ value: Double) -> String {
        String(Double(Int(value * 100 + 0.5)) / 100)
    }
}
