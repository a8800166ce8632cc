import NIOCore
import NIOPosix

extension ServerAddress {
    /// Opens a connection.
    ///
    /// - Parameters:
    ///   - number: Which connection it is: they come from the source addresses in turn.
    ///   - sources: How many source addresses there are; more than one only works on loopback.
    ///   - handler: What reads what comes.
    func connect(
        number: Int,
        sources: Int,
        handler: @escaping @Sendable () -> any ChannelInboundHandler
    ) async throws -> any Channel {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(10))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler())
                }
            }
        if sources > 1 {
            let source = "127.0.0.\(2 + number % sources)"
            bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: source, port: 0))
        }
        return try await bootstrap.connect(host: host, port: port).get()
    }
}
