import Foundation

/// What a server answered.
struct Reply: Sendable {
    var status: Int
    /// Names in lower case, in the order sent.
    var headers: [Header]
    var bytes: [UInt8]

    struct Header: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// The body as JSON; null where it is none.
    var json: JSONValue {
        (try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))) ?? .null
    }

    /// The body as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A header's value.
    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The problem's name; empty where the answer is no problem.
    var problem: String {
        guard self["content-type"] == "application/problem+json" else { return "" }
        return String(json["type"].text.dropFirst("urn:safetyquiz:problem:".count))
    }

    /// Whether it is a well-formed refusal: a 4xx with a stable type, a title and a detail.
    var isRefusal: Bool {
        (400..<500).contains(status) && !problem.isEmpty
            && json["type"].text.hasPrefix("urn:safetyquiz:problem:")
            && json["status"].integer == status && !json["title"].text.isEmpty
            && !json["detail"].text.isEmpty
    }
}

/// An answer that a test cannot go on with.
struct UnexpectedReply: Error, CustomStringConvertible {
    var request: String
    var reply: Reply

    var description: String { "\(request): \(reply.status) \(reply.text.prefix(400))" }
}
