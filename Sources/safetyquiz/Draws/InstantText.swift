import Foundation

/// Instants as people write them for commands.
enum InstantText {
    /// Milliseconds since 1970 of `2027-07-06T00:00+08:00`, with seconds or without.
    static func milliseconds(_ text: String) throws -> Int64 {
        let hasSeconds = text.split(separator: ":").count > 3
        let whole =
            hasSeconds ? text : text.replacing("+", with: ":00+").replacing("Z", with: ":00Z")
        guard let date = try? Date(whole, strategy: .iso8601) else {
            throw Failure.wrongData(
                "看不懂时间 \(text)，应写作 2027-07-06T00:00+08:00 / not a time with an offset"
            )
        }
        return Int64((date.timeIntervalSince1970 * 1_000).rounded())
    }
}
