import ContestModel
import Foundation
import QuestionBanks
import Testing

/// A file of the corpus `Tests/BrokenFiles`, and what must be found in it, written by hand.
///
/// `Tests/Tables/make_broken.py` makes the files and holds the lists.
private struct BrokenFile: Sendable, CustomTestStringConvertible {
    var name: String
    var expected: [String]
    var testDescription: String { name }

    static let folder = Places.tests.appendingPathComponent("BrokenFiles")

    static func all() throws -> [BrokenFile] {
        let bytes = try Places.bytes(folder.appendingPathComponent("expected.txt"))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return BrokenFile(
                name: String(parts.first ?? ""),
                expected: (parts.last ?? "").split(separator: " ").map(String.init)
            )
        }
    }

    /// What reading the file finds, and whether it was read all the same.
    func findings() throws -> (findings: [Finding], isRead: Bool) {
        let bytes = try Places.bytes(Self.folder.appendingPathComponent(name))
        switch name.prefix(while: { $0 != "-" }) {
        case "tree":
            let reading = TreeReader.read(table: bytes, file: name, kind: .unit)
            return (reading.findings, reading.value != nil)
        case "roster":
            let units = TreeReader.read(
                table: try Tables.bytes("units.xlsx"),
                file: "units.xlsx",
                kind: .unit
            )
            let reading = RosterReader.read(
                table: bytes,
                file: name,
                regions: GroupTree(),
                units: try #require(units.value)
            )
            return (reading.findings, reading.value != nil)
        default:
            let format = try #require(BankFormat.of(fileName: name))
            let reading = BankReader.read(bytes, file: name, format: format)
            return (reading.findings, reading.value != nil)
        }
    }
}

@Suite struct BrokenFileTests {
    @Test(arguments: try BrokenFile.all())
    fileprivate func `exactly what is wrong with a broken file is found, each at its place`(
        _ file: BrokenFile
    ) throws {
        let (findings, isRead) = try file.findings()
        #expect(findings.map(\.inExpectedList) == file.expected)
        #expect(isRead == findings.allSatisfy { $0.severity == .warning })
        for finding in findings {
            #expect(!finding.chinese.isEmpty && !finding.english.isEmpty)
            #expect(finding.file == file.name)
        }
    }

    @Test func `every file of the corpus has its list, and there are more than eighty`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: BrokenFile.folder.path)
        let listed = try BrokenFile.all().map(\.name)
        #expect(Set(files) == Set(listed).union(["expected.txt"]))
        #expect(listed.count == Set(listed).count && listed.count > 80)
    }
}

extension Finding {
    /// `code@line:column`, `code@sheet!line:column`, or `code@-` for the file as a whole.
    fileprivate var inExpectedList: String {
        guard let line, let column else { return "\(code)@-" }
        return "\(code)@\(sheet.map { "\($0)!" } ?? "")\(line):\(column)"
    }
}
