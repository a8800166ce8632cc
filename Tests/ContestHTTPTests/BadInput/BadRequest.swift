/// A request that must be refused.
struct BadRequest: Sendable {
    /// Who sends it.
    enum Sender: Sendable {
        case nobody
        case guest
        case admin
        case token(String)
    }

    var method: String
    /// `{c}` stands for `/v1/contests/NAME`, `{a}` for the guest's open attempt.
    var path: String
    var sender: Sender
    var bytes: [UInt8]?
    var type: String?
    var key: String?
    /// The problem's name where the contract says which.
    var problem: String?

    init(
        _ method: String,
        _ path: String,
        _ sender: Sender = .nobody,
        body: String? = nil,
        bytes: [UInt8]? = nil,
        type: String? = "application/json",
        key: String? = nil,
        _ problem: String? = nil
    ) {
        self.method = method
        self.path = path
        self.sender = sender
        self.bytes = bytes ?? body.map { Array($0.utf8) }
        self.type = type
        self.key = key
        self.problem = problem
    }
}

/// Bodies that are no JSON object of ours, whatever the route.
enum BadBody {
    static let all: [[UInt8]] =
        [
            "[]", "null", "7", "\"text\"", "{", "{\"", "{]", "{}}", "{\"a\"}", "{\"a\":}",
            "{\"\":1}",
            "{\"score\":100}", "{\"elapsed_ms\":1}", "{\"__proto__\":{}}", "nul", "NaN", "{'a':1}",
            "{\"track\":\"main\",\"score\":100}", "{\"options\":[],\"elapsed_ms\":1}", "\u{FEFF}[]",
            "<xml/>", "a=b&c=d", "{\"a\":1,}", "// comment\n{\"x\":1}", "{\"a\":\"\u{1}\"}",
            String(repeating: "[", count: 20_000), String(repeating: "{\"a\":", count: 10_000),
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE, 0x7B, 0x00], [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D], [0x00],
            Array("{\"track\":\"".utf8) + [0xF0, 0x9F, 0x98] + Array("\"}".utf8),
        ]
}

extension BadRequest {
    /// Every route that reads a small JSON body, with every body that is none.
    static let bodies: [BadRequest] = BadBody.all.flatMap { bytes in
        [
            BadRequest("POST", "{c}/participants", bytes: bytes, key: "bad-body-key"),
            BadRequest("POST", "{c}/sessions", bytes: bytes),
            BadRequest("POST", "{c}/me/grants", .guest, bytes: bytes, key: "bad-body-key"),
            BadRequest("POST", "{c}/attempts", .guest, bytes: bytes),
            BadRequest("PUT", "{c}/attempts/{a}/responses/0", .guest, bytes: bytes),
            BadRequest("POST", "{c}/attempts/{a}/submission", .guest, bytes: bytes),
            BadRequest("POST", "{c}/acts", .admin, bytes: bytes),
            BadRequest("PUT", "/v1/banks/safety-month", .admin, bytes: bytes),
            BadRequest("PUT", "{c}?reason=x", .admin, bytes: bytes),
            BadRequest("PUT", "{c}/regions", .admin, bytes: bytes, type: "text/csv"),
            BadRequest("PUT", "{c}/roster", .admin, bytes: bytes, type: "text/csv"),
        ]
    }

    /// Bodies in which something stands twice, with other values.
    static let repeated: [BadRequest] = [
        (
            "POST", "{c}/participants", .nobody,
            #""name":"王","consent_version":1,"region":3,"name":"李""#
        ),
        (
            "POST", "{c}/participants", .nobody,
            #""name":"王","consent_version":1,"region":3,"n\u0061me":"李""#
        ),
        ("POST", "{c}/sessions", .nobody, #""recovery_code":"a","recovery_code":"b""#),
        ("POST", "{c}/me/grants", .guest, #""track":"main","source":"share","source":"invite""#),
        ("POST", "{c}/attempts", .guest, #""track":"main","track":"main""#),
        (
            "PUT", "{c}/attempts/{a}/responses/0", .guest,
            #""options":["00000000"],"options":["00000001"]"#
        ),
        ("POST", "{c}/attempts/{a}/submission", .guest, #""a":1,"a":1"#),
        (
            "POST", "{c}/acts", .admin,
            #""kind":"pause","kind":"close","reason_code":"a","reason":"x""#
        ),
        ("POST", "{c}/announcements", .admin, #""text":"a","text":"b""#),
        ("POST", "{c}/amendments", .admin, #""kind":"rename","details":{"a":1,"a":2}"#),
    ].map { (method: String, path: String, sender: Sender, members: String) in
        BadRequest(
            method,
            path,
            sender,
            body: "{\(members)}",
            key: "repeated-field-key",
            "repeated-field"
        )
    }

    /// Registrations whose fields are wrong.
    static let registrations: [BadRequest] = [
        ("{\"consent_version\":1}", "invalid-body"),
        ("{\"name\":null,\"consent_version\":1}", "invalid-body"),
        ("{\"name\":\"\",\"consent_version\":1,\"region\":3}", "invalid-person"),
        ("{\"name\":\"a\\u0000b\",\"consent_version\":1,\"region\":3}", "invalid-person"),
        (
            "{\"name\":\"\(String(repeating: "长", count: 43))\",\"consent_version\":1}",
            "invalid-person"
        ),
        ("{\"name\":\"\\ud800\",\"consent_version\":1,\"region\":3}", nil),
        ("{\"name\":\"王\",\"consent_version\":2,\"region\":3}", "consent-needed"),
        ("{\"name\":\"王\",\"consent_version\":1e400,\"region\":3}", "invalid-body"),
        ("{\"name\":\"王\",\"consent_version\":99999999999999999999}", "invalid-body"),
        ("{\"name\":\"王\",\"consent_version\":1.5}", "invalid-body"),
        ("{\"name\":\"王\",\"consent_version\":\"1\"}", "invalid-body"),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":1}", "unknown-group"),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":-3}", "unknown-group"),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":2147483647}", "unknown-group"),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":2147483648}", "invalid-body"),
        ("{\"name\":\"王\",\"consent_version\":1}", "unknown-group"),
        (
            "{\"name\":\"王\",\"consent_version\":1,\"region\":3,\"phone\":\"+86 139\"}",
            "invalid-person"
        ),
        (
            "{\"name\":\"王\",\"consent_version\":1,\"region\":3,\"phone\":\"１３９１２３４５\"}",
            "invalid-person"
        ),
        (
            "{\"name\":\"王\",\"consent_version\":1,\"region\":3,\"phone\":13912345678}",
            "invalid-body"
        ),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":3,\"by_guardian\":1}", "invalid-body"),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":3,\"score\":100}", "unknown-field"),
        ("{\"name\":\"王\",\"consent_version\":1,\"region\":3,\"elapsed_ms\":1}", "unknown-field"),
        ("{\"name\":\"王\",\"consentVersion\":1,\"region\":3}", "unknown-field"),
    ].map { body, problem in
        BadRequest("POST", "{c}/participants", body: body, key: "registration-key", problem)
    }

    /// Idempotency keys that are none.
    static let keys: [BadRequest] = [
        nil, "short", String(repeating: "k", count: 129), "has space 12", "tab\tin key 1",
    ].flatMap { key in
        [
            BadRequest(
                "POST",
                "{c}/participants",
                body: "{\"name\":\"王\",\"consent_version\":1,\"region\":3}",
                key: key,
                "missing-idempotency-key"
            ),
            BadRequest(
                "POST",
                "{c}/me/grants",
                .guest,
                body: "{\"track\":\"main\",\"source\":\"share\"}",
                key: key,
                "missing-idempotency-key"
            ),
        ]
    }
}
