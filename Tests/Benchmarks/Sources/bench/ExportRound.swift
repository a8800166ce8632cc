import ContestModel
import Exports
import Foundation
import Leaderboards

/// Attempts' rows through the writers, with the peak of memory: `bench exports [ROWS] [FORMAT]`, a million
/// and every format where nothing is said.
///
/// The reference is the making of the rows alone, in the same run.
enum ExportRound {
    static func run(rows: Int, only: ExportFormat?) async throws {
        let made = try await measured { () async throws in
            var pages = SyntheticPages(count: rows)
            var count = 0
            while let page = await pages.next() { count += page.count }
            return count
        }
        tell("rows_alone", made, "只造行 rows alone, \(rows)")
        for format in only.map({ [$0] }) ?? [ExportFormat.csv, .gb18030, .jsonl, .xlsx] {
            let figures = try await measured { () async throws in
                try await written(rows, format)
            }
            tell(format.rawValue, figures, "\(rows) rows, \(figures.value >> 20) MiB")
        }
    }

    /// The bytes of so many rows in a format.
    private static func written(_ rows: Int, _ format: ExportFormat) async throws -> Int {
        let table = ExportTable(
            "attempts",
            title: "答题记录",
            fields: AttemptRow.fields,
            pages: SyntheticPages(count: rows)
        )
        let cover = ExportCover(
            ledgerOf: "bench",
            sequence: Int64(rows),
            chain: "",
            madeAt: .epoch,
            notes: []
        )
        var writer = try format.writer()
        var count = 0
        let file = try await writer.write(table, cover: cover) { count += $0.count }
        guard let file else { return count }
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    private struct Measured {
        var value: Int
        var seconds: Double
        var peakMiB: Int
    }

    private static func measured(_ body: () async throws -> Int) async throws -> Measured {
        // Linux begins a new peak of memory when it is told so.
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .ascii)
        let clock = ContinuousClock()
        let began = clock.now
        let value = try await body()
        let seconds = began.duration(to: clock.now) / .seconds(1)
        return Measured(value: value, seconds: seconds, peakMiB: peakMiB())
    }

    private static func peakMiB() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
    }

    private static func tell(_ name: String, _ figures: Measured, _ note: String) {
        let key = "exports.\(name)"
        BenchFigure(name: key + "_seconds", value: figures.seconds, unit: "s", note: note).emit()
        BenchFigure(
            name: key + "_peak_memory",
            value: Double(figures.peakMiB),
            unit: "MiB"
        ).emit()
    }
}

private struct SyntheticPages: ExportPages {
    let count: Int
    var made = 0

    init(count: Int) {
        self.count = count
    }

    mutating func next() async -> [AttemptRow]? {
        guard made < count else { return nil }
        let range = made..<min(made + 1_000, count)
        made = range.upperBound
        return range.map { number in
            let start = LedgerInstant(millisecondsSinceEpoch: 1_685_548_800_000 + Int64(number))
            return AttemptRow(
                attempt: AttemptID(sequence: Int64(number)),
                pseudonym: Pseudonym(bits: UInt64(number) &* 0x9E37_79B9_7F4A_7C15),
                track: "main",
                day: ContestDay(number: 19_509),
                startedAt: start,
                endedAt: start.advanced(by: .seconds(81)),
                elapsedMilliseconds: 81_250,
                ending: .submitted,
                score: Score(
                    drawn: 5,
                    answered: 5,
                    right: UInt8(number % 6),
                    points: Points(hundredths: Int32(number % 6) * 100),
                    lots: 0,
                    counts: true
                ),
                region: "青禾县河东镇",
                unit: "县应急管理局"
            )
        }
    }
}
