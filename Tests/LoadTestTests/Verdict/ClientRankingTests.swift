import ContestModel
import Testing

@testable import LoadTest

@Suite struct ClientRankingTests {
    private static func standing(_ value: Int, time: Int = 0, reached: Int = 0) -> ClientStanding {
        ClientStanding(
            value: value,
            timeMilliseconds: time,
            reachedMilliseconds: reached,
            attempts: 1
        )
    }

    /// 9, 7, 7, 5: the textbook case of the three methods.
    private static let tied = [
        "w": standing(900), "x": standing(700), "y": standing(700), "z": standing(500),
    ]

    @Test(arguments: [
        (RankingMethod.standardCompetition, [1...1, 2...2, 2...2, 4...4]),
        (RankingMethod.dense, [1...1, 2...2, 2...2, 3...3]),
        (RankingMethod.ordinal, [1...1, 2...3, 2...3, 4...4]),
    ])
    func `ties are numbered by the method`(method: RankingMethod, ranks: [ClosedRange<Int>]) {
        let ranking = ClientRanking(Self.tied, ranking: RankingRules(method: method))
        #expect(["w", "x", "y", "z"].map { ranking.ranks[$0] } == ranks)
    }

    @Test func `the shorter time breaks a tie only where the rules say so`() {
        let standings = ["x": Self.standing(700, time: 90), "y": Self.standing(700, time: 80)]
        let tied = ClientRanking(standings, ranking: RankingRules())
        #expect(tied.ranks["x"] == 1...1 && tied.ranks["y"] == 1...1)
        let broken = ClientRanking(standings, ranking: RankingRules(breakers: [.time]))
        #expect(broken.ranks["x"] == 2...2 && broken.ranks["y"] == 1...1)
    }

    @Test func `breakers are asked in their order`() {
        let standings = [
            "x": Self.standing(700, time: 80, reached: 2),
            "y": Self.standing(700, time: 80, reached: 1),
            "z": Self.standing(700, time: 70, reached: 3),
        ]
        let rules = RankingRules(breakers: [.time, .first])
        let ranks = ClientRanking(standings, ranking: rules).ranks
        #expect(ranks["z"] == 1...1 && ranks["y"] == 2...2 && ranks["x"] == 3...3)
    }

    @Test func `negative values come last`() {
        let ranks = ClientRanking(
            ["x": Self.standing(-25), "y": Self.standing(0)],
            ranking: RankingRules()
        ).ranks
        #expect(ranks["y"] == 1...1 && ranks["x"] == 2...2)
    }

    /// Attempts of 3, 5, 5 and 4 points; worked by hand.
    @Test(arguments: [
        (RankedValue.sum, RankedTime.ofBest, 1_700, 70, 40),
        (RankedValue.sum, RankedTime.summed, 1_700, 300, 40),
        (RankedValue.best, RankedTime.ofBest, 500, 70, 20),
        (RankedValue.latest, RankedTime.ofBest, 400, 60, 40),
        (RankedValue.latest, RankedTime.summed, 400, 300, 40),
        (RankedValue.count, RankedTime.ofBest, 400, 70, 40),
    ])
    func `a standing follows the rules`(
        value: RankedValue,
        time: RankedTime,
        expected: Int,
        milliseconds: Int,
        reached: Int
    ) throws {
        let receipts = [
            Samples.receipt(1, points: 300, elapsed: 80, ended: 10),
            Samples.receipt(2, points: 500, elapsed: 90, ended: 20),
            Samples.receipt(3, points: 500, elapsed: 70, ended: 30),
            Samples.receipt(4, points: 400, elapsed: 60, ended: 40),
        ]
        let rules = RankingRules(value: value, time: time)
        let counted = receipts.map(CountedReceipt.init)
        let standing = try #require(ClientStanding(counted.reversed(), ranking: rules))
        #expect(standing.value == expected)
        #expect(standing.timeMilliseconds == milliseconds)
        #expect(standing.reachedMilliseconds == reached)
        #expect(standing.attempts == 4)
    }

    @Test func `nothing scored later does not delay a sum`() throws {
        let receipts = [
            Samples.receipt(1, points: 500, ended: 10), Samples.receipt(2, points: 0, ended: 20),
        ]
        let standing = try #require(
            ClientStanding(receipts.map(CountedReceipt.init), ranking: RankingRules())
        )
        #expect(standing.reachedMilliseconds == 10)
        #expect(ClientStanding([], ranking: RankingRules()) == nil)
    }
}
