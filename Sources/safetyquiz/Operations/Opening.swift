import ContestEngine
import Foundation
import ServiceLifecycle

/// Reads the contests while the server already listens, and says where once all are served.
struct Opening: Service {
    let house: ContestHouse
    let host: String
    let ports: AsyncStream<Int>

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await house.openAll() }
        } catch is CancellationError {
            return
        } catch {
            throw Failure.cannotWrite("启动失败：\(error) / cannot start")
        }
        guard let port = await ports.first(where: { _ in true }) else { return }
        // Whoever cannot be told is served all the same.
        try? FileHandle.standardOutput.write(
            contentsOf: Data("listening on http://\(host):\(port)\n".utf8)
        )
    }
}
