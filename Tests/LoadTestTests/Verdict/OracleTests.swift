import Foundation
import Testing

@testable import LoadTest

@Suite struct OracleTests {
    private static let played = PlayedAttempt(
        token: "t",
        responses: [
            PlayedResponse(position: 0, revision: 1, sequence: 1, chosen: ["x", "y"]),
            PlayedResponse(position: 1, revision: 1, sequence: 2, chosen: ["z"]),
        ],
        receipt: Samples.receipt(3, points: 500)
    )

    private static func shown(_ change: (inout Wire.Attempt) -> Void = { _ in }) -> Wire.Attempt {
        var attempt = Wire.Attempt(
            attempt: "t",
            state: "ended",
            questions: [
                Wire.Question(position: 0, chosen: ["y", "x"], revision: 1),
                Wire.Question(position: 1, chosen: ["z"], revision: 1),
            ],
            receipt: Samples.receipt(3, points: 500)
        )
        change(&attempt)
        return attempt
    }

    private static func check(_ shown: Wire.Attempt?) -> OracleCheck {
        var check = OracleCheck()
        check.compare(played, with: shown)
        return check
    }

    @Test func `what was acknowledged and is shown is fine`() {
        #expect(Self.check(Self.shown()) == OracleCheck())
    }

    @Test func `an attempt that is gone loses everything in it`() {
        #expect(Self.check(nil).lost == 3)
    }

    @Test func `a response that is gone or altered is lost`() {
        #expect(Self.check(Self.shown { $0.questions[1].revision = 0 }).lost == 1)
        #expect(Self.check(Self.shown { $0.questions.removeLast() }).lost == 1)
        #expect(Self.check(Self.shown { $0.questions[0].chosen = ["x"] }).lost == 1)
    }

    @Test func `a second revision of an answer that was sent again is a duplicate`() {
        let check = Self.check(Self.shown { $0.questions[0].revision = 2 })
        #expect(check.duplicated == 1 && check.lost == 0)
    }

    @Test func `another receipt than the acknowledged one is a loss`() {
        #expect(Self.check(Self.shown { $0.receipt?.sequence = 4 }).lost == 1)
        #expect(Self.check(Self.shown { $0.receipt = nil }).lost == 1)
    }

    @Test func `the board must count each acknowledged submission once`() {
        let entrant = Samples.entrant(
            "a",
            [Samples.receipt(1, points: 1), Samples.receipt(2, points: 1)]
        )
        func check(shown: Int, lostHere: Int = 0) -> (lost: Int, duplicated: Int) {
            var check = OracleCheck()
            check.compare(entrant, shown: shown, lostHere: lostHere)
            return (check.lost, check.duplicated)
        }
        #expect(check(shown: 2) == (0, 0))
        #expect(check(shown: 1) == (1, 0))
        #expect(check(shown: 1, lostHere: 1) == (0, 0))
        #expect(check(shown: 3) == (0, 1))
    }

    @Test func `many writers' lines all reach the log, attempted before acknowledged`() async throws
    {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("oracle-\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = try OracleLog(path: path)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<50 {
                group.addTask {
                    for number in 0..<20 {
                        let name = "response/\(writer)/\(number)"
                        await log.attempted(name)
                        log.acknowledged(name, sequence: writer * 20 + number)
                    }
                }
            }
        }
        try await log.finish()
        #expect(log.attemptedCount == 1_000)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2_000)
        var attempted = Set<Substring>()
        for line in lines {
            let words = line.split(separator: " ")
            if words[0] == "attempted" { attempted.insert(words[1]) }
            if words[0] == "acknowledged" { #expect(attempted.contains(words[1])) }
        }
        #expect(attempted.count == 1_000)
    }

    @Test func `a log that cannot be written is an error`() async throws {
        #expect(throws: LoadTestError.self) { try OracleLog(path: "/nonexistent/oracle.log") }
        let full = try OracleLog(path: "/dev/full")
        await full.attempted("submission/a")
        await #expect(throws: LoadTestError.self) { try await full.finish() }
    }
}
