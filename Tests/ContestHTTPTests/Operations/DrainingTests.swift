import Foundation
import Testing

/// A server that is told to stop, over real HTTP.
@Suite struct DrainingTests {
    /// What a client saw that asks again and again, each time on a connection of its own.
    private struct Watch: Sendable {
        var answers: [(after: Duration, status: Int, isDraining: Bool)] = []
        /// How often the page was served beside it.
        var servedCount = 0
        /// When no connection was accepted any more.
        var closedAfter = Duration.zero
    }

    /// Watches until the server accepts nothing more, on a thread of its own: other tests keep the
    /// cooperative pool busy for seconds.
    private func watch(_ url: String) async -> Watch {
        await withCheckedContinuation { continuation in
            Thread {
                let began = ContinuousClock.now
                func ask(_ path: String) -> (status: Int, body: String)? {
                    guard let wire = try? RawConnection(to: url) else { return nil }
                    try? wire.send(
                        "GET \(path) HTTP/1.1\r\nHost: quiz\r\nConnection: close\r\n\r\n"
                    )
                    return try? wire.answerBlocking()
                }
                var watch = Watch()
                while let ready = ask("/readyz"), ContinuousClock.now - began < .seconds(30) {
                    let isDraining = ready.body.contains("\"state\":\"draining\"")
                    watch.answers.append((ContinuousClock.now - began, ready.status, isDraining))
                    if ask("/")?.status == 200 { watch.servedCount += 1 }
                    Thread.sleep(forTimeInterval: 0.05)
                }
                watch.closedAfter = ContinuousClock.now - began
                continuation.resume(returning: watch)
            }.start()
        }
    }

    private func drained(_ options: [String]) async throws -> Watch {
        let folder = try TestFolder()
        let port = try ServerProcess.freePort()
        let remote = RemoteServer(port: port)
        let server = try await ServerProcess.start(in: folder, port: port, options: options)
        try #require(await remote.isReady())
        server.send(SIGTERM)
        let seen = await watch(remote.url)
        #expect(await server.exit() == 0)
        await remote.close()
        return seen
    }

    @Test func `with a drain delay, new connections are served and readiness says draining first`()
        async throws
    {
        let seen = try await drained(["--drain-delay", "4s"])
        // At the latest a second after the signal nobody is told that the server is ready, and four
        // seconds long whoever comes all the same is served.
        let late = seen.answers.filter { $0.after > .seconds(1) }
        #expect(!late.isEmpty && late.allSatisfy { $0.status == 503 && $0.isDraining }, "\(seen)")
        #expect(seen.servedCount >= 4, "\(seen)")
        #expect(seen.closedAfter >= .seconds(3.5) && seen.closedAfter < .seconds(10), "\(seen)")
    }

    @Test func `without one, a server that is told to stop accepts nothing more`() async throws {
        let seen = try await drained([])
        #expect(seen.closedAfter < .seconds(3), "\(seen)")
    }
}
