import Testing

@testable import ContestHTTP

/// When a connection has had too long, second by second.
struct ConnectionWatchTests {
    private typealias Closure = ConnectionWatch.Closure

    /// The second at which a connection is closed, and why; nil when it is open after ten minutes.
    private static func end(
        _ prepare: (inout ConnectionWatch) -> Void,
        everySecond: (inout ConnectionWatch, UInt32) -> Int = { _, _ in 0 }
    ) -> (at: UInt32, why: Closure)? {
        var watch = ConnectionWatch(ConnectionDeadlines(), now: 0)
        prepare(&watch)
        for now in UInt32(1)...620 {
            let waiting = everySecond(&watch, now)
            if let why = watch.tick(now: now, waiting: waiting) { return (now, why) }
        }
        return nil
    }

    @Test func `a connection that says nothing is closed after half a minute`() throws {
        let end = try #require(Self.end { _ in })
        #expect(end == (30, .silent))
    }

    @Test func `a head that drips in is closed after ten seconds, however it drips`() throws {
        let end = try #require(
            Self.end(
                { $0.partOfHead(now: 0) },
                everySecond: { watch, now in
                    watch.partOfHead(now: now)
                    return 0
                }
            )
        )
        #expect(end == (10, .head))
    }

    @Test func `a connection between requests may rest for seventy-five seconds`() throws {
        let end = try #require(
            Self.end { watch in
                watch.headEnded(held: true, now: 0)
                watch.requestEnded(now: 0)
                watch.answered(now: 0)
            }
        )
        #expect(end == (75, .idle))
    }

    @Test(arguments: [
        // Bytes a second, held, second of closing.
        (1, true, UInt32(10)), (1, false, 10), (20, true, 10), (400, false, 42), (600, true, 30),
        (600, false, 600), (100_000, false, 600),
    ])
    func `a body must keep a rate, and come to an end`(
        _ rate: Int,
        _ held: Bool,
        _ second: UInt32
    ) throws {
        let end = try #require(
            Self.end(
                { $0.headEnded(held: held, now: 0) },
                everySecond: { watch, _ in
                    watch.bodyCame(rate)
                    return 0
                }
            )
        )
        #expect(end == (second, .body))
    }

    @Test func `the server may take its time over an answer`() {
        #expect(
            Self.end { watch in
                watch.headEnded(held: true, now: 0)
                watch.requestEnded(now: 0)
            } == nil
        )
    }

    @Test func `an answer that nobody takes is given up after fifteen seconds`() throws {
        let end = try #require(
            Self.end(
                { watch in
                    watch.requestEnded(now: 0)
                    watch.wrote(1_000_000)
                },
                everySecond: { _, _ in 900_000 }
            )
        )
        #expect(end == (16, .answer))
    }

    @Test func `an answer that is taken slowly but steadily is not`() {
        var left = 1_000_000
        #expect(
            Self.end(
                { watch in
                    watch.requestEnded(now: 0)
                    watch.wrote(1_000_000)
                },
                everySecond: { _, _ in
                    left = max(0, left - 2_000)
                    return left
                }
            ) == nil
        )
    }

    @Test func `an answer taken a byte a second is given up`() throws {
        var left = 1_000_000
        let end = try #require(
            Self.end(
                { watch in
                    watch.requestEnded(now: 0)
                    watch.wrote(1_000_000)
                },
                everySecond: { _, _ in
                    left -= 1
                    return left
                }
            )
        )
        #expect(end == (16, .answer))
    }

    @Test func `a stream that writes now and then stays open while it is read`() {
        #expect(
            Self.end(
                { $0.requestEnded(now: 0) },
                everySecond: { watch, _ in
                    watch.wrote(200)
                    return 0
                }
            ) == nil
        )
    }

    @Test func `after our last word the client has three seconds to go`() throws {
        let end = try #require(Self.end { $0.saidFarewell(now: 0) })
        #expect(end == (3, .farewell))
    }
}
