import Exports
import Foundation

/// The rounds that `scripts/bench` puts together, one a process; without a name the committer against
/// raw SQLite.
///
/// Absolute rates drift with the machine, so only ratios of one run say anything.
@main
struct Bench {
    static func main() async {
        do { try await run() } catch {
            progress("failed: \(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        // In processes of their own, so that a peak of memory is theirs alone.
        switch CommandLine.arguments.dropFirst().first {
        case "items": try await ItemRound.run()
        case "amend": try await AmendRound.run()
        case "exports":
            let format = CommandLine.arguments.dropFirst(3).first
            try await ExportRound.run(
                rows: number(2) ?? 1_000_000,
                only: format.flatMap(ExportFormat.init(rawValue:))
            )
        case "county":
            try await inFolder { try await CountyRound.run(folder: $0) }
        case "submissions":
            let (inFlight, people) = (number(2) ?? 64, number(3) ?? 50_000)
            try await inFolder {
                try await SubmissionRound.run(folder: $0, inFlight: inFlight, people: people)
            }
        case "boards": BoardCost.run(people: number(2) ?? 1_000_000)
        case "scale":
            let people = number(2) ?? 100_000
            try await inFolder { try await ScaleRound.run(folder: $0, people: people) }
        case "start": try await inFolder { try await StartRound.run(folder: $0) }
        case "month":
            let percent = number(2) ?? 10
            try await inFolder {
                try await MonthRound.run(folder: $0, share: Double(percent) / 100)
            }
        default: try await inFolder { try await committer(in: $0) }
        }
    }

    /// The argument at a place, as a number from 1 to 20 million.
    private static func number(_ place: Int) -> Int? {
        CommandLine.arguments.dropFirst(place).first.flatMap { Int($0) }
            .map { min(max($0, 1), 20_000_000) }
    }

    /// Says on standard error how far a long round is.
    static func progress(_ text: String) {
        FileHandle.standardError.write(Data("  \(text)\n".utf8))
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
        BenchFigure(
            name: "committer_to_raw_batches",
            value: median,
            unit: "×",
            note: "引擎提交（在途 1024）÷ SQLite 裸批量插入, median of \(rounds)"
        ).emit()
    }

    static func text(_ value: Double) -> String {
        String(Double(Int(value * 100 + 0.5)) / 100)
    }
}
