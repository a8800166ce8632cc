import NIOCore
import Synchronization

/// One request on its way.
struct Exchange: Sendable {
    var bytes: ByteBuffer
    var timeout: TimeAmount
    var waiter: ReplyWaiter
}

/// Who waits for an answer, told once: by the connection, or, where that has gone already and
/// sees the request no more, by the write that failed.
final class ReplyWaiter: Sendable {
    private let continuation: Mutex<CheckedContinuation<Reply, any Error>?>

    init(_ continuation: CheckedContinuation<Reply, any Error>) {
        self.continuation = Mutex(continuation)
    }

    func resume(with result: Result<Reply, any Error>) {
        let waiting = continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        waiting?.resume(with: result)
    }
}

/// The end of a connection: sends one request after the other and hands each its answer.
///
/// It lives on its channel's event loop and is reached only through the channel.
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Exchange
    typealias OutboundOut = ByteBuffer

    private var parser = ReplyParser()
    private var waiter: ReplyWaiter?
    private var timer: Scheduled<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange = unwrapOutboundIn(data)
        // The pool gives a connection to one request at a time.
        guard waiter == nil, context.channel.isActive else {
            exchange.waiter.resume(with: .failure(ConnectionFault.closed))
            return
        }
        waiter = exchange.waiter
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: exchange.timeout) {
            channel.pipeline.fireErrorCaught(ConnectionFault.timedOut)
        }
        context.write(wrapOutboundOut(exchange.bytes), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        do {
            guard let reply = try parser.take(&bytes) else { return }
            if waiter == nil || !parser.keepsAlive { context.close(promise: nil) }
            finish(.success(reply))
        } catch {
            fail(error, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let reply = parser.end() {
            finish(.success(reply))
        } else {
            finish(.failure(ConnectionFault.closed))
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error, context)
    }

    private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
        finish(.failure(error))
        context.close(promise: nil)
    }

    private func finish(_ result: Result<Reply, any Error>) {
        timer?.cancel()
        timer = nil
        waiter?.resume(with: result)
        waiter = nil
    }
}
