import ContestModel
import Foundation
import QuestionBanks
import Testing

/// What is written reads back equal, in every format that can be written.
@Suite struct RoundTripTests {
    private func expectEqual(_ bank: QuestionBank, _ writer: BankWriter, _ name: String) throws {
        let format = try #require(BankFormat.all.first { $0.name == writer.name })
        let bytes = try writer.write(bank)
        let reading = BankReader.read(bytes, file: "back.\(writer.fileExtension)", format: format)
        guard reading.value?.bank != bank else { return }
        let text = String(decoding: bytes.prefix(4000), as: UTF8.self)
        let found = FindingTable.render(reading.findings.filter { $0.severity == .error })
        let pairs = zip(bank.questions, reading.value?.bank.questions ?? [])
        let first = pairs.first { $0 != $1 }
        Issue.record("\(name): \(found)\(String(describing: first))\n\(text)")
    }

    @Test(arguments: BankWriter.all)
    func `the repository's banks read back equal`(_ writer: BankWriter) throws {
        for file in try Places.bankFiles() {
            let reading = BankReader.read(try Places.bytes(file), file: "b", format: .yaml)
            let bank = try #require(reading.value).bank
            try expectEqual(bank, writer, file.lastPathComponent)
            let format = try #require(BankFormat.of(fileName: "x.\(writer.fileExtension)"))
            #expect(format.name == writer.name)
        }
    }

    @Test(arguments: BankWriter.all)
    func `random banks read back equal`(_ writer: BankWriter) throws {
        let factor = ProcessInfo.processInfo.environment["FUZZ_FACTOR"].flatMap(UInt64.init) ?? 1
        for seed in 1...(200 * min(max(factor, 1), 10_000)) {
            try expectEqual(RandomBank.bank(seed: seed), writer, "seed \(seed)")
        }
    }

    @Test func `a bank and its copy in another format have one digest`() throws {
        let bank = RandomBank.bank(seed: 1)
        let digest = try BankReader.version(of: bank).digest
        for writer in BankWriter.all {
            let format = try #require(BankFormat.all.first { $0.name == writer.name })
            let reading = BankReader.read(try writer.write(bank), file: "b", format: format)
            #expect(reading.value?.digest == digest, "\(writer.name)")
        }
        #expect(BankWriter.named("gift") != nil && BankWriter.named("doc") == nil)
    }
}
