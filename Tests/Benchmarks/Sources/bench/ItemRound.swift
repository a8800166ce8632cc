import ContestEngine
import ContestModel
import Foundation
import SQLiteStore

/// Item statistics over the founding case's size, from a store on disk, with peak memory; and the
/// same rows stepped over raw, three times each in turn.
enum ItemRound {
    static func run() async throws {
        let folder = NSTemporaryDirectory() + "safetyquiz-items-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = ContinuousClock()
        let began = clock.now
        let county = try await CountyStore(path: folder + "/ledger.sqlite")
        tell(
            "  set-up: \(county.attempts) attempts written in \(seconds(began.duration(to: clock.now))) s"
        )
        let store = try SQLiteStore(path: county.path)
        var whole: [Double] = []
        var raw: [Double] = []
        var peak = 0
        for round in 1...3 {
            var start = clock.now
            let rows = try county.readRaw()
            raw.append(start.duration(to: clock.now) / .seconds(1))
            forgetPeak()
            let before = memory("VmRSS")
            start = clock.now
            let report = try await ItemReport.make(from: store, clock: AnchoredClock())
            whole.append(start.duration(to: clock.now) / .seconds(1))
            peak = max(peak, memory("VmHWM") - before)
            let met = report?.rows.reduce(0) { $0 + $1.statistics.drawn } ?? 0
            let suspected = report?.rows.filter { $0.statistics.suspicion?.isOfKey == true } ?? []
            guard met == county.responses,
                suspected.map(\.item.question.id) == ["q-\(CountyStore.planted)"]
            else { throw CountyStore.Failure(message: "wrong figures: \(met), \(suspected.count)") }
            tell(
                "  round \(round): \(Bench.text(whole[round - 1])) s, raw \(rows) rows \(Bench.text(raw[round - 1])) s"
            )
        }
        try await store.close()
        let time = whole.sorted()[1]
        let note = "题目统计 item statistics, \(county.responses) responses"
        BenchFigure(name: "items.seconds", value: time, unit: "s", note: note).emit()
        BenchFigure(name: "items.to_raw_rows", value: time / raw.sorted()[1], unit: "×").emit()
        BenchFigure(name: "items.peak_memory", value: Double(peak / 1_024), unit: "MiB").emit()
    }

    private static func seconds(_ duration: Duration) -> String {
        Bench.text(duration / .seconds(1))
    }

    private static func tell(_ words: String) {
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }

    /// Sets the process's peak back to what it holds now (Linux).
    private static func forgetPeak() {
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .ascii)
    }

    /// A line of the process's status, in KiB; zero where there is none.
    private static func memory(_ name: String) -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}
