import Audit
import Testing

/// Ledgers that look odd and are right: amendments moved the contest's hours.
@Suite struct LifecycleTests {
    private static let third = JuneContest.opening + 2 * JuneContest.day

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var alter: @Sendable (inout TestLedger) -> Void

        var testDescription: String { name }

        init(_ name: String, _ alter: @escaping @Sendable (inout TestLedger) -> Void) {
            self.name = name
            self.alter = alter
        }
    }

    static let cases = [
        Case("an extension re-opens what was closed") {
            $0.insert(.amendment("close", at: third), before: "I")
            $0.insert(
                .amendment("extend", at: third, details: "{\"until\":\(third + 2000)}"),
                before: "I"
            )
        },
        Case("an attempt begun in the last moment before an extension ran out") {
            $0.replace("\"closesAt\":1000259200000", with: "\"closesAt\":1", in: "rules")
            $0.insert(
                .amendment(
                    "extend",
                    at: $0["p2"].at,
                    details: "{\"until\":\(third + 1001)}"
                ),
                after: "p2"
            )
        },
        Case("an attempt runs to its own deadline after closing") {
            $0.facts.append(.amendment("close", at: third + 6000))
            $0.facts.append(end(at: third + 140_000, elapsed: 139_000, ending: 1))
        },
        Case("a hard closing ends an attempt") {
            $0.closeHard(at: third + 60_000)
            $0.facts.append(
                end(at: third + 61_000, ended: third + 60_000, elapsed: 59_000, ending: 3)
            )
        },
        Case("a deadline before a hard closing ends an attempt") {
            $0.replace("own_deadline", with: "hard", in: "rules")
            $0.facts.append(
                end(at: third + 200_000, ended: third + 151_000, elapsed: 150_000, ending: 2)
            )
        },
        Case("two pauses move a deadline twice, the second from within the first's gain") {
            $0.facts += [
                .amendment("pause", at: third + 100_000), .amendment("resume", at: third + 110_000),
                .amendment("pause", at: third + 155_000), .amendment("resume", at: third + 165_000),
                end(at: third + 171_000, elapsed: 150_000, ending: 1),
            ]
        },
        Case("a pause after the deadline moves nothing") {
            $0.facts += [
                .amendment("pause", at: third + 151_000), .amendment("resume", at: third + 160_000),
                end(at: third + 170_000, ended: third + 151_000, elapsed: 150_000, ending: 2),
            ]
        },
        Case("submitted during a pause, whose time is not the person's") {
            $0.facts += [
                .amendment("pause", at: third + 100_000),
                end(at: third + 120_000, elapsed: 99_000, ending: 1),
            ]
        },
        Case("practice without a time limit ends by closing") {
            $0.insert(
                .attempt(
                    "P",
                    of: 1,
                    at: third + 6000,
                    track: 1,
                    day: 20_242,
                    total: 1,
                    limit: nil,
                    paper: [6, 7]
                ),
                after: "I.0"
            )
            $0.facts.append(.amendment("close", at: third + 7000))
            $0.facts.append(
                .submission(
                    of: "P",
                    at: third + 8000,
                    ended: third + 7000,
                    elapsed: 1000,
                    ending: 2,
                    region: 2,
                    unit: 12,
                    grade: [2, 0, 0, 0, 0, 0]
                )
            )
        },
        Case("new rules hold for attempts begun later") {
            let rules = JuneContest.rules.replacing(
                "\"milliseconds\":150000",
                with: "\"milliseconds\":9000"
            )
            $0.insert(.contest(rules, version: 2, at: third), before: "I")
            $0.set("I", "rules_version", to: 2)
            $0.set("I", "deadline_ms", to: third + 10_000)
        },
    ]

    @Test(arguments: cases)
    func `amendments move the contest's hours`(_ item: Case) throws {
        var ledger = JuneContest.ledger
        item.alter(&ledger)
        let report = try withLedger(ledger) { audit, _ in try audit.run() }
        #expect(report.isClean, "\(report.text)")
    }

    /// The end of I, whose only response is right.
    private static func end(
        at instant: Int64,
        ended: Int64? = nil,
        elapsed: Int64,
        ending: Int64
    ) -> TestFact {
        .submission(
            of: "I",
            at: instant,
            ended: ended,
            elapsed: elapsed,
            ending: ending,
            region: 2,
            unit: 11,
            grade: [4, 1, 1, 100, 0, 1]
        )
    }
}
