import Audit

extension FalseLedgerTests {
    private static let third = JuneContest.opening + 2 * JuneContest.day

    static let attemptCases = [
        Case("an attempt before opening", [.schedule], at: "A") {
            $0.replace(
                "\"opensAt\":1000000000000",
                with: "\"opensAt\":1000000001500",
                in: "rules"
            )
        },
        Case("an attempt at closing", [.schedule], at: "I") {
            $0.replace(
                "\"closesAt\":1000259200000",
                with: "\"closesAt\":\(third + 1000)",
                in: "rules"
            )
            $0.remove("I.0")
        },
        Case("an attempt after the organiser closed", [.schedule], at: "I") {
            $0.insert(.amendment("close", at: third), before: "I")
        },
        Case("an attempt after the extension ran out", [.schedule], at: "I") {
            $0.insert(.amendment("close", at: third), before: "I")
            $0.insert(
                .amendment("extend", at: third, details: "{\"until\":\(third + 1000)}"),
                before: "I"
            )
        },
        Case("an attempt during a pause", [.schedule], at: "I") {
            $0.insert(.amendment("pause", at: third, label: "pause 2"), before: "I")
        },
        Case("a response during a pause", [.schedule], at: "I.0") {
            $0.insert(.amendment("pause", at: third + 2000, label: "pause 2"), after: "I")
        },
        Case("another day", [.schedule], at: "I") { $0.set("I", "day", to: 20_243) },
        Case("beyond the days worked out", [.schedule], at: "I") {
            $0.replace(",\(third + JuneContest.day),", with: "],\"x\":[", in: "rules")
        },
        Case("a day's ordinal left out", [.limit], at: "D") { $0.set("D", "ordinal", to: 3) },
        Case("a day's ordinal swapped", [.limit], at: "I") { $0.set("I", "ordinal", to: 2) },
        Case("a running ordinal left out", [.limit], at: "I") {
            $0.set("I", "total_ordinal", to: 4)
        },
        Case("a second attempt without its grant", [.limit], at: "D") { $0.remove("grant") },
        Case("a second attempt with a grant that came later", [.limit], at: "D") {
            var grant = $0["grant"]
            $0.remove("grant")
            grant.at = $0["D"].at
            $0.insert(grant, after: "D")
        },
        Case("a grant for another day", [.limit], at: "D") { $0.set("grant", "day", to: 20_241) },
        Case("a grant for another track", [.limit], at: "D") { $0.set("grant", "track", to: 1) },
        Case("more attempts than there are in all", [.limit], at: "I") {
            $0.replace("\"attemptsTotal\":9", with: "\"attemptsTotal\":2", in: "rules")
        },
        Case("two attempts open at once", [.overlap], at: "F2") {
            let at = $0["F.0"].at
            $0.insert(
                .attempt(
                    "F2",
                    of: 2,
                    at: at,
                    track: 1,
                    day: 20_241,
                    ordinal: 2,
                    total: 2,
                    limit: nil,
                    paper: [7, 6]
                ),
                after: "F.0"
            )
        },
        Case("a deadline of one's own", [.deadline], at: "I") {
            $0.set("I", "deadline_ms", to: third + 151_001)
        },
        Case("no deadline", [.deadline], at: "I") { $0["I"]["deadline_ms"] = .instant(nil) },
    ]

    static let paperCases = [
        Case("a question twice", [.paper], at: "I") { $0.setPaper([0, 1, 2, 1]) },
        Case("a question outside the bank", [.paper], at: "I") { $0.setPaper([0, 1, 2, 99]) },
        Case("a question of another pool", [.paper], at: "I") { $0.setPaper([0, 7, 2, 4]) },
        Case("too many of one type", [.paper], at: "I") { $0.setPaper([0, 3, 2, 4]) },
        Case("a question too few", [.paper], at: "I") { $0.setPaper([0, 1, 2]) },
        Case("a question too many", [.paper], at: "I") { $0.setPaper([0, 1, 2, 4, 5]) },
        Case("bytes left over", [.paper], at: "I") {
            guard case .blob(let paper)? = $0["I"]["paper"] else { return }
            $0["I"]["paper"] = .blob(paper + [0])
        },
        Case("an option shown twice", [.paper], at: "I") { $0.setOrder(0o76543211, at: 0) },
        Case("an option that is none", [.paper], at: "I") { $0.setOrder(0o76543041, at: 0) },
        Case("an option beyond the question's", [.paper], at: "I") {
            $0.setOrder(0o76503214, at: 0)
        },
        Case("true/false shuffled", [.paper], at: "I") { $0.setOrder(0o76543201, at: 3) },
        Case("too hard for the section", [.paper], at: "A") {
            $0.replace("\"maximumDifficulty\":4", with: "\"maximumDifficulty\":2", in: "rules")
        },
        Case("too easy for the section", [.paper], at: "A") {
            $0.replace("\"minimumDifficulty\":2", with: "\"minimumDifficulty\":4", in: "rules")
        },
        Case("another category than the section's", [.paper], at: "A") {
            $0.replace("\"categories\":[\"法规\"]", with: "\"categories\":[\"消防\"]", in: "rules")
        },
        Case("another subject than the day's theme", [.paper], at: "I") {
            $0.replace(
                "\"themes\":[]},\"pointsShown\":\"after_submission\"",
                with: """
                    "themes":[{"from":20240,"through":20241,"categories":["法规"]},\
                    {"from":20242,"through":20242,"categories":["消防"]}]},\
                    "pointsShown":"after_submission"
                    """,
                in: "rules"
            )
        },
        Case("shuffled though the rules say not", [.paper], at: "I") {
            $0.replace(
                "\"shuffleQuestions\":true,\"themes\":[]},\"pointsShown\":\"after_submission\"",
                with: "\"shuffleQuestions\":false,\"themes\":[]},\"pointsShown\":\"never\"",
                in: "rules"
            )
            $0.setPaper([0, 2, 1, 4])
        },
    ]
}

extension TestLedger {
    mutating func setPaper(_ questions: [UInt16], in label: String = "I") {
        let fact = TestFact.attempt("", of: 0, at: 0, day: 0, total: 0, paper: questions)
        self[label]["paper"] = fact["paper"]
    }

    mutating func setOrder(_ order: UInt32, at position: Int, in label: String = "I") {
        guard case .blob(var paper)? = self[label]["paper"] else { return }
        for (offset, shift) in [0, 8, 16].enumerated() {
            paper[5 * position + 2 + offset] = UInt8(truncatingIfNeeded: order >> UInt32(shift))
        }
        self[label]["paper"] = .blob(paper)
    }
}
