import Audit
import ContestEngine
import ContestModel
import Testing

/// The figures of a week are over when it ends, also for those whose attempt ends after it.
@Suite struct WeekEndTests {
    /// Three people begin on Sunday: one is done before midnight, one submits after it, one is ended
    /// by the deadline; or all that is open ends with the contest at that midnight.
    ///
    /// Found by a load test of a contest's last hour, whose audit found rows of no day.
    @Test(arguments: [("2026-06-30", "own_deadline"), ("2026-06-07", "hard")])
    func `an attempt over a Sunday's midnight leaves a clean ledger`(
        closes: String,
        closing: String
    ) async throws {
        let folder = try TestFolder()
        let clock = ManualClock(TestTime.june(7, 23, 59))
        let contest = TestContest(
            "week",
            track: """
                "attempts_per_day": 3, "paper": {"questions": 5}, "time_limit": "150s",
                "delivery": "whole_paper", "feedback": "after_submission"
                """,
            rest: """
                "closing": "\(closing)", "publication": {"personal_boards": true},
                """,
            closes: closes
        )
        try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(contest)
            var attempts: [(guest: Guest, attempt: String)] = []
            for number in 0..<3 {
                let guest = try await Guest.register(at: server, in: "week", number: number)
                let started = try await guest.start()
                let attempt = started.json["attempt"].text
                let question = try #require(started.json["questions"].list.first)
                let answer = try await guest.respond(attempt, 0, Choice.first(question))
                #expect(answer.status == 200)
                attempts.append((guest, attempt))
            }
            #expect(try await attempts[0].guest.submit(attempts[0].attempt).status == 200)
            clock.set(TestTime.june(8, 0, 0, 1))
            #expect(try await attempts[1].guest.submit(attempts[1].attempt).status == 200)
            clock.set(TestTime.june(8, 0, 3))
            try await server.poll("three ended attempts") {
                try await server.send("GET", "/v1/contests/week/tallies").json["attempts"].integer
                    == 3
            }
            // Nobody has begun an attempt in the new week.
            let week = try await server.send("GET", "/v1/contests/week/boards/week")
            #expect(closing == "hard" || week.json["rows"].list.isEmpty)
        }
        let audit = try LedgerAudit(path: folder.ledger(of: "week")).run()
        #expect(audit.differences == [] && audit.people == 3)
        // What was kept of the old week is what is made anew of the facts.
        try await TestServer.run(in: folder, clock: clock) { server in
            let tallies = try await server.send("GET", "/v1/contests/week/tallies").json
            #expect(tallies["people"].integer == 3 && tallies["attempts"].integer == 3)
        }
    }
}
