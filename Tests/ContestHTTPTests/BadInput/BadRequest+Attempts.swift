extension BadRequest {
    /// Attempts, positions and options that are not the guest's.
    static let attempts: [BadRequest] =
        badTokens.flatMap(requests(on:))
        + badPositions.map { (position: String) in
            BadRequest(
                "PUT",
                "{c}/attempts/{a}/responses/\(position)",
                .guest,
                body: anOption
            )
        }
        + badResponses.map { (body: String) in
            BadRequest("PUT", "{c}/attempts/{a}/responses/0", .guest, body: body)
        }
        + others

    private static let anOption = "{\"options\":[\"00000000\"]}"

    private static let badTokens: [String] = [
        "0", "zz", "%00", String(repeating: "0", count: 48), String(repeating: "A", count: 48),
    ]

    private static let badPositions: [String] = [
        "1", "4", "5", "255", "256", "999", "1000", "-1", "0x0", "a", "%30%30%30%30", "", "0/1",
    ]

    private static let badResponses: [String] = [
        "{\"options\":[\"00000000\"]}", "{\"options\":[]}", "{\"options\":[\"0\"]}",
        "{\"options\":[\"GGGGGGGG\"]}", "{\"options\":\"00000000\"}", "{\"revision\":1}",
        "{\"options\":[1,2]}", "{\"options\":[\"00000000\"],\"revision\":0}",
        "{\"options\":[\"00000000\"],\"revision\":-1}",
        "{\"options\":[\"00000000\"],\"revision\":65536}",
        "{\"options\":[\"00000000\"],\"revision\":18446744073709551616}",
        "{\"options\":[\"00000000\"],\"revision\":1.0}",
        "{\"options\":[\"00000000\"],\"right\":true}",
        "{\"options\":[" + Array(repeating: "\"00000000\"", count: 9).joined(separator: ",") + "]}",
    ]

    private static let others: [BadRequest] = [
        BadRequest("POST", "{c}/attempts", .guest, body: "{\"track\":\"none\"}", "unknown-track"),
        BadRequest("POST", "{c}/attempts", .guest, body: "{\"track\":7}"),
        BadRequest("POST", "{c}/attempts", .guest, body: "{\"track\":null}"),
        BadRequest("POST", "{c}/attempts/{a}/submission", .guest, body: "{\"points\":100}"),
        BadRequest(
            "POST",
            "{c}/me/grants",
            .guest,
            body: "{\"track\":\"main\",\"source\":\"organiser\"}",
            key: "grant-key-1",
            "grant-not-offered"
        ),
        BadRequest(
            "POST",
            "{c}/me/grants",
            .guest,
            body: "{\"track\":\"none\",\"source\":\"share\"}",
            key: "grant-key-2",
            "unknown-track"
        ),
    ]

    private static func requests(on attempt: String) -> [BadRequest] {
        [
            BadRequest("GET", "{c}/attempts/\(attempt)", .guest, "unknown-attempt"),
            BadRequest("POST", "{c}/attempts/\(attempt)/submission", .guest, "unknown-attempt"),
            BadRequest(
                "PUT",
                "{c}/attempts/\(attempt)/responses/0",
                .guest,
                body: anOption,
                "unknown-attempt"
            ),
        ]
    }
}
