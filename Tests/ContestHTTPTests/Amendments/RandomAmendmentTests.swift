import Audit
import ContestEngine
import Foundation
import Testing

/// Random people, papers and amendments through the real server: after every one its boards are
/// those that the independent audit works out from the ledger, and after a restart too.
@Suite struct RandomAmendmentTests {
    private static let contest = TestContest(
        "amended",
        track: """
            "attempts_per_day": 2, "paper": {"questions": 6}, "delivery": "one_at_a_time",
            "scoring": {"points": 1, "thresholds": [{"right_at_least": 5, "points": 9},
                                                    {"right_at_least": 2, "points": 3}],
                        "lots": [{"every_right": 2, "most": 2}]}
            """,
        rest: #""counts_when": {"right_at_least": 1}, "ranking": {"breakers": ["time"]},"#
    )

    /// Few questions, so that every amended key meets many papers.
    private static var bank: TestBank {
        var bank = TestBank()
        bank.questions =
            (0..<10).map { TestQuestion(number: $0, edition: 0) } + bank.questions[60...]
        return bank
    }

    private static let regions = ["140502", "14050101", "14050102"]
    private static let units = ["A1", "A2", "B"]
    private static var path: String { "/v1/contests/\(contest.name)" }

    /// What one seed does.
    private struct Run {
        var random: SeededRandom
        var people: [String] = []
        var done: [Int] = []
        var names: [String] = []
        var next = 0
    }

    private func play(
        _ run: inout Run,
        _ server: TestServer,
        _ clock: ManualClock
    ) async throws {
        run.next += 1
        let keys = Self.bank.keys
        var random = run.random
        do {
            var guest = try await Guest.register(
                at: server,
                in: Self.contest.name,
                number: run.next % 9
            )
            if !run.people.contains(guest.pseudonym) { run.people.append(guest.pseudonym) }
            try await guest.play(
                think: { clock.advance(by: .seconds(Int.random(in: 1...9, using: &random))) },
                choose: { question in
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: Choice.wrong(question, keys)
                    case 1: Choice.right(question, keys)
                    default: Choice.first(question)
                    }
                }
            )
        } catch let refused as UnexpectedReply {
            // Attempts used up, or the unit was merged into another: nobody enters there any more.
            guard [409, 422].contains(refused.reply.status) else { throw refused }
        }
        run.random = random
    }

    /// The members of a random amendment.
    private func amendment(_ run: inout Run) -> String {
        func pick<Thing>(_ things: [Thing]) -> Thing {
            things[Int.random(in: things.indices, using: &run.random)]
        }
        let person = pick(run.people)
        let question = #""question": "q-\#(Int.random(in: 0..<10, using: &run.random))""#
        switch Int.random(in: 0..<14, using: &run.random) {
        case 0: return #""kind": "disqualify", "participants": ["\#(person)"]"#
        case 1: return #""kind": "reinstate", "participants": ["\#(person)"]"#
        case 2: return #""kind": "disqualify", "filter": {"right_at_least": 3, "unit": "A"}"#
        case 3: return #""kind": "revise_key", \#(question), "keys": ["\#(pick(["A", "B"]))"]"#
        case 4: return #""kind": "accept_keys", \#(question), "keys": ["A", "B"]"#
        case 5: return #""kind": "credit_question", \#(question)"#
        case 6: return #""kind": "withdraw_question", \#(question)"#
        case 7, 8:
            let past = Bool.random(using: &run.random)
            return """
                "kind": "move", "participant": "\(person)", "with_past": \(past),
                "unit": "\(pick(Self.units))", "region": "\(pick(Self.regions))"
                """
        case 9:
            return
                #""kind": "merge", "of": "person", "from": "\#(person)", "into": "\#(pick(run.people))""#
        case 10:
            return
                #""kind": "merge", "of": "unit", "from": "\#(pick(Self.units))", "into": "\#(pick(Self.units))""#
        case 11:
            return #""kind": "rename", "of": "unit", "node": "B", "name": "改名 \#(run.done.count)""#
        default:
            return #""kind": "reverse", "amendment": \#(run.done.isEmpty ? 0 : pick(run.done))"#
        }
    }

    private func amend(_ run: inout Run, _ server: TestServer) async throws {
        let members = amendment(&run)
        let reply = try await server.send(
            "POST",
            Self.path + "/amendments",
            token: server.admin,
            body: #"{"reason_code": "test", "reason": "测试", \#(members)}"#
        )
        // What does not fit is refused and changes nothing.
        guard reply.status == 200, let sequence = reply.json["sequence"].integer else {
            #expect([400, 409].contains(reply.status), "\(members): \(reply.text)")
            return
        }
        run.done.append(sequence)
        run.names.append(members)
    }

    private func check(_ server: TestServer, _ run: Run, _ seed: UInt64) async throws {
        let reply = try await server.send("GET", Self.path + "/audit-view", token: server.admin)
        let boards = try JSONDecoder().decode(LiveBoards.self, from: Data(reply.bytes))
        let audit = try LedgerAudit(path: server.folder.ledger(of: Self.contest.name))
        let differences = try audit.compare(live: boards)
        #expect(differences.isEmpty, "seed \(seed), after \(run.names): \(differences)")
        let report = try audit.run()
        #expect(report.differences.isEmpty, "seed \(seed): \(report.differences)")
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `the server's boards are the audit's after every amendment`(seed: UInt64) async throws {
        let clock = TestTime.clock()
        let folder = try TestFolder()
        var run = Run(random: SeededRandom(seed: seed))
        for day in 5...6 {
            clock.set(TestTime.june(day, 10))
            try await TestServer.run(in: folder, clock: clock) { server in
                if day == 5 { try await server.hold(Self.contest, bank: Self.bank) }
                // What was amended before the restart is there, from the checkpoint or without it.
                if day == 6 { try await check(server, run, seed) }
                for step in 0..<24 {
                    if step % 3 < 2 { try await play(&run, server, clock) }
                    if step % 3 > 0 || run.random.happens(30) {
                        try await amend(&run, server)
                        try await check(server, run, seed)
                    }
                }
            }
        }
        #expect(run.done.count > 8, "seed \(seed) amended only \(run.done.count) times")
    }
}
