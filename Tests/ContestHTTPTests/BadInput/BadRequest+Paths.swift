extension BadRequest {
    /// Paths that name nothing, and tricks with percent signs.
    static let paths: [BadRequest] = badPaths.map { BadRequest("GET", $0) }

    private static let badPaths: [String] = [
        "/v1", "/v1/", "/v1/contests/none", "/v1/contests/..",
        "/v1/contests/%2e%2e%2fnational-2023", "/v1/contests/national-2023%00",
        "/v1/contests/national-2023%2fme", "/v1/contests/%6eational-2023%20",
        "/v1/contests/%E5%9B%BD", "/v1/contests/%zz", "/v1/contests/%",
        "/v1/contests/" + String(repeating: "a", count: 8_000), "/v1/contests/NATIONAL-2023",
        "/v2/contests", "/etc/passwd", "{c}/boards/month", "{c}/boards/", "{c}/boards/%00",
        "{c}/regions/abc/board", "{c}/regions/-1/board", "{c}/regions/99999999999/board",
        "{c}/regions/77/board", "{c}/regions/%EF%BC%93/board", "{c}/units/1e3/board",
        "{c}/units/0x2/board",
    ]

    /// Parameters out of range.
    static let parameters: [BadRequest] =
        badNumbers.map {
            BadRequest("GET", $0, .nobody, "invalid-parameter")
        }
        + badCursors.map {
            BadRequest("GET", $0, .nobody, "invalid-cursor")
        } + [
            BadRequest("GET", "{c}/boards/overall/around?radius=51", .guest, "invalid-parameter"),
            BadRequest("GET", "{c}/me/attempts?day=2026-13-01", .guest, "invalid-parameter"),
            BadRequest("GET", "{c}/me/attempts?day=20260605", .guest, "invalid-parameter"),
            BadRequest("GET", "{c}/me/attempts?day=", .guest, "invalid-parameter"),
            BadRequest("GET", "{c}/me/attempts?track=none", .guest, "unknown-track"),
            BadRequest("GET", "{c}/standings?format=xml", .admin, "invalid-parameter"),
            BadRequest("GET", "{c}/standings?cursor=1", .admin, "invalid-cursor"),
        ]

    private static let badNumbers: [String] = [
        "{c}/boards/overall?limit=0", "{c}/boards/overall?limit=201",
        "{c}/boards/overall?limit=-1", "{c}/boards/overall?limit=1e1",
        "{c}/boards/overall?limit=", "{c}/boards/overall?limit=%EF%BC%95",
        "{c}/boards/overall?limit=99999999999999999999", "{c}/tallies/regions?parent=-1",
        "{c}/tallies/regions?parent=9999999999", "{c}/tallies/units?parent=a",
    ]

    private static let badCursors: [String] = [
        "{c}/boards/overall?cursor=", "{c}/boards/overall?cursor=abc", "{c}/regions?cursor=x",
        "{c}/units?cursor=%00", "{c}/tallies/regions?cursor=0",
        "{c}/tallies/units?cursor=" + String(repeating: "0", count: 48),
        "{c}/boards/day?cursor=" + String(repeating: "f", count: 5_000),
    ]

    /// Methods that a path does not have; one that HTTP does not have never reaches us.
    static let methods: [BadRequest] = [
        "/v1/contests", "{c}", "{c}/me", "{c}/tallies", "{c}/boards/overall", "{c}/acts",
        "{c}/attempts", "{c}/attempts/{a}", "{c}/attempts/{a}/responses/0", "/v1/banks", "/healthz",
    ].flatMap { (path: String) in
        ["PATCH", "OPTIONS", "TRACE"].map { BadRequest($0, path, .admin) }
    }
}
