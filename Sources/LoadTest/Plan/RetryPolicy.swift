/// What a client does when it got no answer, or 429 or 503.
///
/// The same request goes out again with the same identifiers: what the server accepted the first
/// time is answered with the first receipt.
public struct RetryPolicy: Hashable, Sendable {
    /// How often a request is sent at most, at least once.
    public var tries: Int
    /// How long after the first try the last one may begin.
    public var patience: Duration
    /// The pause before the second try; it doubles with each further one.
    public var firstPause: Duration
    /// No pause is longer, whatever `Retry-After` says.
    public var longestPause: Duration

    /// Makes a policy.
    public init(
        tries: Int = 6,
        patience: Duration = .seconds(60),
        firstPause: Duration = .milliseconds(50),
        longestPause: Duration = .seconds(5)
    ) {
        self.tries = tries
        self.patience = patience
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// For a server that is killed and started again: many tries, bounded only by time.
    public static let throughCrashes = RetryPolicy(
        tries: .max,
        patience: .seconds(120),
        firstPause: .milliseconds(20),
        longestPause: .milliseconds(500)
    )

    /// The same with as many tries as there is time for.
    var patient: RetryPolicy {
        var policy = self
        policy.tries = .max
        return policy
    }

    /// The pause before the next try, or `nil` when this was the last.
    ///
    /// - Parameters:
    ///   - tries: How often the request was sent.
    ///   - elapsed: The time since the first try.
    ///   - retryAfter: What the server asked for, which beats the doubling pause.
    ///   - jitter: From 0 to 1; spreads the clients over the second half of the pause.
    func pause(
        after tries: Int,
        elapsed: Duration,
        retryAfter: Duration?,
        jitter: Double
    ) -> Duration? {
        guard tries < self.tries, elapsed < patience else { return nil }
        if let retryAfter { return min(retryAfter, longestPause) }
        let doublings = min(max(tries - 1, 0), 16)
        let pause = min(firstPause * (1 << doublings), longestPause)
        return pause * (0.5 + 0.5 * min(max(jitter, 0), 1))
    }
}
