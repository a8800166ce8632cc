/// One request as it is sent, and sent again, unchanged.
struct Request: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    /// What it is for.
    var kind: RequestKind
    /// The method.
    var method: Method
    /// From `/v1` on, with the query.
    var path: String
    /// The bearer token: a session or the organiser's.
    var token: String?
    /// The `Idempotency-Key`, where the route takes one.
    var key: String?
    /// JSON, or `nil` for no body.
    var body: String?
    /// When it should have been sent: latency counts from there; `nil`: when it is sent.
    var due: ContinuousClock.Instant?

    init(
        _ kind: RequestKind,
        _ method: Method,
        _ path: String,
        token: String? = nil,
        key: String? = nil,
        body: String? = nil,
        due: ContinuousClock.Instant? = nil
    ) {
        self.kind = kind
        self.method = method
        self.path = path
        self.token = token
        self.key = key
        self.body = body
        self.due = due
    }
}

/// Why a request brought no answer of use, after all its tries.
struct RequestFailure: Error, Hashable, Sendable {
    /// Short and of a few kinds, such as `409 attempt-closed` or `connection: connectTimeout`.
    var reason: String
    /// The last answer's status; `nil` when there was none.
    var status: Int?
    /// The server may have done it all the same: some try went out and brought no answer.
    var isUncertain: Bool
}

/// Text as a JSON string, with its quotes.
func quotedJSON(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\u{0}"..<" ":
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
