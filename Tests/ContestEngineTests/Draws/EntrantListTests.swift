import ContestModel
import Testing

@testable import ContestEngine

/// The order of a draw.
///
/// Digests and orders come from `Tests/Draws/draw.py`.
@Suite struct EntrantListTests {
    private static let seed = String(repeating: "ab", count: 32)

    private static func list(_ lots: [UInt32]) -> EntrantList {
        EntrantList(
            lots.enumerated().map { index, lots in
                EntrantList.Entrant(
                    pseudonym: Pseudonym(bits: 0x9E37_79B9_7F4A_7C15 &* UInt64(index + 1)),
                    lots: lots
                )
            }
        )
    }

    @Test func `a thousand people come in the order that Python gives`() {
        let list = Self.list((0..<1_000).map { UInt32($0 % 7 + 1) })
        let drawn = list.drawn(1_000, seed: Self.seed, randomness: "双色球 03 09 20")
        #expect(
            drawn.prefix(5).map(\.description) == [
                "a4f3ceff4f1371a9", "65a47abe4364edd2", "54fdb1910b6a31ea", "39be9ea640f71687",
                "37f783542547041d",
            ]
        )
        #expect(Set(drawn).count == 1_000)
        #expect(
            list.drawn(3, seed: Self.seed, randomness: "双色球 03 09 20") == Array(drawn.prefix(3))
        )
    }

    @Test func `every lot has the same chance`() {
        // Three people with 1, 2 and 3 lots: the first place falls to them as 1 : 2 : 3.
        let list = Self.list([1, 2, 3])
        var counts: [UInt64: Int] = [:]
        let rounds = 6_000
        for round in 0..<rounds {
            let first = list.drawn(1, seed: Self.seed, randomness: "\(round)").first
            counts[first?.bits ?? 0, default: 0] += 1
        }
        let statistic = (0..<3).reduce(0.0) { sum, index in
            let bits = 0x9E37_79B9_7F4A_7C15 &* UInt64(index + 1)
            let expected = Double(rounds) * Double(index + 1) / 6
            let difference = Double(counts[bits] ?? 0) - expected
            return sum + difference * difference / expected
        }
        // Two degrees of freedom: one in a thousand lies beyond 13.8. The rounds are fixed.
        #expect(statistic < 13.8, "\(counts)")
    }

    @Test func `a list is read as it was spelled, and nothing else is`() {
        let list = Self.list([3, 0, 2])
        #expect(list.entrants.count == 2 && list.summary.lots == 5)
        #expect(EntrantList(list.bytes)?.bytes == list.bytes)
        for text in ["", "x", "00,1\n"] {
            #expect(EntrantList(Array(text.utf8))?.entrants.isEmpty ?? true, "\(text)")
        }
        #expect(EntrantList(list.bytes.reversed()) == nil)
    }

    @Test func `a request says what is wrong with it`() {
        func request(_ change: (inout DrawRequest) -> Void) -> DrawRequest {
            var request = DrawRequest(
                name: "june",
                title: "抽奖",
                prizes: [DrawPrize(name: "一等奖", count: 1)],
                alternates: 0,
                chances: .lots,
                source: "开奖号码",
                notBefore: .epoch,
                repeatsWinners: false,
                excluded: [],
                excludedUnits: [],
                exclusionReason: "",
                reason: "按规则"
            )
            change(&request)
            return request
        }
        #expect(request { _ in }.fault == nil)
        for (what, change) in [
            ("name", { $0.name = "六月" }), ("title", { $0.title = "" }),
            ("source", { $0.source = "\u{0}" }), ("prizes", { $0.prizes = [] }),
            ("count", { $0.prizes[0].count = 0 }), ("alternates", { $0.alternates = .max }),
            ("exclusions", { $0.excluded = [ParticipantIndex(rawValue: 0)] }),
        ] as [(String, (inout DrawRequest) -> Void)] {
            #expect(request(change).fault != nil, "\(what)")
        }
    }
}
