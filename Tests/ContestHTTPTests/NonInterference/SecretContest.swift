import ContestEngine
import ContestModel
import Foundation

/// A whole contest of two people, played the same way whatever the keys are.
struct SecretContest: Sendable {
    var contest: TestContest

    /// Makes a contest of a feedback policy.
    ///
    /// - Parameter members: The main track's members that say what is shown when.
    init(_ members: String) {
        contest = TestContest(
            "secret",
            track: """
                "attempts_per_day": 2, "paper": {"questions": 6}, "time_limit": "10min",
                "scoring": {"points": 2, "bonuses": [{"right_at_least": 2, "points": 3}],
                            "lots": [{"every_right": 1, "most": 3}]}, \(members)
                """,
            rest: """
                "ranking": {"value": "best", "time": "of_best", "breakers": ["time", "first"]},
                "boards": {"group_measure": "points"},
                """
        )
    }

    /// Plays the contest on a server of a bank's edition; master secret, entropy and clock are
    /// always the same.
    func play(edition: Int) async throws -> Transcript {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path,
            withIntermediateDirectories: true
        )
        let secret = Data((0..<32).map { UInt8($0) })
        try secret.write(to: URL(fileURLWithPath: folder.path + "/secret"))
        let clock = TestTime.clock()
        return try await TestServer.run(
            in: folder,
            clock: clock,
            entropy: SeededEntropy(seed: 7)
        ) { server in
            try await server.hold(contest, bank: TestBank(edition: edition))
            var walk = SecretWalk(server: server, clock: clock, path: "/v1/contests/secret")
            try await walk.run()
            return walk.transcript
        }
    }
}
