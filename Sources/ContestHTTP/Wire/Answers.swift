import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Makes responses.
enum Answer {
    static let jsonType = "application/json; charset=utf-8"

    /// A JSON answer.
    static func json(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        bytes(ByteBuffer(bytes: try encoded(value)), jsonType, status: status)
    }

    /// JSON in snake case, with sorted keys so that equal values are equal bytes.
    static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Bytes of a media type.
    ///
    /// Nothing about participants may be cached on the way.
    static func bytes(
        _ buffer: ByteBuffer,
        _ type: String,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: type,
                .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: buffer)
        )
    }

    /// Whether a client asks for English.
    static func isEnglish(_ fields: HTTPFields) -> Bool {
        fields[.acceptLanguage]?.lowercased().hasPrefix("en") ?? false
    }

    static func problem(_ problem: Problem, english: Bool) -> Response {
        problemAndBody(problem, english: english).0
    }

    static func problemAndBody(_ problem: Problem, english: Bool) -> (Response, ByteBuffer) {
        let body = ProblemBody(
            type: "urn:safetyquiz:problem:\(problem.name)",
            title: problem.name,
            status: problem.status.code,
            detail: english ? problem.english : problem.chinese,
            nextAtMs: problem.next,
            errors: problem.findings.isEmpty
                ? nil : problem.findings.prefix(1_000).map(FindingBody.init)
        )
        let data = ByteBuffer(bytes: (try? encoded(body)) ?? Data())
        var response = bytes(data, "application/problem+json", status: problem.status)
        if let seconds = problem.retryAfter {
            switch problem.status.code {
            case 429, 503: response.headers.setRetry(after: seconds, policy: problem.name)
            default: response.headers[.retryAfter] = String(seconds)
            }
        }
        if let quota = problem.quota {
            let window = Int(quota.interval * quota.burst / 100)
            response.headers.setPolicy(problem.name, quota: Int(quota.burst), window: window)
        }
        if problem.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return (response, data)
    }
}

extension HTTPField.Name {
    static var idempotencyKey: HTTPField.Name? { HTTPField.Name("Idempotency-Key") }
}
