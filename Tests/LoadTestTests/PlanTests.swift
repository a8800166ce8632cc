import Testing

@testable import LoadTest

@Suite struct PlanTests {
    private static func plan(_ participants: Int, _ attempts: Int) -> LoadPlan {
        var plan = LoadPlan(baseURL: "http://127.0.0.1", organiserToken: "t")
        plan.participants = participants
        plan.attempts = attempts
        return plan
    }

    @Test func `a closed loop waits for nobody`() {
        #expect(ClosedLoop().due(attempt: 0) == nil)
        #expect(ClosedLoop().due(attempt: 1_000_000) == nil)
    }

    @Test(arguments: [(2_000, 20_000), (7, 20), (5, 3), (1, 1)])
    func `attempts are spread evenly and none is left over`(participants: Int, attempts: Int) {
        let plan = Self.plan(participants, attempts)
        let each = (0..<participants).map(plan.attempts(of:))
        #expect(each.reduce(0, +) == attempts)
        #expect((each.max() ?? 0) - (each.min() ?? 0) <= 1)
    }

    @Test func `every participant belongs to exactly one worker`() {
        var plan = Self.plan(103, 103)
        plan.connections = 10
        let crowd = Crowd(plan: plan)
        #expect(crowd.shares.count == 10)
        #expect(crowd.entrants.map(\.index).sorted() == Array(0..<103))
        plan.connections = 1_000
        #expect(Crowd(plan: plan).shares.count == 103)
    }

    @Test func `a crowd works in parallel and loses nobody`() async {
        var crowd = Crowd(plan: Self.plan(50, 50))
        await crowd.work { share in
            for index in share.indices { share[index].session = "\(share[index].index)" }
        }
        #expect(crowd.entrants.allSatisfy { $0.session == "\($0.index)" })
        #expect(crowd.entrants.count == 50)
    }

    @Test func `pauses double, honour the server, and end`() {
        let policy = RetryPolicy(
            tries: 4,
            patience: .seconds(10),
            firstPause: .milliseconds(100),
            longestPause: .milliseconds(300)
        )
        func pause(_ tries: Int, retryAfter: Duration? = nil, elapsed: Duration = .zero)
            -> Duration?
        {
            policy.pause(after: tries, elapsed: elapsed, retryAfter: retryAfter, jitter: 1)
        }
        #expect(pause(1) == .milliseconds(100))
        #expect(pause(2) == .milliseconds(200))
        #expect(pause(3) == .milliseconds(300))
        #expect(pause(4) == nil)
        #expect(pause(1, retryAfter: .milliseconds(20)) == .milliseconds(20))
        #expect(pause(1, retryAfter: .seconds(3_600)) == .milliseconds(300))
        #expect(pause(1, elapsed: .seconds(10)) == nil)
        #expect(
            RetryPolicy.throughCrashes.pause(
                after: .max - 1,
                elapsed: .zero,
                retryAfter: nil,
                jitter: 0
            ) == .milliseconds(250)
        )
    }

    /// The second and third outputs of SplitMix64 from the seed 1234567, as its reference
    /// implementation in C prints them.
    @Test func `the generator is SplitMix64`() {
        var generator = SeededGenerator(seed: 1_234_567, stream: 0)
        #expect(generator.next() == 3_203_168_211_198_807_973)
        #expect(generator.next() == 9_817_491_932_198_370_423)
    }

    @Test func `chances at the ends are certain`() {
        var generator = SeededGenerator(seed: 1, stream: 1)
        for _ in 0..<1_000 {
            let never = generator.happens(0)
            let always = generator.happens(1)
            #expect(!never && always)
        }
    }

    @Test func `a learned key is answered right whatever the tokens are`() {
        let keys = LearnedKeys()
        var generator = SeededGenerator(seed: 1, stream: 1)
        func question(_ tokens: [String]) -> Wire.Question {
            Wire.Question(
                type: "multiple",
                stem: "stem",
                options: zip(tokens, ["甲", "乙", "丙"]).map { Wire.Option(token: $0, text: $1) }
            )
        }
        keys.learn(question(["1", "2", "3"]), key: ["1", "3"])
        let chosen = keys.choice(
            for: question(["7", "8", "9"]),
            rightShare: 1,
            using: &generator
        )
        #expect(chosen == ["7", "9"])
        for _ in 0..<100 {
            let guess = keys.choice(
                for: question(["7", "8", "9"]),
                rightShare: 0,
                using: &generator
            )
            #expect(!guess.isEmpty)
        }
    }
}
