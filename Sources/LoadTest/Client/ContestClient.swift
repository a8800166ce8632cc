import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Synchronization

/// Sends requests over a pool of keep-alive connections, tries again where that is right, and
/// measures each answer.
///
/// Shared by all workers; the pool is AsyncHTTPClient's.
final class ContestClient: Sendable {
    /// How long answered requests took.
    let latencies = LatencyRecorder()
    /// What went wrong.
    let failures = FailureCounts()

    private let http: HTTPClient
    private let base: String
    private let retries: RetryPolicy
    private let timeout: TimeAmount
    private static let clock = ContinuousClock()
    /// Far above any answer but the audit view of a great contest.
    private static let largestBody = 1 << 30

    init(plan: LoadPlan) {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = plan.workers
        // Its own retries would hide a refused connection from our count of tries.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        base = plan.baseURL.hasSuffix("/") ? String(plan.baseURL.dropLast()) : plan.baseURL
        retries = plan.retries
        timeout = .microseconds(Int64(clamping: plan.requestTimeout.wholeMicroseconds))
    }

    /// Closes the connections; the client is of no use afterwards.
    func close() async {
        try? await http.shutdown()
    }

    /// Sends a request until it is answered or the tries are used up.
    ///
    /// - Returns: The body of a 2xx answer.
    /// - Throws: The failure, which is not counted here: only the caller knows whether it is one.
    func send(_ request: Request) async throws(RequestFailure) -> [UInt8] {
        let began = Self.clock.now
        var tries = 0
        var isUncertain = false
        while true {
            tries += 1
            let sent = Self.clock.now
            let answer = await exchange(request)
            if let body = answer.body {
                let from = tries == 1 ? request.due ?? sent : sent
                latencies.record(Self.clock.now - from, of: request.kind)
                return body
            }
            if answer.status == nil { isUncertain = true }
            let failure = RequestFailure(
                reason: answer.reason,
                status: answer.status,
                isUncertain: isUncertain
            )
            guard answer.mayTryAgain, !Task.isCancelled else { throw failure }
            let pause = retries.pause(
                after: tries,
                elapsed: Self.clock.now - began,
                retryAfter: answer.retryAfter,
                jitter: Double.random(in: 0...1)
            )
            guard let pause else { throw failure }
            failures.noteRetry()
            try? await Task.sleep(for: pause)
        }
    }

    /// What one try brought.
    private struct Answer {
        var status: Int?
        var body: [UInt8]?
        var reason = ""
        var retryAfter: Duration?

        var mayTryAgain: Bool { status == nil || status == 429 || status == 503 }
    }

    private func exchange(_ request: Request) async -> Answer {
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
        do {
            let response = try await http.execute(outgoing, timeout: timeout)
            let buffer = try await response.body.collect(upTo: Self.largestBody)
            let status = Int(response.status.code)
            let bytes = Array(buffer.readableBytesView)
            if (200..<300).contains(status) { return Answer(status: status, body: bytes) }
            let seconds = response.headers.first(name: "Retry-After").flatMap { UInt16($0) }
            return Answer(
                status: status,
                reason: "\(status) \(Self.problem(in: bytes))",
                retryAfter: seconds.map { .seconds(Int($0)) }
            )
        } catch {
            return Answer(reason: "connection: \(Self.name(of: error))")
        }
    }

    /// The last part of the problem's type, or `?` where the body is none.
    private static func problem(in body: [UInt8]) -> String {
        guard
            let problem = try? JSONDecoder().decode(Wire.Problem.self, from: Data(body)),
            let name = problem.type.split(whereSeparator: { $0 == ":" || $0 == "/" }).last
        else { return "?" }
        return String(name.prefix(40))
    }

    /// A short name without addresses and descriptors, so that equal errors count together.
    private static func name(of error: any Error) -> String {
        if let error = error as? HTTPClientError { return error.shortDescription }
        return String(describing: type(of: error))
    }
}
