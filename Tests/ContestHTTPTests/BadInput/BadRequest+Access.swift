extension BadRequest {
    /// Every route that needs a session, with every token that is none.
    static let sessions: [BadRequest] = [
        .nobody, .admin, .token(""), .token("x"), .token(String(repeating: "0", count: 48)),
        .token(String(repeating: "a", count: 6_000)), .token("{a}"), .token("0 1"),
    ].flatMap { (sender: Sender) in
        [
            BadRequest("GET", "{c}/me", sender, "unauthenticated"),
            BadRequest("DELETE", "{c}/me", sender, "unauthenticated"),
            BadRequest("GET", "{c}/me/attempts", sender, "unauthenticated"),
            BadRequest("POST", "{c}/me/grants", sender, body: "{}", "unauthenticated"),
            BadRequest("GET", "{c}/boards/overall/around", sender, "unauthenticated"),
            BadRequest("POST", "{c}/attempts", sender, body: "{}", "unauthenticated"),
            BadRequest("GET", "{c}/attempts/{a}", sender, "unauthenticated"),
            BadRequest(
                "PUT",
                "{c}/attempts/{a}/responses/0",
                sender,
                body: "{\"options\":[\"00000000\"]}",
                "unauthenticated"
            ),
            BadRequest("POST", "{c}/attempts/{a}/submission", sender, "unauthenticated"),
        ]
    }

    /// Organisers' files and acts that are wrong.
    static let organisers: [BadRequest] = files + acts + signIns

    private static let files: [BadRequest] = [
        ("/v1/banks/other", "{}", "text/plain", "wrong-content-type"),
        ("/v1/banks/other", "bank: x", "application/yaml", "wrong-content-type"),
        ("/v1/banks/other", "{}", nil, "wrong-content-type"),
        ("/v1/banks/other", "{}", "application/json", "file-faults"),
        ("/v1/banks/..%2f", "{\"bank\":\"../x\"}", "application/json", nil),
        ("{c}/regions", "a,b", "application/json", "wrong-content-type"),
        ("{c}/units", "x", "text/csv", "file-faults"),
        ("{c}/regions", "代码,名称,上级代码\n1,甲,2\n2,乙,1", "text/csv", "file-faults"),
        ("{c}/roster", "姓名,口令\n王,", "text/csv", nil),
        ("{c}", "{}", "application/json", "file-faults"),
        ("{c}", renamed, "application/json", "reason-needed"),
        ("/v1/contests/other", TestContest.national2023.json, "application/json", "invalid-body"),
    ].map { path, body, type, problem in
        BadRequest("PUT", path, .admin, body: body, type: type, problem)
    }

    private static let renamed = TestContest.national2023.json.replacing("测试竞赛", with: "另名")

    private static let acts: [BadRequest] = [
        (#""kind":"explode","reason_code":"a","reason":"""#, "invalid-body"),
        (#""kind":"open","reason_code":"","reason":"""#, "invalid-body"),
        (#""kind":"open","reason_code":"a""#, "invalid-body"),
        (#""kind":"open","reason_code":"a","reason":"x","actor":"x""#, "unknown-field"),
        (#""kind":"open","reason_code":"a","reason":"x""#, "act-not-possible"),
        (#""kind":"resume","reason_code":"a","reason":"x""#, "act-not-possible"),
        (#""kind":"disqualify","reason_code":"a","reason":"x""#, "act-not-possible"),
        (#""kind":"extend","reason_code":"a","reason":"x""#, "act-not-possible"),
        (extending("0"), "act-not-possible"),
        (extending("-9223372036854775808"), "act-not-possible"),
        (extending("9223372036854775807"), "act-not-possible"),
        (extending("9223372036854775808"), "invalid-body"),
        (extending("1e300"), "invalid-body"),
        (extending("\"x\""), "invalid-body"),
    ].map { members, problem in
        BadRequest("POST", "{c}/acts", .admin, body: "{\(members)}", problem)
    }

    private static func extending(_ until: String) -> String {
        #""kind":"extend","reason_code":"a","reason":"x","until_ms":\#(until)"#
    }

    private static let signIns: [BadRequest] = [
        "{\"recovery_code\":\"\"}", "{\"recovery_code\":\"00000000000000000000\"}",
        "{\"recovery_code\":\"\(String(repeating: "Z", count: 60_000))\"}",
        "{\"recovery_code\":\"国国国国国国国国国国国国国国国国国国国国\"}",
        "{\"name\":\"王\",\"pin\":\"1234\"}", "{\"name\":7,\"pin\":\"1234\"}", "{}",
    ].map { BadRequest("POST", "{c}/sessions", body: $0) }
}
