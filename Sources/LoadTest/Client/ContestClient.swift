import AsyncHTTPClient
import FoundationEssentials

/// Sends requests over a pool of keep-alive connections, tries again where that is right, and
/// measures each answer.
///
/// Shared by all workers.
final class ContestClient: Sendable {
    /// How long answered requests took.
    let latencies = LatencyRecorder()
    /// What went wrong.
    let failures = FailureCounts()
    /// How many attempts begin at the schedule's peak.
    let peak = PeakCount()
    /// Starts that were refused because the contest had closed.
    let turnedAway = SharedCount()

    private let transport: any Transport
    private let retries: RetryPolicy
    private let timeout: Duration
    private static let clock = ContinuousClock()

    init(plan: LoadPlan) {
        var base = plan.baseURL
        while base.hasSuffix("/") { base.removeLast() }
        if let address = ServerAddress(base), !address.isSecure {
            transport = KeepAliveTransport(
                address: address,
                connections: plan.shardConnections,
                sources: plan.sourceAddresses
            )
        } else {
            transport = PooledTransport(base: base, connections: plan.shardConnections)
        }
        retries = plan.retries
        timeout = plan.requestTimeout
    }

    /// Closes the connections; the client is of no use afterwards.
    func close() async {
        await transport.close()
    }

    /// Counts a failure.
    func fail(_ kind: RequestKind, _ reason: String) {
        failures.note(kind, reason)
        latencies.recordFailure()
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
                // A request on a schedule counts from its instant, whatever came between.
                let from = request.due ?? sent
                latencies.record(Self.clock.now - from, of: request.kind, from: from)
                return body
            }
            if answer.status == nil { isUncertain = true }
            let failure = RequestFailure(
                reason: answer.reason,
                status: answer.status,
                isUncertain: isUncertain
            )
            guard answer.mayTryAgain, !Task.isCancelled else { throw failure }
            // Whoever cannot register goes on trying: without them there is no test.
            let retries = request.kind == .register ? retries.patient : retries
            let pause = retries.pause(
                after: tries,
                elapsed: Self.clock.now - began,
                retryAfter: answer.retryAfter,
                jitter: Double.random(in: 0...1)
            )
            guard let pause else { throw failure }
            failures.noteRetry()
            if answer.status != nil {
                latencies.recordRefusal(of: request.kind, from: request.due ?? sent)
            }
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
        do {
            let reply = try await transport.exchange(request, timeout: timeout)
            if (200..<300).contains(reply.status) {
                return Answer(status: reply.status, body: reply.body)
            }
            return Answer(
                status: reply.status,
                reason: "\(reply.status) \(Self.problem(in: reply.body))",
                retryAfter: reply.retryAfter
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
        if let error = error as? ConnectionFault { return "\(error)" }
        return String(describing: type(of: error))
    }
}
