import ContestModel
import Leaderboards
import Testing

struct BoardsKeyTests {
    static let opening = LedgerInstant(millisecondsSinceEpoch: 1_685_548_800_000)
    static let byTimeThenFirst = RankingRules(breakers: [.time, .first])
    /// 2³⁸ − 1, the last millisecond of "first" that is told apart: 8.7 years.
    static let lastFirst: Int64 = 274_877_906_943

    static func key(
        _ value: Int32,
        time: UInt32 = 0,
        first: Int64 = 0,
        participant: UInt32 = 0,
        rules: RankingRules = byTimeThenFirst
    ) -> BoardKey {
        BoardKey(
            Standing(
                value: value,
                timeMilliseconds: time,
                reachedAt: opening.advanced(by: .milliseconds(first)),
                attempts: 1
            ),
            of: ParticipantIndex(rawValue: participant),
            rules: rules,
            origin: opening
        )
    }

    /// Worked by hand.
    ///
    /// 100 points are 10,000 = 0x2710 hundredths; with the sign's bit turned over 0x80002710,
    /// inverted 0x7FFFD8EF. 80 s are 0x13880 ms. Five milliseconds after opening,
    /// twenty-six bits up, are 0x14000000.
    @Test func `a key packs value, time, first and participant in that order`() {
        let key = Self.key(10_000, time: 80_000, first: 5, participant: 3)
        #expect(key.rank.high == 0x7FFF_D8EF_0001_3880)
        #expect(key.rank.low == 0x0000_0000_1400_0003)
        #expect(key.tieGroup == RankKey(high: 0x7FFF_D8EF_0001_3880, low: 0x1400_0000))
    }

    @Test func `better keys come first, field by field and to the ends of each`() {
        let bestFirst = [
            Self.key(.max, time: .max, first: Self.lastFirst, participant: 9),
            Self.key(10_000, time: 0, first: Self.lastFirst),
            Self.key(10_000, time: 80_000, first: -1_000, participant: 7),
            Self.key(10_000, time: 80_000, first: 0, participant: 8),
            Self.key(10_000, time: 80_000, first: 1, participant: 0),
            Self.key(10_000, time: 80_000, first: 1, participant: 1),
            Self.key(10_000, time: 80_001, first: 0),
            Self.key(10_000, time: .max, first: 0),
            Self.key(9_999, time: 0),
            Self.key(1),
            Self.key(0),
            Self.key(-1),
            Self.key(-25),
            Self.key(-100),
            Self.key(.min + 1),
            Self.key(.min),
            Self.key(.min, time: .max, first: Self.lastFirst, participant: (1 << 26) - 1),
        ]
        #expect(bestFirst.map(\.rank).reversed().sorted() == bestFirst.map(\.rank))
        #expect(Set(bestFirst).count == bestFirst.count)
        #expect(bestFirst.last?.rank == RankKey(high: .max, low: .max))
    }

    @Test(arguments: [.min, -214_748_364, -25, -1, 0, 1, 25, 10_000, .max] as [Int32])
    func `a key is read back`(value: Int32) {
        for (time, participant) in [(0, 0), (80_000, 1), (.max, (1 << 26) - 1)]
            as [(UInt32, UInt32)]
        {
            let key = Self.key(value, time: time, first: 77, participant: participant)
            let read = BoardKey(rank: key.rank)
            #expect(read == key)
            #expect(read.value == value)
            #expect(read.timeMilliseconds == time)
            #expect(read.participant == ParticipantIndex(rawValue: participant))
        }
    }

    @Test(
        arguments: [
            (.min, 0), (-1, 0), (0, 0), (1, 1), (lastFirst - 1, lastFirst - 1),
            (lastFirst, lastFirst), (lastFirst + 1, lastFirst), (.max, lastFirst),
        ] as [(Int64, Int64)]
    )
    func `an instant outside the field stops at its ends`(offset: Int64, kept: Int64) {
        #expect(Self.key(500, first: offset) == Self.key(500, first: kept))
        #expect(Self.key(500, first: offset, participant: 3).participant.rawValue == 3)
    }

    @Test(
        arguments: [
            ([], false, false), ([.time], true, false), ([.first], false, true),
            ([.time, .first], true, true),
        ] as [([TieBreaker], Bool, Bool)]
    )
    func `only declared breakers separate equals`(
        breakers: [TieBreaker],
        byTime: Bool,
        byFirst: Bool
    ) {
        let rules = RankingRules(breakers: breakers)
        let plain = Self.key(500, time: 10, first: 10, rules: rules)
        let slower = Self.key(500, time: 11, first: 10, rules: rules)
        let later = Self.key(500, time: 10, first: 11, rules: rules)
        #expect((plain.tieGroup < slower.tieGroup) == byTime)
        #expect((plain.tieGroup == slower.tieGroup) == !byTime)
        #expect((plain.tieGroup < later.tieGroup) == byFirst)
        #expect((plain.tieGroup == later.tieGroup) == !byFirst)
        #expect(plain.timeMilliseconds == (byTime ? 10 : 0))
    }

    @Test func `the participant keeps keys apart and never decides a tie`() {
        let keys = [0, 1, 1 << 25, (1 << 26) - 1].map { Self.key(500, participant: $0) }
        #expect(Set(keys).count == 4)
        #expect(Set(keys.map(\.tieGroup)).count == 1)
        #expect(keys.allSatisfy { $0.tieGroup <= $0.rank })
        #expect(BoardKey.participantLimit == 67_108_864)
    }
}
