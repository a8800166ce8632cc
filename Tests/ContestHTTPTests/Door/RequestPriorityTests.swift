import HTTPTypes
import Testing

@testable import ContestHTTP

/// Which requests come first.
struct RequestPriorityTests {
    @Test(arguments: [
        ("POST", "/v1/contests/june/attempts", RequestPriority.begin),
        ("POST", "/v1/contests/june/attempts/a/submission", .finish),
        ("PUT", "/v1/contests/june/attempts/a/responses/4", .finish),
        ("GET", "/v1/contests/june/attempts/a", .finish),
        ("POST", "/v1/contests/june/participants", .enter),
        ("POST", "/v1/contests/june/sessions", .enter),
        ("PATCH", "/v1/contests/june/me", .enter),
        ("GET", "/v1/contests/june/me", .look),
        ("GET", "/v1/contests/june/boards/overall", .look),
        ("GET", "/", .look),
        ("GET", "/v1/contests/", .look),
        ("POST", "/v1/contests/attempts/x", .enter),
        ("GET", "/healthz", .health),
        ("GET", "/readyz", .health),
        ("GET", "/metrics", .look),
        ("GET", "", .look),
    ])
    func `a request's priority follows from its method and path`(
        _ method: String,
        _ path: String,
        _ priority: RequestPriority
    ) throws {
        let method = try #require(HTTPRequest.Method(method))
        #expect(RequestPriority(method, path: path, bearsOrganiserToken: false) == priority)
    }

    @Test func `an organiser's token has places of its own, but no health check's`() {
        #expect(
            RequestPriority(.get, path: "/metrics", bearsOrganiserToken: true) == .organise
        )
        #expect(RequestPriority(.get, path: "/readyz", bearsOrganiserToken: true) == .health)
    }

    @Test(arguments: [
        ("/v1/contests/june/relay", true, RequestPriority.relay),
        ("/v1/contests/june/relay?organise", true, .relay),
        ("/v1/contests/june/relay", false, .enter),
        ("/v1/contests/june/relays", true, .organise),
        ("/v1/contests/relay", true, .organise),
        ("/v1/contests/june/attempts", true, .organise),
        ("/v1/banks", true, .organise),
    ])
    func `a batch with an organiser's token takes no place of an organiser`(
        _ path: String,
        _ bearsOrganiserToken: Bool,
        _ priority: RequestPriority
    ) {
        let found = RequestPriority(.post, path: path, bearsOrganiserToken: bearsOrganiserToken)
        #expect(found == priority)
    }
}
