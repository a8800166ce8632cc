import ContestModel
import NIOCore
import Testing

@testable import ContestHTTP

/// The hubs of a server, ticked by hand.
@Suite struct BoardWatchTests {
    private func key(_ period: BoardPeriod = .overall, limit: Int = 10) -> WatchKey {
        WatchKey(contest: "c", list: .people(.period(period)), limit: limit, reader: .open)
    }

    private func stamp(_ sequence: LedgerSequence) -> WatchStamp {
        WatchStamp(
            sequence: sequence,
            day: ContestDay(number: 20_000),
            edition: 1,
            isPreliminary: true,
            isFrozen: false,
            showsPeople: true,
            showsValues: true
        )
    }

    private func text(_ delivery: Delivery<ByteBuffer>) -> String {
        switch delivery {
        case .frame(let buffer): String(buffer: buffer)
        case .heartbeat: "heartbeat"
        case .end: "end"
        }
    }

    @Test func `ten thousand watchers of a board cost one rendering a change`() async throws {
        let watch = BoardWatch(watcherLimit: 10_000)
        let tickets = try (0..<10_000).map { _ in try #require(watch.enter(key(), knowing: nil)) }
        #expect(watch.enter(key(), knowing: nil) == nil, "all seats are taken")
        for sequence in [1, 1, 1, 2, 2] as [LedgerSequence] {
            await watch.tick("c") { _ in
                stamp(sequence)
            } render: { _ in
                ByteBuffer(string: "at \(sequence)")
            }
        }
        #expect(watch.renderingCount == 2)
        for ticket in tickets {
            let delivery = await text(ticket.next())
            #expect(delivery == "at 2")
        }
        #expect(watch.watcherCount == 10_000)
        tickets[0].end()
        #expect(await text(tickets[0].next()) == "end")
        #expect(watch.watcherCount == 9_999 && watch.enter(key(), knowing: nil) != nil)
    }

    @Test func `a ticket that nobody holds gives its seat back`() async throws {
        let watch = BoardWatch(watcherLimit: 1, hubLimit: 1)
        do {
            let ticket = try #require(watch.enter(key(), knowing: nil))
            #expect(watch.watcherCount == 1)
            withExtendedLifetime(ticket) {}
        }
        #expect(watch.watcherCount == 0)
        let other = try #require(watch.enter(key(.day), knowing: nil), "the hub is gone as well")
        #expect(watch.enter(key(.week), knowing: nil) == nil)
        withExtendedLifetime(other) {}
    }

    @Test func `a watcher who waits is woken by a tick, a cancellation and a closed board`()
        async throws
    {
        let watch = BoardWatch(watcherLimit: 10)
        let tickets = try (0..<3).map { _ in try #require(watch.enter(key(), knowing: nil)) }
        await withTaskGroup(of: String.self) { group in
            group.addTask { await self.text(tickets[0].next()) }
            await watch.tick("c") { _ in
                stamp(1)
            } render: { _ in
                ByteBuffer(string: "one")
            }
            #expect(await group.next() == "one")
        }
        await withTaskGroup(of: String.self) { group in
            group.addTask {
                _ = await tickets[1].next()
                return await self.text(tickets[1].next())
            }
            group.cancelAll()
            #expect(await group.next() == "end")
        }
        struct Hidden: Error {}
        await watch.tick("c") { _ in
            stamp(2)
        } render: { _ in
            throw Hidden()
        }
        #expect(await text(tickets[2].next()) == "end")
        #expect(watch.watcherCount == 0)
    }

    @Test func `watchers of one contest hear nothing of another, and quiet ones a heartbeat`()
        async throws
    {
        let watch = BoardWatch(watcherLimit: 10)
        let ticket = try #require(watch.enter(key(), knowing: 1))
        await watch.tick("other") { _ in
            stamp(9)
        } render: { _ in
            ByteBuffer(string: "other")
        }
        #expect(watch.renderingCount == 0)
        let heard = await withTaskGroup(of: String.self) { group in
            group.addTask { await self.text(ticket.next()) }
            group.addTask {
                while !Task.isCancelled {
                    await watch.tick("c") { _ in
                        self.stamp(1)
                    } render: { _ in
                        ByteBuffer(string: "c")
                    }
                    await Task.yield()
                }
                return ""
            }
            defer { group.cancelAll() }
            return await group.next()
        }
        #expect(heard == "heartbeat", "event 1 was known")
        #expect(watch.renderingCount == 1)
    }
}
