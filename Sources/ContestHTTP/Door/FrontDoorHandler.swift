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
    var priority = RequestPriority.look
    /// When the present request was let in; nil before and once its answer has begun.
    var admittedAt: Int64?
    private var answerHasEnded = false
    var backlog: [HTTPRequestPart] = []
    private var readWaits = false
    private var endOfInputWaits = false
    private var isPoisoned = false
    private var sawPart = false
    var mayBeStalled = false
    private var peer: PeerAddress?
    private var isBehindProxy = false
    private var hasEntered = false
    private var isCountedByAddress = false

    init(door: FrontDoor) { self.door = door }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        // An idle connection keeps a buffer of the size that it was last read with.
        try? context.channel.syncOptions?.setOption(
            .recvAllocator,
            value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 512, maximum: 65_536)
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
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.status.kind != .informational { answerBegins() }
            context.write(data, promise: promise)
        case .body(let bytes):
            watch?.wrote(bytes.readableBytes)
            context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            answerBegins()
            answerHasEnded = true
            if case .answering = stage { answered(context) }
        }
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

extension FrontDoorHandler {
    private func enter(_ context: ChannelHandlerContext) {
        guard !hasEntered else { return }
        hasEntered = true
        let address = context.remoteAddress?.counted
        isBehindProxy =
            address.map { address in
                door.limits.trustedProxies.contains { $0.contains(address) }
            } ?? false
        peer = address?.network
        let entry = door.enter(isBehindProxy ? nil : peer)
        if let deadlines = door.deadlines {
            let ticker = door.ticker(of: context.eventLoop)
            self.ticker = ticker
            watch = ConnectionWatch(deadlines, now: ticker.now)
            ticker.add(self)
        }
        switch entry {
        case .open: isCountedByAddress = !isBehindProxy
        case .refused(let refusal): refuse(refusal, context, isCounted: true)
        case .dropped: context.close(promise: nil)
        }
    }

    private func leave() {
        guard hasEntered else { return }
        hasEntered = false
        ticker?.remove(self)
        ticker = nil
        if let admittedAt { door.left(priority, admittedAt: admittedAt, isAnswered: false) }
        admittedAt = nil
        door.leave(isCountedByAddress ? peer : nil)
        stage = .closing
        backlog = []
    }

    /// One part of a request, while none is being answered.
    private func receive(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch (stage, part) {
        case (.waiting, .head(let head)): receive(head, context)
        case (.holding, .body(let bytes)):
            watch?.bodyCame(bytes.readableBytes)
            if body.readableBytes == 0 { body = bytes } else { body.writeImmutableBuffer(bytes) }
            // The route says what is too much; the door keeps no more than that.
            if body.readableBytes > BodyLimit.participant { admit(isWhole: false, context) }
        case (.holding, .end): admit(isWhole: true, context)
        case (.passing, .body(let bytes)):
            watch?.bodyCame(bytes.readableBytes)
            context.fireChannelRead(wrapInboundOut(part))
        case (.passing, .end):
            context.fireChannelRead(wrapInboundOut(part))
            if let ticker { watch?.requestEnded(now: ticker.now) }
            stage = .answering
            if answerHasEnded { answered(context) }
        default: break
        }
    }

    private func receive(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        let framing = RequestFraming(head)
        guard framing.isPlain || door.limits.disabled.contains(.framing) else {
            return refuse(.malformed, context)
        }
        priority = RequestPriority(
            head.method,
            path: head.path ?? "",
            bearsOrganiserToken: framing.bearsOrganiserToken
        )
        self.head = head
        self.framing = framing
        stage = .holding
        if let ticker { watch?.headEnded(held: priority.isHeldUntilWhole, now: ticker.now) }
        if !priority.isHeldUntilWhole { admit(isWhole: false, context) }
    }

    /// Lets the present request in, or refuses it.
    private func admit(isWhole: Bool, _ context: ChannelHandlerContext) {
        guard let head else { return }
        let address =
            isBehindProxy
            ? head.headerFields.client(behind: door.limits.trustedProxies)?.network : peer
        switch door.arrive(priority, from: address) {
        case .refused(let refusal, let after):
            refuse(refusal, context, after: after, isCounted: true, keepsOpen: isWhole)
        case .admitted(let instant):
            admittedAt = instant
            answerHasEnded = false
            stage = isWhole ? .answering : .passing
            if let ticker {
                if isWhole { watch?.requestEnded(now: ticker.now) } else { watch?.bodyPasses() }
            }
            let body = self.body
            self.head = nil
            self.body = ByteBuffer()
            context.fireChannelRead(wrapInboundOut(.head(head)))
            if body.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(.body(body))) }
            if isWhole { context.fireChannelRead(wrapInboundOut(.end(nil))) }
        }
    }

    private func answerBegins() {
        guard let admittedAt else { return }
        self.admittedAt = nil
        door.left(priority, admittedAt: admittedAt, isAnswered: true)
    }

    /// The present request is done with: the next one may be there already.
    private func answered(_ context: ChannelHandlerContext) {
        if let ticker { watch?.answered(now: ticker.now) }
        stage = .waiting
        framing = nil
        if isPoisoned { return refuse(.malformed, context) }
        if !backlog.isEmpty {
            let parts = backlog
            backlog = []
            for (index, part) in parts.enumerated() {
                if case .answering = stage {
                    backlog = Array(parts[index...])
                    break
                }
                receive(part, context)
            }
            context.fireChannelReadComplete()
            if backlog.isEmpty, endOfInputWaits {
                endOfInputWaits = false
                context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            }
        }
        if readWaits, backlog.isEmpty {
            if case .answering = stage { return }
            readWaits = false
            context.read()
        }
    }
}
