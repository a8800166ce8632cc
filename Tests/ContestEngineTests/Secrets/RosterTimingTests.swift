@testable import ContestEngine
import ContestModel
import Logging
import Testing

/// Whoever guesses learns nothing of who is on the roster: not by the answer, its time or its delays.
@Suite(.serialized) struct RosterTimingTests {
    private let contest: Contest
    private let clock: ManualClock
    private let secrets = ContestSecrets(master: [1], contest: "simulated")
    /// About a hundredth of a second: long beside everything else that a log-in does.
    private let hasher = PINHasher(rounds: 1 << 11)

    /// What a guesser tries.
    private enum Guess: CaseIterable {
        case wrongPIN, wrongPhone, unknownName
    }

    init() async throws {
        var random = SeededRandom(seed: 11)
        let world = SimulatedWorld(&random)
        let opening = world.rules.schedule.opensAt
        let store = SimulatedStore()
        _ = try await store.append(try world.founding(at: opening))
        clock = ManualClock(opening)
        contest = try await Contest(
            name: "simulated",
            store: store,
            vault: PersonVault(secrets),
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let people = try (0..<100).map { number in
            (
                person: try #require(Person(name: "王\(number)", phone: "13900000000")),
                pin: "246810", region: NodeID.none, unit: NodeID.none
            )
        }
        try await contest.putRoster(people, secrets: secrets, hasher: PINHasher(rounds: 16))
    }

    private func signIn(_ guess: Guess, _ number: Int, _ logins: LoginGuard) async -> Refusal? {
        do {
            _ = try await contest.signIn(
                name: guess == .unknownName ? "李\(number)" : "王\(number)",
                phone: guess == .wrongPhone ? "13911111111" : nil,
                pin: "111111",
                secrets: secrets,
                hasher: hasher,
                guarding: logins,
                consentVersion: 1
            )
            return nil
        } catch { return error as? Refusal }
    }

    @Test func `a name that nobody has takes as long as a wrong PIN`() async throws {
        let logins = LoginGuard()
        var times: [Guess: [Duration]] = [:]
        // In turns, so that whatever else the machine does falls on all alike.
        for number in 0..<40 {
            for guess in Guess.allCases {
                let began = ContinuousClock.now
                let name = guess == .wrongPhone ? number + 50 : number
                #expect(await signIn(guess, name, logins) == .wrongCredentials)
                times[guess, default: []].append(ContinuousClock.now - began)
            }
        }
        let medians = times.mapValues { $0.sorted()[20] }
        let wrongPIN = try #require(medians[.wrongPIN])
        // Without the hash the others took a hundredth of this.
        for guess in [Guess.wrongPhone, .unknownName] {
            let ratio = try #require(medians[guess]) / wrongPIN
            #expect((0.7...1.4).contains(ratio), "\(guess): \(medians)")
        }
    }

    @Test func `tries at a name that nobody has are delayed as tries at a real one`() async {
        let logins = LoginGuard()
        var answers: [Guess: [Refusal?]] = [:]
        for guess in Guess.allCases {
            let number = guess == .wrongPhone ? 60 : 10
            for _ in 1...5 {
                answers[guess, default: []].append(await signIn(guess, number, logins))
            }
        }
        let expected: [Refusal?] =
            [.wrongCredentials, .wrongCredentials, .wrongCredentials]
            + Array(repeating: .tooManyTries(after: .seconds(1)), count: 2)
        for guess in Guess.allCases { #expect(answers[guess] == expected, "\(guess)") }
    }

    @Test func `invented names never crowd out those whose PIN is checked`() async throws {
        let stored = try await hasher.hash("246810")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 { group.addTask { try await hasher.feign("111111") } }
            for _ in 0..<20 {
                group.addTask {
                    let isRight = try await hasher.matches("246810", stored)
                    #expect(isRight)
                }
            }
            try await group.waitForAll()
        }
        #expect(hasher.waitingCount == 0)
    }
}
