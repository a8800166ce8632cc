import Foundation
import Testing

/// A server whose log is on a full disk, over real HTTP.
@Suite struct FullLogTests {
    @Test(arguments: ["text", "json"])
    func `a log that cannot be written stops no server`(_ format: String) async throws {
        let folder = try TestFolder()
        let port = try ServerProcess.freePort()
        let remote = RemoteServer(port: port)
        let server = try await ServerProcess.start(
            in: folder,
            port: port,
            options: ["--log-format", format, "--log-level", "trace"],
            log: "/dev/full"
        )
        try #require(await remote.isReady())
        server.send(SIGTERM)
        #expect(await server.exit() == 0)
        await remote.close()
    }
}
