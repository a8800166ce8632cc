import ContestModel
import Foundation
import QuestionBanks
import Testing

@Suite struct ReaderFuzzTests {
    /// Reads mutations of a sample; what is accepted must hold what the reader promises.
    ///
    /// `FUZZ_FACTOR=100` in the environment makes the long run.
    private func fuzz(
        _ sample: [UInt8],
        seeds: ClosedRange<UInt64>,
        _ read: ([UInt8]) -> [Finding]
    ) {
        let factor = ProcessInfo.processInfo.environment["FUZZ_FACTOR"].flatMap(UInt64.init) ?? 1
        for seed in seeds.lowerBound...seeds.upperBound * min(max(factor, 1), 100_000) {
            var generator = SplitMix(state: seed)
            for finding in read(Mutation.mutated(sample, &generator)) {
                let isPlaced = (finding.line ?? 1) >= 1 && (finding.column ?? 1) >= 1
                #expect(isPlaced && finding.text.utf8.count < 1000, "seed \(seed): \(finding)")
            }
        }
    }

    @Test func `mutated banks never stop the reader`() throws {
        let file = Places.banks.appendingPathComponent("safety-month.yaml")
        let sample = Array(try Places.bytes(file).prefix(6000))
        fuzz(sample, seeds: 1...1500) { bytes in
            let reading = BankReader.read(bytes, file: "f", format: .yaml)
            for question in reading.value?.bank.questions ?? [] {
                #expect((2...8).contains(question.options.count) && !question.key.isEmpty)
                #expect(question.key.indices.allSatisfy(question.options.indices.contains))
            }
            return reading.findings
        }
    }

    @Test func `mutated JSON never stops the reader`() {
        let sample = Array(
            """
            {"bank": "b", "title": "t", "questions": [{"id": "a", "type": "multiple",
             "stem": "问\\u4e00\\ud83d\\ude00", "options": ["甲", "乙"], "key": ["A", "B"],
             "difficulty": 2, "basis": {"law": "法", "valid_from": "2021-09-01"}}]}
            """.utf8
        )
        fuzz(sample, seeds: 1...4000) {
            BankReader.read($0, file: "f", format: .json).findings
        }
    }

    @Test(arguments: ["qinghe-2026", "national-2019"])
    func `mutated contest files never stop the reader`(_ name: String) throws {
        let sample = try Places.bytes(Places.ruleSets.appendingPathComponent("\(name).yaml"))
        fuzz(sample, seeds: 1...1500) { bytes in
            let reading = ContestFileReader.read(bytes, file: "f", format: .yaml)
            if let rules = reading.value { #expect(!RulesSheet.chinese(rules).isEmpty) }
            return reading.findings
        }
    }

    @Test func `mutated tables never stop the readers`() {
        let sample = Array(
            "代码,名称,上级代码,人数,别名\r\nA,甲,,10,\"a、b\"\r\nB,乙,A,,\r\nC,丙,B,5,c;d\r\n".utf8
        )
        let roster = Array("姓名,手机,单位,口令\n王,13800138000,A,123456\n李,,甲,\n".utf8)
        let units = GroupTree(nodes: [GroupNode(id: NodeID(rawValue: 1), code: "A", name: "甲")])
        fuzz(sample, seeds: 1...3000) { bytes in
            let reading = TreeReader.read(csv: bytes, file: "f", kind: .unit)
            if let tree = reading.value { #expect(GroupIndex(tree) != nil) }
            return reading.findings
        }
        fuzz(roster, seeds: 1...3000) {
            RosterReader.read(csv: $0, file: "f", regions: GroupTree(), units: units).findings
        }
    }
}
