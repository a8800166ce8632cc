import Foundation
import QuestionBanks
import Testing

@Suite struct RealBankTests {
    @Test func `the banks in the repository have no errors`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Places.banks,
            includingPropertiesForKeys: nil
        )
        for file in files where file.pathExtension == "yaml" {
            let reading = BankReader.read(
                try Places.bytes(file),
                file: file.lastPathComponent,
                format: .yaml
            )
            #expect(reading.value != nil, "\(FindingTable.render(reading.findings))")
        }
    }
}
