import Leaderboards
import Testing

@Suite struct RatioTests {
    @Test(arguments: [
        (17, 20, "85.00%"), (16, 17, "94.12%"), (1, 3, "33.33%"), (2, 3, "66.67%"),
        (1, 1, "100.00%"),
        (6, 5, "120.00%"), (0, 7, "0.00%"), (1, 20_000, "0.01%"), (1, 20_001, "0.00%"),
    ])
    func `a share prints with two decimals, rounded half up`(
        _ part: Int,
        _ whole: Int,
        _ text: String
    ) {
        #expect(Ratio(part, of: whole).percentText == text)
    }

    @Test func `without a whole there is nothing to print`() {
        #expect(Ratio(3, of: nil).percentText == nil)
        #expect(Ratio(3, of: 0).text(places: 2) == nil)
        #expect(!Ratio(3, of: nil).isAboveOne)
        #expect(Ratio(3, of: 2).isAboveOne)
    }

    @Test(arguments: [
        (5, 2, 2, "2.50"), (-1, 8, 2, "-0.13"), (1, 8, 2, "0.13"), (-1, 400, 2, "0.00"),
        (7, 1, 0, "7"),
        (Int.max, 1, 4, "922337203685477.5807"),
    ])
    func `averages print exactly`(_ part: Int, _ whole: Int, _ places: Int, _ text: String) {
        #expect(Ratio(part, of: whole).text(places: places) == text)
    }
}
