/// Carries one request to the server and its answer back; tries nothing again.
protocol Transport: Sendable {
    /// Sends a request and waits for the whole answer.
    ///
    /// - Throws: Whatever kept an answer from coming; the request may have arrived all the same.
    func exchange(_ request: Request, timeout: Duration) async throws -> Reply

    /// Closes all connections.
    func close() async
}

/// One answer.
struct Reply: Hashable, Sendable {
    var status: Int
    /// What the server asked for by `Retry-After`, in whole seconds.
    var retryAfter: Duration?
    var body: [UInt8]
}

/// Why a connection of the kit's own brought no answer.
enum ConnectionFault: Error, Hashable, Sendable {
    /// The server closed it.
    case closed
    /// The answer did not come in time.
    case timedOut
    /// What came is not HTTP/1.1.
    case malformed
    /// The answer is beyond `ReplyParser.largestBody`.
    case tooLarge
}

/// The server's address, taken apart.
struct ServerAddress: Hashable, Sendable {
    var isSecure: Bool
    var host: String
    var port: Int
    /// What comes before `/v1`, without a slash at its end.
    var prefix: String

    /// Reads `http://127.0.0.1:8080` and the like; `nil` for anything else.
    init?(_ url: String) {
        let parts = url.split(separator: "://", maxSplits: 1)
        guard parts.count == 2, parts[0] == "http" || parts[0] == "https" else { return nil }
        isSecure = parts[0] == "https"
        let rest = parts[1]
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        prefix = String(rest[end...])
        while prefix.hasSuffix("/") { prefix.removeLast() }
        let authority = rest[..<end]
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else {
            host = String(authority)
            port = isSecure ? 443 : 80
            return
        }
        guard let port = UInt16(authority[authority.index(after: colon)...]) else { return nil }
        host = String(authority[..<colon])
        self.port = Int(port)
    }

    /// Whether the server is on this machine's loopback, so that any 127.x.x.x can be a source.
    var isLoopback: Bool { host == "localhost" || host.hasPrefix("127.") }
}
