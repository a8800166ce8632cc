import ContestHTTP

/// The settings of the front door.
///
///     connections              open files − 1,024, at most 100,000   connections at a time
///     connections_per_address  half of those                         of one address
///     requests_per_address     20000                                 a second, of one address
///     requests_per_account     20                                    a second, after 2,000 at once
///     trusted_proxies          –          addresses or ranges, parted by commas: `10.0.0.0/8,::1`
///
/// The variables are the keys in capitals after `SAFETYQUIZ_`. A test may name defences to leave out
/// in `test_without` (`admission`, `deadlines`, `framing`, `vouching`), to show what they are there
/// for; the server then warns of itself as long as it runs.
enum DoorSettings {
    /// Reads them.
    ///
    /// - Parameter fileCount: How many files the process may have open.
    /// - Throws: `Failure.wrongData` for a number out of its range or a range that is none.
    static func limits(of settings: Settings, fileCount: Int) throws -> FrontDoorLimits {
        let most = min(100_000, max(64, fileCount - 1_024))
        let connections = try number(settings, "connections", most, in: 1...most)
        return FrontDoorLimits(
            connectionCount: connections,
            connectionsPerAddress: try number(
                settings,
                "connections_per_address",
                max(1, connections / 2),
                in: 1...connections
            ),
            requestsPerAddress: try number(
                settings,
                "requests_per_address",
                20_000,
                in: 1...1_000_000
            ),
            requestsPerAccount: try number(settings, "requests_per_account", 20, in: 1...100),
            trustedProxies: try words(settings, "trusted_proxies").map { text in
                guard let range = AddressRange(text) else {
                    throw Failure.wrongData(
                        "trusted_proxies 中的 \(text) 不是地址或网段 / no address or range"
                    )
                }
                return range
            },
            disabled: Set(
                try words(settings, "test_without").map { word in
                    guard let defence = FrontDoorLimits.Defence(rawValue: word) else {
                        throw Failure.wrongData(
                            "test_without 里没有 \(word) 这道防护；它只用于测试 / no such defence; for tests only"
                        )
                    }
                    return defence
                }
            )
        )
    }

    private static func words(_ settings: Settings, _ key: String) -> [String] {
        settings.text(key, flag: nil, default: "").split(separator: ",").map { word in
            String(word.drop { $0 == " " }.prefix { $0 != " " })
        }
    }

    private static func number(
        _ settings: Settings,
        _ key: String,
        _ fallback: Int,
        in range: ClosedRange<Int>
    ) throws -> Int {
        let value = settings.number(key, flag: nil, default: fallback)
        guard range.contains(value) else {
            throw Failure.wrongData(
                "\(key) 须为 \(range.lowerBound)–\(range.upperBound) / out of its range"
            )
        }
        return value
    }
}
