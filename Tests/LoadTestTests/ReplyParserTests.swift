import NIOCore
import Testing

@testable import LoadTest

@Suite struct ReplyParserTests {
    private static let plain = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello"
    private static let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=1\r\nhell\r\n1\r\no\r\n0\r\n\r\n"

    /// The answers that a text holds when it arrives in pieces of a length.
    private static func replies(
        _ text: String,
        pieces: Int
    ) throws(ConnectionFault) -> (replies: [Reply], parser: ReplyParser) {
        var parser = ReplyParser()
        var replies: [Reply] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            var piece = ByteBuffer(bytes: bytes[start..<min(bytes.count, start + pieces)])
            if let reply = try parser.take(&piece) { replies.append(reply) }
        }
        return (replies, parser)
    }

    @Test(arguments: [plain, chunked], 1...80)
    func `an answer is the same however it is cut`(text: String, pieces: Int) throws {
        let (replies, parser) = try Self.replies(text, pieces: pieces)
        #expect(replies == [Reply(status: 200, body: Array("hello".utf8))])
        #expect(parser.keepsAlive)
    }

    @Test func `two answers of one connection come one after the other`() throws {
        let (replies, _) = try Self.replies(Self.plain + Self.chunked, pieces: 7)
        #expect(replies.count == 2)
        #expect(replies.allSatisfy { $0.body == Array("hello".utf8) })
    }

    @Test func `interim answers are passed over and Retry-After is read`() throws {
        let text =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\nRetry-After: 2\r\n"
            + "Connection: close\r\ncontent-length: 0\r\n\r\n"
        let (replies, parser) = try Self.replies(text, pieces: 9)
        #expect(replies == [Reply(status: 503, retryAfter: .seconds(2), body: [])])
        #expect(!parser.keepsAlive)
    }

    @Test func `an answer without a length ends with its connection`() throws {
        var (replies, parser) = try Self.replies("HTTP/1.1 200 OK\r\n\r\nabc", pieces: 5)
        #expect(replies.isEmpty)
        #expect(parser.end()?.body == Array("abc".utf8))
    }

    @Test func `a connection that ends too early brings no answer`() throws {
        var (replies, parser) = try Self.replies(String(Self.plain.dropLast()), pieces: 100)
        #expect(replies.isEmpty)
        #expect(parser.end() == nil)
    }

    @Test(arguments: [
        "SSH-2.0-x\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ])
    func `what is no answer is refused`(text: String) {
        #expect(throws: ConnectionFault.self) { try Self.replies(text, pieces: 1_000) }
    }

    @Test func `a head that never ends is refused`() {
        let text = "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 70_000)
        #expect(throws: ConnectionFault.malformed) { try Self.replies(text, pieces: 4_096) }
    }

    @Test func `addresses are taken apart`() throws {
        let plain = try #require(ServerAddress("http://127.0.0.1:8080"))
        #expect(!plain.isSecure && plain.host == "127.0.0.1" && plain.port == 8_080)
        #expect(plain.prefix.isEmpty && plain.isLoopback)
        let secure = try #require(ServerAddress("https://quiz.example.cn/contest/"))
        #expect(secure.isSecure && secure.port == 443 && secure.prefix == "/contest")
        #expect(!secure.isLoopback)
        for text in ["", "quiz", "ftp://a", "http://", "http://u@h", "http://h:99999"] {
            #expect(ServerAddress(text) == nil, "\(text)")
        }
    }
}
