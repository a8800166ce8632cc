import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Stands between the parser and the server on one connection: watches its deadlines, keeps requests
/// until they are whole, lets them in one at a time or refuses them on the spot.
///
/// A refusal is written from here, on the event loop, without waking anything behind. While a
/// request is being answered nothing more is read, so that a client that sends many at once waits
/// in its own socket and not in our memory.
final class FrontDoorHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    enum Stage {
        /// For a head.
        case waiting
        /// A request is kept until it is whole.
        case holding
        /// A request is in the house, its body follows.
        case passing
        /// A request is in the house with all of its body.
        case answering
        /// Nothing more is read or answered.
        case closing
    }

    /// What the system may hold of answers that a client does not read, in bytes; it doubles the number.
    ///
    /// Left to itself the system holds up to four MiB, copied at once: a thousand clients that read
    /// nothing kept a processor busy for five seconds.
    private static let sendBufferByteCount: SocketOptionValue = 128 << 10

    /// The most bytes of parts that wait for the answer before.
    static let backlogLimit = 1_024

    let door: FrontDoor
    var ticker: LoopTicker?
    var watch: ConnectionWatch?
    var context: ChannelHandlerContext?
    var stage = Stage.waiting
    var head: HTTPRequest?
    var body = ByteBuffer()
    var framing: RequestFraming?
    var cut = AnswerCut()
    var priority = RequestPriority.look
    /// When the present request was let in; nil before and once its answer has begun.
    var admittedAt: Int64?
    var answerHasEnded = false
    var backlog: [HTTPRequestPart] = []
    var readWaits = false
    var endOfInputWaits = false
    var isPoisoned = false
    private var sawPart = false
    var mayBeStalled = false
    var peer: PeerAddress?
    var isBehindProxy = false
    var hasEntered = false
    var isCountedByAddress = false

    init(door: FrontDoor) { self.door = door }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        // An idle connection keeps a buffer of the size that it was last read with.
        try? context.channel.syncOptions?.setOption(
            .recvAllocator,
            value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 512, maximum: 65_536)
        )
        try? context.channel.syncOptions?.setOption(
            .socketOption(.so_sndbuf),
            value: Self.sendBufferByteCount
        )
        if context.channel.isActive { enter(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        enter(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        sawPart = true
        let part = unwrapInboundIn(data)
        if case .answering = stage {
            guard backlog.count < Self.backlogLimit else { return refuse(.malformed, context) }
            backlog.append(part)
        } else {
            receive(part, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if !sawPart, let ticker { watch?.partOfHead(now: ticker.now) }
        sawPart = false
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if case .answering = stage { readWaits = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        mayBeStalled = true
        let part = unwrapOutboundIn(data)
        let goesOut = cut.lets(part)
        switch part {
        case .head(let head): if head.status.kind != .informational { answerBegins() }
        case .body(let bytes): if goesOut { watch?.wrote(bytes.readableBytes) }
        case .end: break
        }
        if goesOut { context.write(data, promise: promise) } else { promise?.succeed() }
        guard case .end = part else { return }
        answerBegins()
        answerHasEnded = true
        if case .answering = stage { answered(context) }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output, let ticker { watch?.saidFarewell(now: ticker.now) }
        context.close(mode: mode, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if !backlog.isEmpty, case ChannelEvent.inputClosed? = event as? ChannelEvent {
            endOfInputWaits = true
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch stage {
        case .closing: return
        case .answering where error is HTTPParserError: isPoisoned = true
        case .waiting, .holding, .passing, .answering:
            guard error is HTTPParserError else { return context.fireErrorCaught(error) }
            refuse(.malformed, context)
        }
    }
}
