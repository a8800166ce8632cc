/// What the server lets through its door.
public struct FrontDoorLimits: Sendable {
    /// Connections at a time; the next one is told to come back.
    public var connectionCount: Int
    /// Connections of one address; a factory of three thousand people has one address.
    public var connectionsPerAddress: Int
    /// Requests a second of one address, in the long run; five seconds' worth at once.
    public var requestsPerAddress: Int
    /// Requests a second of one account, in the long run.
    public var requestsPerAccount: Int
    /// Requests of one account at once, after a pause.
    public var accountBurst: Int
    /// The proxies whose `X-Forwarded-For` says who the client is; nobody else's does.
    public var trustedProxies: [AddressRange]
    /// What is switched off, so that a test can show what it is there for.
    public var disabled: Set<Defence>

    /// A defence that a test may switch off.
    public enum Defence: String, Sendable, CaseIterable {
        /// Refusing requests that cannot be served quickly.
        case admission
        /// Closing connections that take too long.
        case deadlines
        /// Refusing heads whose framing two readers could read differently.
        case framing
        /// Checking organisers' tokens before they win a place of the organisers'.
        case vouching
    }

    /// - Parameter connectionsPerAddress: nil is half of all.
    public init(
        connectionCount: Int = 8_000,
        connectionsPerAddress: Int? = nil,
        requestsPerAddress: Int = 20_000,
        requestsPerAccount: Int = 20,
        accountBurst: Int = 2_000,
        trustedProxies: [AddressRange] = [],
        disabled: Set<Defence> = []
    ) {
        self.connectionCount = connectionCount
        self.connectionsPerAddress = connectionsPerAddress ?? max(1, connectionCount / 2)
        self.requestsPerAddress = requestsPerAddress
        self.requestsPerAccount = requestsPerAccount
        self.accountBurst = accountBurst
        self.trustedProxies = trustedProxies
        self.disabled = disabled
    }

    /// Requests of one address, in nanoseconds.
    var addressQuota: Quota {
        Quota(
            interval: 1_000_000_000 / Int64(max(1, requestsPerAddress)),
            burst: 5 * Int64(max(1, requestsPerAddress))
        )
    }
}
