import Audit

extension FalseLedgerTests {
    private static let second = JuneContest.opening + JuneContest.day
    private static let third = JuneContest.opening + 2 * JuneContest.day

    static let responseCases = [
        Case("an option beyond the question's", [.response], at: "I.0") {
            $0.set("I.0", "chosen", to: 16)
        },
        Case("two options of a single choice", [.response], at: "I.0") {
            $0.set("I.0", "chosen", to: 3)
        },
        Case("no option of a single choice", [.response], at: "I.0") {
            $0.set("I.0", "chosen", to: 0)
        },
        Case("a position outside the paper", [.response], at: "I.0") {
            $0.set("I.0", "position", to: 4)
        },
        Case("a revision left out", [.response], at: "B.0.2") {
            $0.set("B.0.2", "revision", to: 3)
        },
        Case("a revision before the first", [.response], at: "B.0.2") {
            $0.set("B.0.2", "revision", to: 1)
            $0.set("B.0", "revision", to: 2)
            $0.set("B.0", "chosen", to: 4)
        },
        Case("a revision after its feedback", [.response], at: "B.0.2") {
            $0.replace(
                "whole_paper\",\"feedback\":\"after_submission",
                with: "whole_paper\",\"feedback\":\"after_response",
                in: "rules"
            )
        },
        Case("shown at another instant", [.response], at: "I.0") {
            $0.set("I.0", "shown_ms", to: third + 2000)
        },
        Case("answered before it was shown", [.response], at: "I.0") {
            $0.set("I.0", "shown_ms", to: third + 6000)
        },
        Case("one at a time: shown before the last was answered", [.response], at: "F.1") {
            $0.set("F.1", "shown_ms", to: second + 204_999)
        },
        Case("one at a time: the second question first", [.response], at: "F.1") {
            var first = $0["F.0"]
            first.at = $0["F.1"].at
            $0.remove("F.0")
            $0.insert(first, after: "F.1")
            $0.set("F.1", "shown_ms", to: first.at)
        },
        Case("one at a time: a question skipped", [.response, .grade], at: "F.1") {
            $0.remove("F.0")
        },
        Case("a response after the submission", [.response], at: "G.2") {
            var late = $0["G.2"]
            late.at = $0["G.s"].at
            $0.remove("G.2")
            $0.insert(late, after: "G.s")
        },
        Case("a response at the deadline", [.deadline], at: "I.0") {
            $0.replace("\"milliseconds\":150000", with: "\"milliseconds\":4000", in: "rules")
            $0.keepOnlyLastAttempt()
            $0.set("I", "deadline_ms", to: third + 5000)
        },
        Case("a response that only the pause would allow", [.deadline, .ending], at: "E.0") {
            $0.remove("pause", "resume")
        },
        Case("a response after a hard closing", [.deadline], at: "I.0") {
            $0.replace("own_deadline", with: "hard", in: "rules")
            $0.insert(.amendment("close", at: third + 5000), before: "I.0")
        },
    ]

    static let endingCases = [
        Case("submitted at another instant", [.ending], at: "A.s") {
            $0.set("A.s", "ended_ms", to: JuneContest.opening + 30_000)
            $0.set("A.s", "elapsed_ms", to: 29_000)
        },
        Case("another elapsed time", [.ending], at: "A.s") {
            $0.set("A.s", "elapsed_ms", to: 29_999)
        },
        Case("elapsed with the pause in it", [.ending], at: "E.s") {
            $0.set("E.s", "elapsed_ms", to: 164_000)
        },
        Case("submitted after the deadline", [.ending], at: "C.s") {
            $0.set("C.s", "ending", to: 1)
            $0.set("C.s", "ended_ms", to: JuneContest.opening + 160_000)
            $0.set("C.s", "elapsed_ms", to: 157_000)
        },
        Case("ended by the deadline, but earlier", [.ending], at: "A.s") {
            $0.set("A.s", "ending", to: 2)
        },
        Case("ended by a closing that was not hard", [.ending], at: "C.s") {
            $0.set("C.s", "ending", to: 3)
        },
        Case("an ending that is none", [.ending], at: "C.s") { $0.set("C.s", "ending", to: 0) },
        Case("ended by its deadline after a hard closing", [.ending], at: "I.s") {
            $0.closeHard(at: third + 60_000)
            $0.facts.append(
                .submission(
                    of: "I",
                    at: third + 151_000,
                    elapsed: 150_000,
                    ending: 2,
                    region: 2,
                    unit: 11,
                    grade: [4, 1, 1, 100, 0, 1]
                )
            )
        },
    ]

    static let gradeCases = [
        Case("a mask", [.grade], at: "A.s") { $0.set("A.2", "chosen", to: 3) },
        Case("points", [.grade], at: "A.s") { $0.set("A.s", "points", to: 601) },
        Case("right", [.grade], at: "G.s") { $0.set("G.s", "right", to: 4) },
        Case("answered", [.grade], at: "G.s") { $0.set("G.s", "answered", to: 4) },
        Case("drawn", [.grade], at: "F.s") { $0.set("F.s", "drawn", to: 3) },
        Case("lots", [.grade, .cache], at: "A.s") { $0.set("A.s", "lots", to: 2) },
        Case("a key revision that nobody made", [.grade], at: "A.s") {
            $0.set("A.s", "key_revision", to: 1)
        },
        Case("the rules' points", [.grade], at: "A.s") {
            $0.replace("\"multiple\":200", with: "\"multiple\":250", in: "rules")
        },
        Case("the bank's key", [.grade], at: "A.s") {
            $0.replace("\"key\":7", with: "\"key\":3", in: "bank")
        },
        Case("an empty paper counts", [.counting, .tally], at: "C.s") {
            $0.set("C.s", "counts", to: 1)
        },
        Case("a full paper does not count", [.counting, .tally], at: "G.s") {
            $0.set("G.s", "counts", to: 0)
            $0.standings = []
        },
        Case("practice counts", [.counting, .tally, .cache], at: "F.s") {
            $0.set("F.s", "counts", to: 1)
        },
        Case("a rehearsal counts", [.counting, .tally], at: "A.s") {
            $0.replace("\"rehearsal\":false", with: "\"rehearsal\":true", in: "rules")
        },
        Case("counts though not all is answered", [.counting, .tally], at: "B.s") {
            $0.replace("{\"anyResponse\":{}}", with: "{\"allAnswered\":{}}", in: "rules")
        },
        Case("counts though too little is right", [.counting, .tally], at: "B.s") {
            $0.replace("{\"anyResponse\":{}}", with: "{\"rightAtLeast\":{\"_0\":2}}", in: "rules")
        },
        Case("does not count though any end does", [.counting, .tally], at: "C.s") {
            $0.replace("{\"anyResponse\":{}}", with: "{\"anyEnd\":{}}", in: "rules")
        },
    ]
}

extension TestLedger {
    /// Leaves out everything between the registrations and the last attempt.
    mutating func keepOnlyLastAttempt() {
        let start = facts.firstIndex { $0.label == "A" } ?? 0
        let end = facts.firstIndex { $0.label == "I" } ?? 0
        facts.removeSubrange(start..<end)
        set("I", "total_ordinal", to: 1)
        standings = []
    }

    /// Closing ends attempts, and the organiser closes.
    mutating func closeHard(at instant: Int64) {
        replace("own_deadline", with: "hard", in: "rules")
        facts.append(.amendment("close", at: instant))
    }
}
