import HTTPTypes
import NIOHTTPTypes

/// What of an answer goes out: all of it, or its head alone where only that was asked for.
///
/// An answer to HEAD says how long the body would be and has none (RFC 9110, 9.3.2). A body that went
/// out all the same would be read as the next answer.
struct AnswerCut: Sendable {
    private var isHeadOnly = false
    private var hasLength = false

    /// A request has come.
    mutating func begin(_ method: HTTPRequest.Method) {
        isHeadOnly = method == .head
    }

    /// Whether a part of the answer goes out.
    mutating func lets(_ part: HTTPResponsePart) -> Bool {
        switch part {
        case .head(let head):
            hasLength = head.headerFields.contains(.contentLength)
            return true
        case .body: return !isHeadOnly
        // Where there is no length the encoder would write the last chunk of a body.
        case .end: return !isHeadOnly || hasLength
        }
    }
}
