import NIOCore

/// Takes one HTTP/1.1 answer out of the bytes of a connection, however they are cut.
///
/// It reads what this server and the proxies before it send: a status line, headers, and a body
/// whose length is told or that comes in chunks. An answer that ends with its connection is taken
/// by `end()`.
struct ReplyParser {
    /// Far above any answer but the audit view of a great contest.
    static let largestBody = 1 << 30
    private static let largestHead = 64 << 10

    private enum Framing {
        case length(Int)
        case chunks
        case untilClose
    }

    private struct Head {
        var status = 0
        var retryAfter: Duration?
        var framing = Framing.untilClose
        var keepsAlive = true
    }

    private var bytes = ByteBuffer()
    private var head: Head?
    private var body: [UInt8] = []

    /// Whether the connection may carry another request after the answer taken last.
    private(set) var keepsAlive = true

    /// Takes in what was read and returns the answer once it is whole.
    ///
    /// - Throws: `ConnectionFault` where it cannot be one.
    mutating func take(_ read: inout ByteBuffer) throws(ConnectionFault) -> Reply? {
        bytes.writeBuffer(&read)
        if head == nil { head = try takeHead() }
        guard let head else { return nil }
        switch head.framing {
        case .length(let count):
            guard bytes.readableBytes >= count else { return nil }
            body = bytes.readBytes(length: count) ?? []
        case .chunks:
            guard try takeChunks() else { return nil }
        case .untilClose:
            guard bytes.readableBytes <= Self.largestBody else { throw .tooLarge }
            return nil
        }
        return finish(head)
    }

    /// The connection has ended: what it carried may be an answer without a length.
    mutating func end() -> Reply? {
        guard let head, case .untilClose = head.framing else { return nil }
        body = bytes.readBytes(length: bytes.readableBytes) ?? []
        return finish(head)
    }

    private mutating func finish(_ head: Head) -> Reply {
        let reply = Reply(status: head.status, retryAfter: head.retryAfter, body: body)
        keepsAlive = head.keepsAlive
        self.head = nil
        body = []
        bytes.discardReadBytes()
        return reply
    }

    /// Reads the head once all of it is there; interim answers (1xx) are passed over.
    private mutating func takeHead() throws(ConnectionFault) -> Head? {
        while true {
            let view = bytes.readableBytesView
            guard let end = Self.endOfHead(view) else {
                guard view.count <= Self.largestHead else { throw .malformed }
                return nil
            }
            let text = String(decoding: view[..<end], as: UTF8.self)
            bytes.moveReaderIndex(forwardBy: end - view.startIndex + 4)
            let head = try Self.head(text)
            if head.status >= 200 { return head }
        }
    }

    private static func endOfHead(_ view: ByteBufferView) -> Int? {
        var index = view.startIndex
        while index + 3 < view.endIndex {
            if view[index] == 13, view[index + 1] == 10, view[index + 2] == 13,
                view[index + 3] == 10
            {
                return index
            }
            index += 1
        }
        return nil
    }

    private static func head(_ text: String) throws(ConnectionFault) -> Head {
        // A CR and LF are one Character, so lines are cut by bytes.
        let lines = text.utf8.split(separator: 10).map { line in
            line.last == 13 ? line.dropLast() : line
        }
        guard let first = lines.first, first.starts(with: "HTTP/1.1 ".utf8),
            let status = Int(String(decoding: first.dropFirst(9).prefix(3), as: UTF8.self)),
            (100...999).contains(status)
        else { throw .malformed }
        var head = Head(status: status)
        if status == 204 || status == 304 || status < 200 { head.framing = .length(0) }
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
                .drop { $0 == " " }
            switch name {
            case "content-length":
                guard let count = UInt32(value), count <= largestBody else { throw .tooLarge }
                head.framing = .length(Int(count))
            case "transfer-encoding":
                guard value.lowercased() == "chunked" else { throw .malformed }
                head.framing = .chunks
            case "connection":
                head.keepsAlive = value.lowercased() != "close"
            case "retry-after":
                head.retryAfter = UInt16(value).map { .seconds(Int($0)) }
            default: break
            }
        }
        return head
    }

    /// Takes whole chunks; true once the last one and the trailer's end are there.
    private mutating func takeChunks() throws(ConnectionFault) -> Bool {
        while true {
            let view = bytes.readableBytesView
            guard let lineEnd = view.firstIndex(of: 10) else {
                guard view.count <= Self.largestHead else { throw .malformed }
                return false
            }
            let line = String(decoding: view[..<lineEnd], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit && $0.isASCII }
            guard let count = UInt32(digits, radix: 16), body.count + Int(count) <= Self.largestBody
            else { throw .malformed }
            let lineLength = lineEnd - view.startIndex + 1
            guard bytes.readableBytes >= lineLength + Int(count) + 2 else { return false }
            bytes.moveReaderIndex(forwardBy: lineLength)
            body += bytes.readBytes(length: Int(count)) ?? []
            bytes.moveReaderIndex(forwardBy: 2)
            if count == 0 { return true }
        }
    }
}
