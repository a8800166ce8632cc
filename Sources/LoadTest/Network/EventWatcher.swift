import NIOCore

/// Watches a board by server-sent events, as a screen in a hall does, and counts what comes.
final class EventWatcher: Sendable {
    /// Events that all watchers have received together.
    let events = SharedCount()
    /// Connections that ended, or were refused, before the run was over.
    let dropped = SharedCount()

    private let address: ServerAddress
    private let path: String
    private let sources: Int

    init(address: ServerAddress, path: String, sources: Int) {
        self.address = address
        self.path = path
        self.sources = address.isLoopback ? min(max(1, sources), 250) : 1
    }

    /// Keeps one stream open until the task is cancelled; one that ends is counted and opened
    /// again after a second.
    ///
    /// Watchers come two hundred a second: all at once they would be refused for it.
    func watch(_ number: Int) async {
        try? await Task.sleep(for: .milliseconds(5 * number))
        while !Task.isCancelled {
            do {
                let channel = try await connect(number)
                try await withTaskCancellationHandler {
                    try await channel.closeFuture.get()
                } onCancel: {
                    channel.close(promise: nil)
                }
            } catch {
                // Counted below with the streams that ended.
            }
            guard !Task.isCancelled else { return }
            dropped.add(1)
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func connect(_ number: Int) async throws -> any Channel {
        let channel = try await address.connect(number: number, sources: sources) { [self] in
            EventCounter(self)
        }
        var bytes = channel.allocator.buffer(capacity: 256)
        bytes.writeString("GET \(address.prefix)\(path) HTTP/1.1\r\n")
        bytes.writeString("Host: \(address.host):\(address.port)\r\n")
        bytes.writeString("Accept: text/event-stream\r\n\r\n")
        try await channel.writeAndFlush(bytes).get()
        return channel
    }
}

/// Counts the events of one stream; a stream that is refused is closed.
private final class EventCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private static let mark = Array("\ndata:".utf8)
    private static let good = Array("HTTP/1.1 200".utf8)
    private let watcher: EventWatcher
    private var matched = 0
    private var seen = 0

    init(_ watcher: EventWatcher) {
        self.watcher = watcher
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for byte in unwrapInboundIn(data).readableBytesView {
            if seen < Self.good.count {
                guard byte == Self.good[seen] else { return context.close(promise: nil) }
                seen += 1
            }
            if byte == Self.mark[matched] {
                matched += 1
            } else {
                matched = byte == Self.mark[0] ? 1 : 0
            }
            if matched == Self.mark.count {
                matched = 0
                watcher.events.add(1)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
