import Foundation
import Spreadsheets
import Testing

/// The path of a Python that has openpyxl; without it this suite is skipped.
private let python = ProcessInfo.processInfo.environment["SAFETYQUIZ_TEST_PYTHON"]

@Suite(.enabled(if: python != nil)) struct DifferentialTests {
    private struct Row: Equatable {
        var sheet: String?
        var number: Int?
        var cells: [Int: String]
    }

    @Test(arguments: [1, 2, 3, 4])
    func `random tables are read as Python reads them`(_ seed: Int) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("differential-\(seed)-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let expected = try expectedRows(folder, seed)
        #expect(expected.count == 120)
        for (name, rows) in expected {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            let found = try SpreadsheetReader.rows(of: [UInt8](data)).map { row in
                Row(
                    sheet: row.sheet,
                    number: row.sheet == nil ? nil : row.number,
                    cells: Dictionary(
                        uniqueKeysWithValues: row.cells.map { ($0.column, $0.value.text ?? "?") }
                    )
                )
            }
            #expect(found == rows, "seed \(seed), \(name)")
        }
    }

    private func expectedRows(_ folder: URL, _ seed: Int) throws -> [String: [Row]] {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Tables/random_tables.py")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = [script.path, folder.path, "\(seed)", "60"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let tree = try #require(
            try JSONSerialization.jsonObject(with: output) as? [String: [[Any]]]
        )
        return tree.mapValues { rows in
            rows.map { row in
                let cells = row.last as? [[Any]] ?? []
                return Row(
                    sheet: row.first as? String,
                    number: row.dropFirst().first as? Int,
                    cells: Dictionary(
                        uniqueKeysWithValues: cells.map {
                            ($0.first as? Int ?? 0, $0.last as? String ?? "")
                        }
                    )
                )
            }
        }
    }
}
