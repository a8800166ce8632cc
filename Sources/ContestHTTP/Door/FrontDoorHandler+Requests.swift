import HTTPTypes
import NIOCore
import NIOHTTPTypes

// How connections begin, how a request becomes whole and is let in, and what follows its answer.

extension FrontDoorHandler {
    func enter(_ context: ChannelHandlerContext) {
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
            ticker.add(self)
            watch = ConnectionWatch(deadlines, now: ticker.now)
        }
        switch entry {
        case .open: isCountedByAddress = !isBehindProxy
        case .refused(let refusal): refuse(refusal, context, isCounted: true)
        case .dropped: context.close(promise: nil)
        }
    }

    func leave() {
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
    func receive(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
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
            bearsOrganiserToken: framing.organiserToken.map(door.vouches(for:)) ?? false
        )
        cut.begin(head.method)
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

    func answerBegins() {
        guard let admittedAt else { return }
        self.admittedAt = nil
        door.left(priority, admittedAt: admittedAt, isAnswered: true)
    }

    /// The present request is done with: the next one may be there already.
    func answered(_ context: ChannelHandlerContext) {
        if let ticker { watch?.answered(now: ticker.now) }
        stage = .waiting
        framing = nil
        cut = AnswerCut()
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
