import NIOCore
import Synchronization

/// Many thousand keep-alive connections of one process, each with at most one request under way.
///
/// Connections are used in turn, so that all of them stay open as those of a crowd of phones do.
/// Who finds none free waits in a line; the line is as long as there are requests under way, which
/// the run bounds.
final class KeepAliveTransport: Transport {
    private struct State {
        var idle = WaitingLine<any Channel>()
        var openCount = 0
        var waiting = WaitingLine<CheckedContinuation<(any Channel)?, any Error>>()
        var isClosed = false
        var opened = 0
    }

    private let address: ServerAddress
    private let limit: Int
    private let sources: Int
    private let head: String
    private let state = Mutex(State())

    /// Makes a pool; each request opens a connection until there are `connections`.
    ///
    /// - Parameter sources: How many addresses of this machine they come from. More than one only
    ///   works on loopback, and is needed beyond some 28,000 connections.
    init(address: ServerAddress, connections: Int, sources: Int) {
        self.address = address
        limit = max(1, connections)
        self.sources = address.isLoopback ? min(max(1, sources), 250) : 1
        head = "Host: \(address.host):\(address.port)\r\n"
    }

    func exchange(_ request: Request, timeout: Duration) async throws -> Reply {
        let channel = try await acquire()
        let timeout = TimeAmount.microseconds(Int64(clamping: timeout.wholeMicroseconds))
        let bytes = bytes(of: request, allocator: channel.allocator)
        do {
            let reply = try await withCheckedThrowingContinuation { continuation in
                let waiter = ReplyWaiter(continuation)
                let written = channel.eventLoop.makePromise(of: Void.self)
                written.futureResult.whenFailure { _ in
                    waiter.resume(with: .failure(ConnectionFault.closed))
                }
                let exchange = Exchange(bytes: bytes, timeout: timeout, waiter: waiter)
                channel.writeAndFlush(exchange, promise: written)
            }
            release(channel)
            return reply
        } catch {
            release(channel)
            throw error
        }
    }

    func close() async {
        let (idle, waiting) = state.withLock { state in
            state.isClosed = true
            defer {
                state.idle = WaitingLine()
                state.waiting = WaitingLine()
            }
            return (state.idle, state.waiting)
        }
        var channels = idle
        var waiters = waiting
        while let waiter = waiters.popFirst() {
            waiter.resume(throwing: ConnectionFault.closed)
        }
        while let channel = channels.popFirst() { try? await channel.close() }
    }

    /// A new connection until all are open, then the one that has been free for longest, then the
    /// next that gets free.
    private func acquire() async throws -> any Channel {
        while true {
            let number = state.withLock { state -> Int? in
                guard !state.isClosed, state.openCount < limit else { return nil }
                state.openCount += 1
                state.opened += 1
                return state.opened
            }
            if let number { return try await connect(number) }
            let free = state.withLock { state -> (any Channel)? in
                while let channel = state.idle.popFirst() {
                    if channel.isActive { return channel }
                    state.openCount -= 1
                }
                return nil
            }
            if let free { return free }
            let given: (any Channel)? = try await withCheckedThrowingContinuation { waiter in
                let mustLook = state.withLock { state in
                    // One may have come free since the look above.
                    guard !state.isClosed, state.idle.isEmpty, state.openCount >= limit else {
                        return true
                    }
                    state.waiting.append(waiter)
                    return false
                }
                if mustLook {
                    if state.withLock({ $0.isClosed }) {
                        waiter.resume(throwing: ConnectionFault.closed)
                    } else {
                        waiter.resume(returning: nil)
                    }
                }
            }
            if let given { return given }
        }
    }

    private func release(_ channel: any Channel) {
        let isAlive = channel.isActive
        let waiter = state.withLock {
            state -> CheckedContinuation<(any Channel)?, any Error>? in
            if !isAlive { state.openCount -= 1 }
            if let waiter = state.waiting.popFirst() { return waiter }
            if isAlive, !state.isClosed { state.idle.append(channel) }
            return nil
        }
        waiter?.resume(returning: isAlive ? channel : nil)
    }

    private func connect(_ number: Int) async throws -> any Channel {
        do {
            return try await address.connect(number: number, sources: sources) { Connection() }
        } catch {
            let waiter = state.withLock { state in
                state.openCount -= 1
                return state.waiting.popFirst()
            }
            waiter?.resume(returning: nil)
            throw error
        }
    }

    private func bytes(of request: Request, allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: 512)
        buffer.writeString("\(request.method.rawValue) \(address.prefix)\(request.path)")
        buffer.writeString(" HTTP/1.1\r\n")
        buffer.writeString(head)
        if let token = request.token {
            buffer.writeString("Authorization: Bearer ")
            buffer.writeString(token)
            buffer.writeString("\r\n")
        }
        if let key = request.key { buffer.writeString("Idempotency-Key: \(key)\r\n") }
        if let body = request.body {
            buffer.writeString("Content-Type: application/json\r\n")
            buffer.writeString("Content-Length: \(body.utf8.count)\r\n\r\n")
            buffer.writeString(body)
        } else if request.method == .get {
            buffer.writeString("\r\n")
        } else {
            buffer.writeString("Content-Length: 0\r\n\r\n")
        }
        return buffer
    }
}
