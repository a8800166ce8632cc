import Audit
import ContestEngine
import Foundation
import Testing

/// Many participants play a contest at the same time, and the clients count for themselves.
struct WholeContest: Sendable {
    var contest: TestContest
    var people: Int
    /// Attempts of each person.
    var attempts: Int
    var seed: UInt64

    /// What the clients counted from their own receipts.
    struct Count: Sendable {
        var people = 0
        var attempts = 0
        /// Each person's receipts by pseudonym.
        var receipts: [String: [JSONValue]] = [:]
        var last = 0
    }

    /// Plays it.
    ///
    /// Some of the people go away in the middle of a practice attempt first.
    func play(at server: TestServer, clock: ManualClock) async throws -> Count {
        let keys = TestBank().keys
        return try await withThrowingTaskGroup(of: Guest.self) { group in
            for number in 0..<people {
                group.addTask {
                    var random = SeededRandom(seed: seed &+ UInt64(number))
                    var guest = try await Guest.register(
                        at: server,
                        in: contest.name,
                        number: number
                    )
                    if number % 4 == 0 { _ = try await guest.start("practice") }
                    let skill = Int.random(in: 30...100, using: &random)
                    for _ in 0..<attempts {
                        let pause = Int.random(in: 1...40, using: &random)
                        try await guest.play(think: { clock.advance(by: .milliseconds(pause)) }) {
                            random.happens(skill)
                                ? Choice.right($0, keys) : Choice.wrong($0, keys)
                        }
                    }
                    return guest
                }
            }
            var count = Count()
            for try await guest in group {
                let counted = guest.receipts.filter { $0["counts"].isTrue }
                count.people += counted.isEmpty ? 0 : 1
                count.attempts += counted.count
                count.receipts[guest.pseudonym] = guest.receipts
                count.last = max(
                    count.last,
                    guest.receipts.compactMap(\.["sequence"].integer).max() ?? 0
                )
            }
            return count
        }
    }

    /// The running server's boards, as the audit reads them.
    func boards(of server: TestServer) async throws -> LiveBoards {
        let reply = try await server.send(
            "GET",
            "/v1/contests/\(contest.name)/audit-view",
            token: server.admin
        )
        return try JSONDecoder().decode(LiveBoards.self, from: Data(reply.bytes))
    }
}
