import ContestModel
import Foundation
import QuestionBanks
import Testing

/// The published rule sets as contest files, and the bank they draw from.
enum RuleSetFiles {
    static let names = [
        "national-2019", "national-2021", "national-2023", "xuchang-2023", "sichuan-2025",
        "shandong-2018", "qinghe-2026",
    ]

    private static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func rules(_ name: String) throws -> ContestRules {
        let file = repository.appendingPathComponent("Tests/RuleSets/\(name).yaml")
        let reading = ContestFileReader.read(
            [UInt8](try Data(contentsOf: file)),
            file: file.lastPathComponent,
            format: .yaml
        )
        return try #require(reading.value, "\(reading.findings)")
    }

    /// The demo bank, read once for all tests.
    static func bank() throws -> QuestionBank { try readBank.get() }

    private static let readBank = Result {
        let file = repository.appendingPathComponent("QuestionBanks/safety-month.yaml")
        let reading = BankReader.read(
            [UInt8](try Data(contentsOf: file)),
            file: file.lastPathComponent,
            format: .yaml
        )
        return try #require(reading.value, "\(reading.findings)").bank
    }
}
