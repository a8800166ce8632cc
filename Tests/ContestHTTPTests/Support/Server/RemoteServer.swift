import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A client that finds its server at an address and bears with its absence.
struct RemoteServer: Sendable {
    let url: String
    private let http: HTTPClient

    init(port: Int) {
        url = "http://127.0.0.1:\(port)"
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends a request; nil when there was no answer.
    func send(
        _ method: String,
        _ path: String,
        token: String? = nil,
        body: String? = nil,
        type: String = "application/json",
        key: String? = nil
    ) async -> Reply? {
        var request = HTTPClientRequest(url: url + path)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer " + token) }
        if let key { request.headers.add(name: "Idempotency-Key", value: key) }
        if let body {
            request.headers.add(name: "Content-Type", value: type)
            request.body = .bytes(ByteBuffer(string: body))
        }
        guard
            let response = try? await http.execute(request, timeout: .seconds(30)),
            let buffer = try? await response.body.collect(upTo: 1 << 20)
        else { return nil }
        return Reply(
            status: Int(response.status.code),
            headers: [],
            bytes: Array(buffer.readableBytesView)
        )
    }

    /// Waits until the server is ready; false after twenty seconds.
    func isReady() async -> Bool {
        // Tries are counted beside the time: beside many other tests a thread may come round late.
        let latest = ContinuousClock.now + .seconds(20)
        var tries = 0
        while ContinuousClock.now < latest || tries < 200 {
            tries += 1
            if await send("GET", "/readyz")?.status == 200 { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    func close() async {
        try? await http.shutdown()
    }
}
