import HTTPTypes

// RateLimit header fields for HTTP, draft-ietf-httpapi-ratelimit-headers-10 (2025), for answers that
// tell a client to come back later:
//
//     Retry-After: 3
//     RateLimit: "overloaded";r=0;t=3
//     RateLimit-Policy: "too-many-requests";q=2000;w=100
//
// A policy has the name of the problem that it leads to. `r` is what is left, `t` the seconds until there is more, `q` the quota and `w` its window.

extension HTTPFields {
    /// Says when to come back, in the old field and in the draft's.
    mutating func setRetry(after seconds: Int, policy: String) {
        self[.retryAfter] = String(seconds)
        if let name = HTTPField.Name.rateLimit { self[name] = "\"\(policy)\";r=0;t=\(seconds)" }
    }

    /// States a policy: so many in so many seconds.
    mutating func setPolicy(_ policy: String, quota: Int, window: Int) {
        guard let name = HTTPField.Name.rateLimitPolicy else { return }
        self[name] = "\"\(policy)\";q=\(quota);w=\(window)"
    }
}

extension HTTPField.Name {
    static let rateLimit = HTTPField.Name("RateLimit")
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")
}
