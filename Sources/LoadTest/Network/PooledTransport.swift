import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Requests by AsyncHTTPClient's pool: for servers behind TLS, which the kit's own connections do
/// not speak.
final class PooledTransport: Transport {
    private let http: HTTPClient
    private let base: String

    init(base: String, connections: Int) {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        // Its own retries would hide a refused connection from our count of tries.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.base = base
    }

    func exchange(_ request: Request, timeout: Duration) async throws -> Reply {
        var outgoing = HTTPClientRequest(url: base + request.path)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        if let token = request.token {
            outgoing.headers.add(name: "Authorization", value: "Bearer " + token)
        }
        if let key = request.key { outgoing.headers.add(name: "Idempotency-Key", value: key) }
        if let body = request.body {
            outgoing.headers.add(name: "Content-Type", value: "application/json")
            outgoing.body = .bytes(ByteBuffer(string: body))
        }
        let limit = TimeAmount.microseconds(Int64(clamping: timeout.wholeMicroseconds))
        let response = try await http.execute(outgoing, timeout: limit)
        let buffer = try await response.body.collect(upTo: ReplyParser.largestBody)
        let seconds = response.headers.first(name: "Retry-After").flatMap { UInt16($0) }
        return Reply(
            status: Int(response.status.code),
            retryAfter: seconds.map { .seconds(Int($0)) },
            body: Array(buffer.readableBytesView)
        )
    }

    func close() async {
        try? await http.shutdown()
    }
}
