import NIOCore
import NIOEmbedded
import Testing

@testable import ContestHTTP

/// Seconds of an event loop are those of its clock.
struct LoopTickerTests {
    private final class Member: Ticking {
        var seen: [UInt32] = []
        let ticker: LoopTicker
        init(_ ticker: LoopTicker) { self.ticker = ticker }
        func tick() { seen.append(ticker.now) }
    }

    @Test func `who comes after a pause finds the present second, and ages from it`() {
        let loop = EmbeddedEventLoop()
        let ticker = LoopTicker(loop)
        let first = Member(ticker)
        ticker.add(first)
        loop.advanceTime(by: .seconds(3))
        #expect(first.seen == [1, 2, 3])
        ticker.remove(first)
        loop.advanceTime(by: .seconds(100))
        #expect(first.seen == [1, 2, 3], "no timer runs for nobody")
        let second = Member(ticker)
        ticker.add(second)
        #expect(ticker.now == 103)
        loop.advanceTime(by: .milliseconds(2_500))
        #expect(second.seen == [104, 105])
    }
}
