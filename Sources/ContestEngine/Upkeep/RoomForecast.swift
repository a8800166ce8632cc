public import ContestModel

/// How long the disk will last, from how its room shrank lately.
///
/// The rate is the slope of the least-squares line through one reading a minute over the last hour,
/// so that a backup that comes and goes does not look like a flood. Nothing is foretold from less
/// than five minutes, or while room is not shrinking.
public struct RoomForecast: Sendable {
    /// A reading of the free bytes.
    private struct Reading {
        var at: LedgerInstant
        var free: Int64
    }

    /// Below this much the disk is called short, however slowly it fills.
    public static let shortByteCount: Int64 = 1 << 30
    /// Below this time left the disk is called short, however much room there is.
    public static let shortDuration = Duration.seconds(48 * 3_600)

    private var readings: [Reading] = []

    /// Makes a forecast without readings.
    public init() {}

    /// The free bytes of the last reading; nil before the first.
    public var freeByteCount: Int64? { readings.last?.free }

    /// Adds a reading; those within a minute of the last are left out.
    public mutating func add(_ free: Int64, at instant: LedgerInstant) {
        if let last = readings.last {
            guard last.at.duration(to: instant) >= .seconds(60) else { return }
        }
        readings.append(Reading(at: instant, free: free))
        readings.removeAll { $0.at.duration(to: instant) > .seconds(3_600) }
    }

    /// When the disk will be full, from the last reading on; nil when that cannot be said.
    public var timeLeft: Duration? {
        guard let first = readings.first, let last = readings.last, readings.count >= 2,
            first.at.duration(to: last.at) >= .seconds(300)
        else { return nil }
        // Seconds and bytes relative to the first reading keep the sums far from a double's limits.
        var sums = (time: 0.0, bytes: 0.0, squares: 0.0, products: 0.0)
        for reading in readings {
            let time = Double(first.at.duration(to: reading.at).milliseconds) / 1000
            let bytes = Double(reading.free) - Double(first.free)
            sums.time += time
            sums.bytes += bytes
            sums.squares += time * time
            sums.products += time * bytes
        }
        let count = Double(readings.count)
        let spread = count * sums.squares - sums.time * sums.time
        guard spread > 0 else { return nil }
        let slope = (count * sums.products - sums.time * sums.bytes) / spread
        guard slope < 0 else { return nil }
        let seconds = Double(max(last.free, 0)) / -slope
        // Beyond ten years it is not worth a word.
        guard seconds < 315_576_000 else { return nil }
        return .seconds(Int64(seconds))
    }

    /// Whether an operator should look.
    public var isShort: Bool {
        if let free = freeByteCount, free < Self.shortByteCount { return true }
        return timeLeft.map { $0 < Self.shortDuration } ?? false
    }
}
