import AsyncHTTPClient
import ContestEngine
import ContestHTTP
import ContestModel
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import SQLiteStore
import ServiceLifecycle

/// A folder for one test; removed when the last who holds it lets go.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "contest-http-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The ledger of a contest, while no server or while one writes it.
    func ledger(of contest: String) -> String { "\(path)/contests/\(contest)/ledger.sqlite" }
}

/// The real server on a free port, built as main builds it, with a client beside it.
struct TestServer: Sendable {
    let folder: TestFolder
    let house: ContestHouse
    let tokens: OrganiserTokens
    let url: String
    /// A token of the role admin.
    let admin: String
    let http: HTTPClient

    /// Runs a server for as long as `body` takes, then drains it.
    ///
    /// - Parameter toleratingUnopened: Whether a contest that cannot be opened is left waiting, as one
    ///   is while it is being read.
    static func run<Value: Sendable>(
        in folder: TestFolder,
        clock: any LedgerClock = TestTime.clock(),
        entropy: any EntropySource = SystemEntropy(),
        limits: FrontDoorLimits = Self.roomyLimits,
        register: OrganiserRegister? = nil,
        toleratingUnopened: Bool = false,
        _ body: (TestServer) async throws -> Value
    ) async throws -> Value {
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let data = try DataFolder(path: folder.path)
        let master = try data.masterKeys()
        let house = ContestHouse(
            shelf: data,
            keys: master,
            clock: clock,
            entropy: entropy,
            logger: logger
        )
        do { try await house.openAll() } catch  where toleratingUnopened {}
        let tokens = await OrganiserTokens(keys: master) { claims in
            register?.isRevoked(id: claims.id, name: claims.name, issuedAtMs: claims.issuedAtMs)
                ?? false
        }
        let server = ContestServer(
            house: house,
            banks: try SQLiteBankShelf(path: data.path + "/banks.sqlite"),
            tokens: tokens,
            hasher: PINHasher(rounds: 16),
            limits: limits,
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
                try await tasks.waitForAll()
                throw TestServerError.didNotStart
            }
            let http = Self.client()
            let outcome: Result<Value, any Error>
            do {
                let running = try await TestServer(
                    folder: folder,
                    house: house,
                    tokens: tokens,
                    url: "http://127.0.0.1:\(number)",
                    admin: tokens.sign(.test([.admin])),
                    http: http
                )
                outcome = .success(try await body(running))
            } catch {
                outcome = .failure(error)
            }
            try await http.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }

    /// Tests race on purpose: nobody is sent away because a slow build fills the house.
    private static let roomyLimits = FrontDoorLimits(disabled: [.admission])

    /// Runs a server on a folder of its own.
    static func run<Value: Sendable>(
        clock: any LedgerClock = TestTime.clock(),
        _ body: (TestServer) async throws -> Value
    ) async throws -> Value {
        try await run(in: TestFolder(), clock: clock, body)
    }

    private static func client() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 250
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends a request and reads the whole answer.
    ///
    /// - Parameter type: The content type; nil sends none.
    func send(
        _ method: String,
        _ path: String,
        token: String? = nil,
        bytes: [UInt8]? = nil,
        type: String? = "application/json",
        headers: [String: String] = [:]
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer " + token) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let bytes {
            if let type { request.headers.add(name: "Content-Type", value: type) }
            request.body = .bytes(ByteBuffer(bytes: bytes))
        }
        return try await reply(to: request)
    }

    /// Sends a body in chunks, without telling its length first.
    func stream(_ method: String, _ path: String, token: String, bytes: [UInt8]) async throws
        -> Reply
    {
        var request = HTTPClientRequest(url: url + path)
        request.method = HTTPMethod(rawValue: method)
        request.headers.add(name: "Authorization", value: "Bearer " + token)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Idempotency-Key", value: "streamed-body")
        request.body = .bytes(bytes, length: .unknown)
        return try await reply(to: request)
    }

    private func reply(to request: HTTPClientRequest) async throws -> Reply {
        let response = try await http.execute(request, timeout: .seconds(60))
        let buffer = try await response.body.collect(upTo: 64 << 20)
        return Reply(
            status: Int(response.status.code),
            headers: response.headers.map {
                Reply.Header(name: $0.name.lowercased(), value: $0.value)
            },
            bytes: Array(buffer.readableBytesView)
        )
    }

    /// Sends a request with a text as its body.
    func send(
        _ method: String,
        _ path: String,
        token: String? = nil,
        body: String,
        type: String? = "application/json",
        headers: [String: String] = [:]
    ) async throws -> Reply {
        try await send(
            method,
            path,
            token: token,
            bytes: Array(body.utf8),
            type: type,
            headers: headers
        )
    }
}

enum TestServerError: Error {
    case didNotStart
    case notReachedInTime(String)
}

extension OrganiserClaims {
    /// Claims that last ten years.
    static func test(
        _ roles: [OrganiserRole],
        name: String = "测试员",
        region: String? = nil,
        unit: String? = nil
    ) -> OrganiserClaims {
        OrganiserClaims(
            name: name,
            roles: roles,
            region: region,
            unit: unit,
            expiresAt: AnchoredClock().now().advanced(by: .seconds(86_400 * 3_650))
        )
    }
}
