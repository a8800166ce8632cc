import Dispatch
import Foundation
import Glibc

/// A TCP connection on which bytes are sent as they stand; a test's only client that can pipeline,
/// close half, or break off.
///
/// Unchecked: what was read is touched on `queue` only; blocking reads must not hold a thread of the
/// cooperative pool, on which the server under test runs.
final class RawConnection: @unchecked Sendable {
    struct Failure: Error { var message: String }

    private let socket: Int32
    private let queue = DispatchQueue(label: "raw-connection")
    private var unread: [UInt8] = []

    /// Connects to `http://127.0.0.1:PORT`; reading gives up after ten seconds.
    init(to url: String) throws {
        guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw Failure(message: "no port in \(url)")
        }
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        // A sockaddr_in by its bytes: whose module its members belong to depends on what else a test
        // imports.
        let family = withUnsafeBytes(of: sa_family_t(AF_INET)) { Array($0) }
        let address = family + [UInt8(port >> 8), UInt8(port & 0xFF), 127, 0, 0, 1]
        let padded = address + [UInt8](repeating: 0, count: 8)
        let result = padded.withUnsafeBytes { bytes in
            connect(
                socket,
                bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count)
            )
        }
        guard result == 0 else { throw Failure(message: "connect: \(errno)") }
    }

    deinit { Glibc.close(socket) }

    /// Sends all of a text in one write.
    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        else { throw Failure(message: "send: \(errno)") }
    }

    /// Says that nothing more will be sent; answers still come.
    func finishSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// The next answer: its status, and its body by `Content-Length`.
    func answer() async throws -> (status: Int, body: String) {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.read() }) }
        }
    }

    /// The same on a thread that may wait.
    func answerBlocking() throws -> (status: Int, body: String) { try queue.sync { try read() } }

    /// The next answer's head alone: its lines.
    func head() async throws -> [String] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        String(
                            decoding: try self.bytes(through: Array("\r\n\r\n".utf8)),
                            as: UTF8.self
                        )
                        .components(separatedBy: "\r\n").filter { !$0.isEmpty }
                    }
                )
            }
        }
    }

    private func read() throws -> (status: Int, body: String) {
        let head = try bytes(through: Array("\r\n\r\n".utf8))
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
        while unread.count < length ?? 0 { try receive() }
        let body = String(decoding: unread.prefix(length ?? 0), as: UTF8.self)
        unread.removeFirst(length ?? 0)
        return (status ?? 0, body)
    }

    private func bytes(through end: [UInt8]) throws -> [UInt8] {
        while true {
            if let range = unread.firstRange(of: end) {
                defer { unread.removeFirst(range.upperBound) }
                return Array(unread[..<range.upperBound])
            }
            try receive()
        }
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { throw Failure(message: "the connection gave \(count)") }
        unread += buffer.prefix(count)
    }
}
