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
}
