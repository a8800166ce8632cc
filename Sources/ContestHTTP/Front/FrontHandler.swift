import ContestEngine
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers the hot routes on the connection's own event loop, without a task for each request.
///
/// It stands where requests are decoded, before the router. A start, response or submission is
/// decoded, authenticated and handed in to its contest; the answer is written when the fact is on
/// disk. Everything else goes by untouched: other routes, chunked bodies, requests that are not in
/// order, acts that may be in the ledger already. So whatever this handler does not know has one
/// place where it is decided, and taking the handler out changes no answer.
///
/// HTTP/1.1 asks for answers in the order of requests. While an act is under way, what follows on
/// the connection waits here, and the connection is not read on; while an ordinary request is under
/// way, hot ones behind it go the ordinary way too.
final class FrontHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        /// No answer is owed.
        case idle
        /// A hot request is being read.
        case reading(HTTPRequest, HotRoute, body: ByteBuffer)
        /// Its act is handed in.
        case waiting(FrontExchange)
        /// So many answers of the routes behind are owed.
        case passing(Int)
    }

    private let server: ContestServer
    private var lane: ReplyLane?
    private var state = State.idle
    private var context: ChannelHandlerContext?
    /// What came while an act was under way; the connection is not read on meanwhile, so it is no
    /// more than one read.
    private var held: [HTTPRequestPart] = []
    private var heldEvents: [Any] = []
    private var wantsRead = false
    /// Whether what was held is being taken up: an answer may be written meanwhile, at once.
    private var isGoingOn = false

    init(server: ContestServer) {
        self.server = server
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        lane = server.lanes.lane(of: context.eventLoop)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(unwrapInboundIn(data), context)
    }

    func read(context: ChannelHandlerContext) {
        if case .waiting = state { wantsRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .passing(let owed) = state, case .end = unwrapOutboundIn(data) {
            state = owed > 1 ? .passing(owed - 1) : .idle
        }
        context.write(data, promise: promise)
    }

    /// The end of the client's sending, and the server's wish to stop, wait for the answer that is
    /// owed.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .waiting = state {
            heldEvents.append(event)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch (state, part) {
        case (.waiting, _): held.append(part)
        case (.idle, .head(let head)):
            if let route = HotRoute(head), Self.isPlain(head) {
                state = .reading(head, route, body: ByteBuffer())
            } else {
                pass(part, context)
            }
        case (.reading(let head, let route, var body), .body(let more)):
            state = .idle
            body.writeImmutableBuffer(more)
            state = .reading(head, route, body: body)
        case (.reading(let head, let route, let body), .end):
            handIn(head, route, body, context)
        case (.reading, .head), (.idle, _), (.passing, _): pass(part, context)
        }
    }

    /// Whether a body, if there is one, has a length within the limit, and the connection goes on
    /// afterwards.
    private static func isPlain(_ head: HTTPRequest) -> Bool {
        var length: Int?
        for field in head.headerFields {
            switch field.name {
            case .contentLength:
                guard length == nil, let value = Int(field.value) else { return false }
                length = value
            case .transferEncoding, .expect, .upgrade: return false
            case .connection:
                guard field.value.lowercased() == "keep-alive" else { return false }
            default: break
            }
        }
        return (length ?? 0) <= BodyLimit.participant
    }

    private func pass(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        if case .head = part {
            if case .passing(let owed) = state {
                state = .passing(owed + 1)
            } else {
                state = .passing(1)
            }
        }
        context.fireChannelRead(wrapInboundOut(part))
    }

    private func handIn(
        _ head: HTTPRequest,
        _ route: HotRoute,
        _ body: ByteBuffer,
        _ context: ChannelHandlerContext
    ) {
        guard let lane, let (entry, act) = server.act(head, route, body) else {
            return replay(head, body, context)
        }
        let exchange = FrontExchange(head, route, body, entry, lane: lane, handler: self)
        state = .waiting(exchange)
        if !entry.contest.hand(act, exchange) {
            answer(exchange, .failure(.overloaded(after: .seconds(1))))
        }
    }

    /// Lets the routes behind decide a request.
    private func replay(
        _ head: HTTPRequest,
        _ body: ByteBuffer,
        _ context: ChannelHandlerContext
    ) {
        state = .idle
        pass(.head(head), context)
        if body.readableBytes > 0 { pass(.body(body), context) }
        pass(.end(nil), context)
        goOn(context)
    }

    /// Writes the answer that is owed, and goes on with what was held.
    ///
    /// Called on the event loop.
    func answer(_ exchange: FrontExchange, _ outcome: Result<AttemptReply, Refusal>?) {
        guard let context, case .waiting(let owed) = state, owed === exchange else { return }
        guard let outcome else { return replay(exchange.head, exchange.body, context) }
        let (head, body) = server.answer(outcome, to: exchange, date: lane?.date ?? "")
        state = .idle
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        goOn(context)
    }

    /// Takes up what was held, in its order, until an act is under way again.
    private func goOn(_ context: ChannelHandlerContext) {
        guard !isGoingOn else { return }
        isGoingOn = true
        let parts = held
        held = []
        for part in parts { take(part, context) }
        isGoingOn = false
        if case .waiting = state { return }
        context.fireChannelReadComplete()
        let events = heldEvents
        heldEvents = []
        for event in events { context.fireUserInboundEventTriggered(event) }
        if wantsRead {
            wantsRead = false
            context.read()
        }
    }
}
