import Foundation
import QuestionBanks

/// Where the repository's own files lie.
enum Places {
    static let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let ruleSets = tests.appendingPathComponent("RuleSets")
    static let banks = tests.deletingLastPathComponent().appendingPathComponent("QuestionBanks")

    /// Every bank of the repository.
    static func bankFiles() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: banks, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
    }

    static func bytes(_ url: URL) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url))
    }
}

extension Finding {
    /// `code@line:column`, as the tables of expected findings write it.
    var brief: String {
        "\(code)@\(line.map(String.init) ?? "-"):\(column.map(String.init) ?? "-")"
    }
}

extension Reading {
    /// All findings in brief.
    var brief: [String] { findings.map(\.brief) }
    /// The errors in brief.
    var briefErrors: [String] { findings.filter { $0.severity == .error }.map(\.brief) }
}
