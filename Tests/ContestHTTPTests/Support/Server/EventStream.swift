import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A stream of server-sent events, read block by block.
struct EventStream {
    let status: Int
    let headers: [Reply.Header]
    /// Read by whoever holds the stream, and by nobody else.
    private nonisolated(unsafe) var chunks: HTTPClientResponse.Body.AsyncIterator
    private var pending: [UInt8] = []

    /// One block: its fields in their order; comments have no name.
    struct Block: Hashable {
        var fields: [[String]]

        subscript(name: String) -> String? { fields.first { $0[0] == name }?[1] }

        /// The data as JSON; null where there is none.
        var json: JSONValue {
            (try? JSONDecoder().decode(JSONValue.self, from: Data((self["data"] ?? "").utf8)))
                ?? .null
        }
    }

    init(_ response: HTTPClientResponse) {
        status = Int(response.status.code)
        headers = response.headers.map {
            Reply.Header(name: $0.name.lowercased(), value: $0.value)
        }
        chunks = response.body.makeAsyncIterator()
    }

    /// The next block; nil when the stream has ended.
    mutating func next() async throws -> Block? {
        while true {
            if let block = takeBlock() { return block }
            guard let chunk = try await chunks.next() else { return nil }
            pending += Array(chunk.readableBytesView)
        }
    }

    /// The next block with data.
    mutating func event() async throws -> Block? {
        while let block = try await next() {
            if block["data"] != nil { return block }
        }
        return nil
    }

    private mutating func takeBlock() -> Block? {
        let ends = pending.indices.dropLast().first { pending[$0] == 10 && pending[$0 + 1] == 10 }
        guard let end = ends else { return nil }
        let text = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end + 2)
        return Block(
            fields: text.split(separator: "\n").map { line in
                let parts = line.split(
                    separator: ": ",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                return [String(parts[0]), parts.count > 1 ? String(parts[1]) : ""]
            }
        )
    }
}

extension TestServer {
    /// Opens a stream; it is closed when the last who holds it lets go.
    func watch(
        _ path: String,
        token: String? = nil,
        after event: String? = nil
    ) async throws -> EventStream {
        var request = HTTPClientRequest(url: url + path)
        if let token { request.headers.add(name: "Authorization", value: "Bearer " + token) }
        if let event { request.headers.add(name: "Last-Event-ID", value: event) }
        return EventStream(try await http.execute(request, timeout: .seconds(60)))
    }
}
