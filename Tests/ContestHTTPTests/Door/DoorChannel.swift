import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

@testable import ContestHTTP

/// One connection through the door, in memory: bytes in, requests and bytes out, seconds by hand.
struct DoorChannel {
    let channel = EmbeddedChannel()
    let door: FrontDoor

    init(_ door: FrontDoor, from address: String = "203.0.113.9") throws {
        self.door = door
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false,
            withErrorHandling: false
        )
        try pipeline.addHandlers([
            HTTP1ToHTTPServerCodec(secure: false), FrontDoorHandler(door: door),
        ])
        let peer = try SocketAddress(ipAddress: address, port: 4_711)
        channel.remoteAddress = peer
        try channel.connect(to: peer).wait()
    }

    /// The one organiser's token that the doors of tests know.
    static let token = "eyJh.b.c"

    /// A door whose clock stands still.
    static func door(_ limits: FrontDoorLimits = FrontDoorLimits()) -> FrontDoor {
        FrontDoor(limits: limits, isOrganiser: { $0 == token }, clock: { 0 })
    }

    var isOpen: Bool { channel.isActive }

    func send(_ text: String) throws {
        guard channel.isActive else { return }
        try channel.writeInbound(ByteBuffer(string: text))
    }

    /// Lets seconds pass.
    func wait(seconds: Int) {
        for _ in 0..<seconds { channel.embeddedEventLoop.advanceTime(by: .seconds(1)) }
    }

    /// The paths of the requests that came through whole or in part, and the bytes of their bodies.
    func passed() throws -> [String] {
        var passed: [String] = []
        while let part = try channel.readInbound(as: HTTPRequestPart.self) {
            switch part {
            case .head(let head): passed.append(head.path ?? "")
            case .body(let bytes): passed.append("\(bytes.readableBytes) bytes")
            case .end: passed.append("end")
            }
        }
        return passed
    }

    /// The server behind answers.
    ///
    /// - Parameter hasLength: Whether it says how long it is; else it goes in chunks.
    func answer(_ text: String = "ok", hasLength: Bool = true) throws {
        var head = HTTPResponse(status: .ok)
        if hasLength { head.headerFields[.contentLength] = String(text.utf8.count) }
        try channel.writeOutbound(HTTPResponsePart.head(head))
        try channel.writeOutbound(HTTPResponsePart.body(ByteBuffer(string: text)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    /// What the client has received since the last look.
    func received() throws -> String {
        var text = ""
        while let data = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let bytes) = data { text += String(buffer: bytes) }
        }
        return text
    }

    /// The status of each answer received since the last look.
    func statuses() throws -> [String] {
        try received().split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
            .filter { $0.allSatisfy(\.isNumber) }
    }

    static func get(_ path: String = "/v1/contests/june", fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: quiz.example\r\n\(fields)\r\n"
    }

    static func put(_ body: String) -> String {
        "PUT /v1/contests/june/attempts/a/responses/0 HTTP/1.1\r\nHost: quiz.example\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
