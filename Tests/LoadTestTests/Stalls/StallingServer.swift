import NIOCore
import NIOPosix
import Synchronization

@testable import LoadTest

/// A server that knows one contest by heart and answers everything at once, but for one stall:
/// from a request's number on, it answers nothing for a while, and then all that has gathered.
final class StallingServer: Sendable {
    private struct State {
        var requests = 0
        var stalledUntil: NIODeadline?
        var sequence = 0
    }

    private let state = Mutex(State())
    private let first: Int
    private let stall: TimeAmount
    private let refusal: String?

    /// - Parameters:
    ///   - first: The start of an attempt at which the stall begins.
    ///   - refusal: What starts are answered with during the stall, at once: a status and a
    ///     problem, such as `503 overloaded`.
    init(stallingAt first: Int, for stall: TimeAmount, refusing refusal: String? = nil) {
        self.first = first
        self.stall = stall
        self.refusal = refusal
    }

    /// Runs the server for as long as `body` takes.
    static func run<Value>(
        _ server: StallingServer,
        _ body: (String) async throws -> Value
    ) async throws -> Value {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answering(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        do {
            let value = try await body("http://127.0.0.1:\(port)")
            try await channel.close()
            return value
        } catch {
            try await channel.close()
            throw error
        }
    }

    /// The answer to a request, and how long it is held back.
    fileprivate func answer(_ head: Substring) -> (reply: String, delay: TimeAmount) {
        state.withLock { state in
            let isStart = head.hasSuffix("/attempts")
            if isStart { state.requests += 1 }
            if isStart, state.requests == first { state.stalledUntil = .now() + stall }
            state.sequence += 1
            let left = state.stalledUntil.map { max(.nanoseconds(0), $0 - .now()) }
            if let refusal, isStart, let left, left > .nanoseconds(0) {
                let name = refusal.split(separator: " ").last ?? ""
                return (Self.reply(refusal, #"{"type":"urn:x:\#(name)"}"#), .nanoseconds(0))
            }
            let isHeld = refusal == nil
            let body = Self.body(of: head, state.sequence)
            return (Self.reply("200 OK", body), isHeld ? left ?? .nanoseconds(0) : .nanoseconds(0))
        }
    }

    private static func reply(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static func body(of path: Substring, _ sequence: Int) -> String {
        switch path.split(separator: "/").last {
        case "participants": #"{"participant":"p\#(sequence)","session":"s"}"#
        case "attempts": #"{"attempt":"a\#(sequence)","state":"open","questions":[]}"#
        case "submission": submission(path, sequence)
        case let last? where last.hasPrefix("overall"): #"{"rows":[]}"#
        case "tallies": #"{"sequence":1000000,"people":0,"attempts":0}"#
        case "audit-view":
            #"{"sequence":1000000,"tally":{"people":0,"attempts":0},"overall":[]}"#
        default:
            #"{"identity":"open","consent_version":1,"has_regions":false,"has_units":false}"#
        }
    }

    /// A receipt that does not count, so that the verdict expects nobody.
    private static func submission(_ path: Substring, _ sequence: Int) -> String {
        let attempt = path.split(separator: "/").dropLast().last ?? ""
        return """
            {"attempt":"\(attempt)","sequence":\(sequence),"ended_at_ms":1,"elapsed_ms":1,\
            "ending":"submitted","answered":0,"counts":false,"points":0,"right":0,"receipt":"r"}
            """
    }
}

/// One connection: the requests are small and come whole.
private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: StallingServer

    init(_ server: StallingServer) {
        self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data))
        guard let path = text.split(separator: " ", maxSplits: 2).dropFirst().first else { return }
        let (reply, delay) = server.answer(path)
        let bytes = ByteBuffer(string: reply)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: delay) {
            channel.writeAndFlush(bytes, promise: nil)
        }
    }
}
