import ContestEngine
import HTTPTypes
import Hummingbird
import NIOCore

/// What the door refuses on its own, before a request reaches a route.
enum DoorRefusal: Int, Sendable, CaseIterable {
    /// The house is full.
    case overloaded
    /// There are too many connections.
    case connections
    /// The address has too many connections.
    case addressConnections
    /// The address has sent too many requests.
    case addressRequests
    /// What came is no request, or one that two readers could read differently.
    case malformed
    /// The head or the body took too long.
    case tooSlow

    /// As metrics and problems name it.
    var problem: Problem {
        switch self {
        case .overloaded:
            Problem(Refusal.overloaded(after: .seconds(1)))
        case .connections:
            Problem(
                "too-many-connections",
                .serviceUnavailable,
                "连接数已满，请稍后再试",
                "Too many connections are open; come back later."
            )
        case .addressConnections:
            Problem(
                "too-many-connections-here",
                .tooManyRequests,
                "来自同一地址的连接过多，请稍后再试",
                "Too many connections come from this address; come back later."
            )
        case .addressRequests:
            Problem(
                "too-many-requests-here",
                .tooManyRequests,
                "来自同一地址的请求过多，请稍后再试",
                "Too many requests come from this address; come back later."
            )
        case .malformed:
            Problem(
                "malformed-request",
                .badRequest,
                "请求的格式不正确",
                "This is no well-formed HTTP/1.1 request."
            )
        case .tooSlow:
            Problem(
                "too-slow",
                .requestTimeout,
                "请求没有在时限内发完",
                "The request did not arrive in time."
            )
        }
    }

    /// Whether coming back later helps: then the answer says when.
    var passes: Bool { self != .malformed && self != .tooSlow }
}

/// The door's answers, encoded once: refusing must cost next to nothing.
struct DoorAnswers: Sendable {
    private struct Prepared {
        var head: HTTPResponse
        var body: ByteBuffer
    }

    private let chinese: [Prepared]
    private let english: [Prepared]

    /// - Parameter limits: Those that answers name.
    init(_ limits: FrontDoorLimits) {
        chinese = DoorRefusal.allCases.map { Self.prepare($0, limits, english: false) }
        english = DoorRefusal.allCases.map { Self.prepare($0, limits, english: true) }
    }

    private static func prepare(
        _ refusal: DoorRefusal,
        _ limits: FrontDoorLimits,
        english: Bool
    ) -> Prepared {
        let (response, body) = Answer.problemAndBody(refusal.problem, english: english)
        var head = response.head
        head.headerFields[.contentLength] = String(body.readableBytes)
        if refusal == .addressRequests {
            let quota = limits.requestsPerAddress
            head.headerFields.setPolicy(refusal.problem.name, quota: quota, window: 1)
        }
        return Prepared(head: head, body: body)
    }

    /// The answer to a request that is refused.
    ///
    /// - Parameters:
    ///   - after: When to come back, in seconds; nil where that would not help.
    ///   - closes: Whether the connection ends with it.
    func answer(
        _ refusal: DoorRefusal,
        english: Bool,
        after: Int?,
        closes: Bool
    ) -> (head: HTTPResponse, body: ByteBuffer) {
        let prepared = (english ? self.english : chinese)[refusal.rawValue]
        var head = prepared.head
        if let after, refusal.passes {
            head.headerFields.setRetry(after: after, policy: refusal.problem.name)
        }
        if closes { head.headerFields[.connection] = "close" }
        return (head, prepared.body)
    }
}
