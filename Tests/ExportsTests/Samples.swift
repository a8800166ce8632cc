import ContestModel
import Exports
import Foundation
import Leaderboards
import Testing

/// A contest of June 2023 in Shanghai and tables about it.
enum Sample {
    static let rules = ContestRules(
        contest: "county-2023",
        title: "人人讲安全、个个会应急",
        organiser: "县安委办",
        bank: "bank",
        schedule: schedule,
        tracks: [
            TrackRules(name: "main", title: "正式答题", paper: PaperBlueprint(sections: []))
        ]
    )

    /// 2023-06-01 00:00 in Shanghai is 16:00 UTC the day before.
    static let schedule = ContestSchedule(
        timeZone: "Asia/Shanghai",
        opensAt: LedgerInstant(millisecondsSinceEpoch: 19_509 * 86_400_000 - 28_800_000),
        closesAt: LedgerInstant(millisecondsSinceEpoch: 19_539 * 86_400_000 - 28_800_000),
        firstDay: ContestDay(number: 19_509),
        dayStarts: (0..<40).map {
            LedgerInstant(millisecondsSinceEpoch: (19_509 + Int64($0)) * 86_400_000 - 28_800_000)
        }
    )

    static let cover = ExportCover(
        rules: rules,
        isPreliminary: true,
        sequence: 812,
        chain: String(repeating: "ab", count: 32),
        chainSequence: 812,
        madeAt: LedgerInstant(millisecondsSinceEpoch: 19_510 * 86_400_000 + 3_723_004)
    )

    /// A row of each kind of value.
    struct Row: Sendable {
        var name: String
        var code: String
        var count: Int
        var points: Int
        var share: Ratio
        var day: ContestDay?
        var at: LedgerInstant
        var elapsed: Int64
    }

    static let fields: [ExportField<Row>] = [
        .text("姓名", "name", \.name),
        .code("编号", "code", \.code),
        .integer("人次", "count", \.count),
        .points("成绩", "points", \.points),
        .percent("正确率", "share", \.share),
        .average("平均分", "average", \.share),
        .day("日期", "day") { $0.day },
        .instant("时间", "at", \.at),
        .duration("用时（秒）", "elapsed_ms", \.elapsed),
    ]

    static func row(_ name: String, code: String = "007") -> Row {
        Row(
            name: name,
            code: code,
            count: 22,
            points: 9_850,
            share: Ratio(7, of: 8),
            day: ContestDay(number: 19_509),
            at: LedgerInstant(millisecondsSinceEpoch: 19_509 * 86_400_000),
            elapsed: 81_250
        )
    }

    static func table(_ rows: [Row]) -> ExportTable {
        ExportTable("sample", title: "样例", fields: fields, notes: ["说明一"], rows: rows)
    }

    /// A table written in a format, whole.
    static func bytes(_ table: ExportTable, _ format: ExportFormat) async throws -> [UInt8] {
        var writer = try format.writer()
        var bytes: [UInt8] = []
        let file = try await writer.write(table, cover: cover) { bytes += $0 }
        guard let file else { return bytes }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }
}

/// A Python with openpyxl; without it what needs one is skipped.
enum Python {
    static let path = ProcessInfo.processInfo.environment["SAFETYQUIZ_TEST_PYTHON"]

    /// Runs a script over a file; returns what it printed as JSON.
    static func json(_ script: String, over bytes: [UInt8], ending: String) throws -> Any {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("export-\(UInt64.random(in: 0 ... .max)).\(ending)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = ["-c", "import sys, json\npath = sys.argv[1]\n" + script, file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try JSONSerialization.jsonObject(with: output, options: .fragmentsAllowed)
    }
}

enum Bytes {
    static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
