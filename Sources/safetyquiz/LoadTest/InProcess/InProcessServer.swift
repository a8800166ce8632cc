import ContestEngine
import ContestHTTP
import ContestModel
import Foundation
import Logging
import SQLiteStore
import ServiceLifecycle

/// The engine in this process, on a clock that the load test moves.
///
/// The routes are there, too: by them the contest is made and its boards are read afterwards. The
/// attempts go to the engine directly.
struct InProcessServer: Sendable {
    let house: ContestHouse
    let client: OrganiserClient
    private let folder: ScratchFolder

    /// Runs the house for as long as `body` takes, then drains it.
    static func run<Value: Sendable>(
        clock: ManualClock,
        _ leftovers: Leftovers,
        _ body: @escaping @Sendable (InProcessServer) async throws -> Value
    ) async throws -> Value {
        let folder = try ScratchFolder()
        leftovers.add { folder.remove() }
        var logger = Logger(label: "load-test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let data = try DataFolder(path: folder.path)
        let keys = try data.masterKeys()
        let house = ContestHouse(shelf: data, keys: keys, clock: clock, logger: logger)
        try await house.openAll()
        let tokens = await OrganiserTokens(keys: keys)
        let token = try await tokens.sign(
            OrganiserClaims(
                name: "load-test",
                roles: [.admin],
                region: nil,
                unit: nil,
                expiresAt: clock.now().advanced(by: .seconds(86_400 * 400))
            )
        )
        let server = ContestServer(
            house: house,
            banks: try SQLiteBankShelf(path: folder.path + "/banks.sqlite"),
            tokens: tokens,
            logger: logger
        )
        let (ports, port) = AsyncStream<Int>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let application = server.build(host: "127.0.0.1", port: 0) { port.yield($0) }
        let group = ServiceGroup(services: [application], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await group.run()
            }
            guard let number = await ports.first(where: { _ in true }) else {
                throw Failure.unreachable("引擎没有启动 / the engine did not start")
            }
            let client = OrganiserClient(base: "http://127.0.0.1:\(number)", token: token)
            let running = InProcessServer(house: house, client: client, folder: folder)
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await body(running)) } catch { outcome = .failure(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }

    func ledger(of contest: String) -> String {
        "\(folder.path)/contests/\(contest)/ledger.sqlite"
    }
}
