import ContestModel
import Foundation
import QuestionBanks
import Spreadsheets
import Testing

/// Pieces that mean something to a reader of tables.
private let pieces: [[UInt8]] =
    [
        "\"", ",", ";", "\t", "\n", "\r", "\u{0}", "\u{FEFF}", "A.", "B、", "《", "》", "（", "|", "是",
        "否", "单选题",
        "题干", "选项A", "正确答案", "是否正确", "错误原因", "<row r=\"9\">", "<c r=\"XFD1\">", "</v>", "<f>",
        "t=\"s\"",
        "t=\"e\"", "<!DOCTYPE a>", "&x;", "<![CDATA[", "99999999999999999999", "-1", "1E308",
        "ref=\"A1:XFD9\"",
    ].map { Array($0.utf8) } + [[0xFF], [0xC4, 0xE3], [0x81, 0x30], [0x80]]

@Suite struct TableFuzzTests {
    private func mutated(_ sample: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let length = min(Int.random(in: 0...12, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<place + length)
            case 2:
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                bytes.insert(contentsOf: piece, at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            case 4 where generator.next() % 8 == 0: bytes.removeLast(bytes.count - place)
            default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
        }
        return bytes
    }

    /// A mutation of the bytes, or, for a workbook, often of one of its parts.
    private func variant(_ sample: [UInt8], _ generator: inout SplitMix) throws -> [UInt8] {
        guard SpreadsheetKind(of: sample) == .workbook, generator.next() % 4 != 0 else {
            return mutated(sample, &generator)
        }
        let archive = try ZipArchive(sample)
        let chosen = archive.names[Int(generator.next() % UInt64(archive.names.count))]
        return try ZipWriter.archive(
            archive.names.map { name in
                let bytes = try archive.bytes(of: name)
                return (name, name == chosen ? mutated(bytes, &generator) : bytes)
            }
        )
    }

    /// `FUZZ_FACTOR=100` in the environment makes the long run.
    private func seeds(_ count: UInt64) -> ClosedRange<UInt64> {
        let factor = ProcessInfo.processInfo.environment["FUZZ_FACTOR"].flatMap(UInt64.init) ?? 1
        return 1...count * min(max(factor, 1), 100_000)
    }

    @Test(arguments: [
        "utf8.csv", "gb18030.csv", "utf16-tab.txt", "bom-semicolon.csv", "several-sheets.xlsx",
        "faults.xlsx", "option-rows.xlsx",
    ])
    func `mutated banks never stop the reader nor the one that hands rows back`(
        _ name: String
    ) throws {
        let sample = try Tables.bytes(name)
        for seed in seeds(100) {
            var generator = SplitMix(state: seed)
            let bytes = try variant(sample, &generator)
            let reading = BankReader.read(bytes, file: name, format: .xlsx)
            for question in reading.value?.bank.questions ?? [] {
                #expect((2...8).contains(question.options.count) && !question.key.isEmpty)
                #expect(question.key.indices.allSatisfy(question.options.indices.contains))
            }
            for finding in reading.findings {
                let isPlaced = (finding.line ?? 1) >= 1 && (finding.column ?? 1) >= 1
                #expect(isPlaced && finding.text.utf8.count < 1000, "seed \(seed): \(finding)")
            }
            do {
                _ = try FaultyRows.bytes(of: bytes, as: .bank, findings: reading.findings)
            } catch let fault as WorkbookWriteFault {
                // A sheet's name that a mutation made impossible.
                guard case .sheetName = fault else { throw fault }
            }
        }
    }

    @Test func `mutated trees and rosters in workbooks never stop the readers`() throws {
        let units = try Tables.bytes("units.xlsx")
        let roster = try Tables.bytes("roster.xlsx")
        for seed in seeds(100) {
            var generator = SplitMix(state: seed)
            let tree = TreeReader.read(
                table: try variant(units, &generator),
                file: "t",
                kind: .unit
            )
            if let value = tree.value { #expect(GroupIndex(value) != nil) }
            _ = RosterReader.read(
                table: try variant(roster, &generator),
                file: "r",
                regions: GroupTree(),
                units: GroupTree()
            )
        }
    }
}
