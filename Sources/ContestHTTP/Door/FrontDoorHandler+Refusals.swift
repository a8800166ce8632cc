import Glibc
import HTTPTypes
import NIOCore
import NIOHTTPTypes

// How a connection ends and what it is told: refusals, deadlines, farewells.

extension FrontDoorHandler {
    /// Answers in the server's place.
    ///
    /// - Parameter keepsOpen: Whether another request may follow; it may where this one was whole.
    func refuse(
        _ refusal: DoorRefusal,
        _ context: ChannelHandlerContext,
        after: Int? = nil,
        isCounted: Bool = false,
        keepsOpen: Bool = false
    ) {
        if !isCounted { door.count(refusal) }
        let closes = !keepsOpen || framing?.closes ?? false
        // An answer that has begun cannot be followed by another.
        if case .passing = stage, admittedAt == nil { return context.close(promise: nil) }
        if let admittedAt { door.left(priority, admittedAt: admittedAt, isAnswered: false) }
        admittedAt = nil
        let answer = door.answers.answer(
            refusal,
            english: framing?.prefersEnglish ?? false,
            after: after ?? (refusal.passes ? 5 : nil),
            closes: closes
        )
        mayBeStalled = true
        for part: HTTPResponsePart in [.head(answer.head), .body(answer.body), .end(nil)]
        where cut.lets(part) {
            if case .body(let bytes) = part { watch?.wrote(bytes.readableBytes) }
            context.write(wrapOutboundOut(part), promise: nil)
        }
        context.flush()
        head = nil
        body = ByteBuffer()
        framing = nil
        cut = AnswerCut()
        if closes {
            bidFarewell(context)
        } else {
            stage = .waiting
            if let ticker { watch?.answered(now: ticker.now) }
        }
    }

    /// Ends our side and waits for the client's end, so that the answer is not lost to a reset.
    private func bidFarewell(_ context: ChannelHandlerContext) {
        stage = .closing
        backlog = []
        guard let ticker else { return context.close(promise: nil) }
        watch?.saidFarewell(now: ticker.now)
        context.close(mode: .output, promise: nil)
        context.read()
    }
}

extension FrontDoorHandler: Ticking {
    func tick() {
        guard let context, let ticker else { return }
        var waiting = 0
        if mayBeStalled {
            waiting =
                (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
            mayBeStalled = waiting > 0
        }
        guard let closure = watch?.tick(now: ticker.now, waiting: waiting) else { return }
        door.count(closure)
        switch closure {
        case .head, .body: refuse(.tooSlow, context)
        case .answer:
            // Else the kernel goes on keeping what the client does not take.
            let reset = linger(l_onoff: 1, l_linger: 0)
            (context.channel as? any SocketOptionProvider)?.setSoLinger(reset)
                .whenFailure { _ in }
            context.close(promise: nil)
        case .silent, .idle, .farewell: context.close(promise: nil)
        }
    }
}
