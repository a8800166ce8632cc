import Testing

@testable import LoadTest

@Suite struct CostsTests {
    private static func report(_ attempts: String, cpu: String = "3.5") -> [UInt8] {
        Array(
            """
            {"passed": true, "costs": {"cpu_ms_per_attempt": \(cpu), "disk_bytes_per_attempt": 900,
             "memory_bytes_per_participant": 400, "memory_bytes_at_rest": 9000000,
             "attempts": \(attempts)}}
            """.utf8
        )
    }

    @Test func `costs of ten thousand attempts are taken`() throws {
        let costs = try MeasuredCosts(report: Self.report("10000"))
        #expect(costs.attempts == 10_000 && costs.diskBytesPerAttempt == 900)
    }

    @Test(arguments: [0, 30, 9_999]) func `costs of a tiny run are refused with their number`(
        attempts: Int
    ) {
        #expect(throws: MeasuredCostsError.tooFew(attempts: attempts)) {
            try MeasuredCosts(report: Self.report("\(attempts)"))
        }
        #expect(MeasuredCostsError.tooFew(attempts: 30).description.contains("10000"))
    }

    @Test(arguments: ["", "{}", "[]", #"{"costs": null}"#, #"{"costs": {"attempts": 20000}}"#])
    func `a file without costs is refused`(text: String) {
        #expect(throws: MeasuredCostsError.none) { try MeasuredCosts(report: Array(text.utf8)) }
    }

    @Test func `costs of a run whose figures do not hold are refused`() {
        let text = String(decoding: Self.report("20000"), as: UTF8.self)
        let failed = text.replacing(#""passed": true"#, with: #""figures_hold": false"#)
        #expect(throws: MeasuredCostsError.notHeld) {
            try MeasuredCosts(report: Array(failed.utf8))
        }
        let search = #"{"figures_hold": true, "report": \#(text)}"#
        #expect((try? MeasuredCosts(report: Array(search.utf8)))?.attempts == 20_000)
    }

    @Test(arguments: ["-1", "1e300"]) func `costs that nothing can cost are refused`(cpu: String) {
        #expect(throws: MeasuredCostsError.none) {
            try MeasuredCosts(report: Self.report("20000", cpu: cpu))
        }
    }
}
