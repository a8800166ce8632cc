import ContestEngine
import ContestModel
import Testing

@Suite struct RoomForecastTests {
    private static let start = LedgerInstant(millisecondsSinceEpoch: 1_780_000_000_000)

    /// A forecast after readings a minute apart.
    private func forecast(_ readings: [Int64]) -> RoomForecast {
        var forecast = RoomForecast()
        for (minute, free) in readings.enumerated() {
            forecast.add(free, at: Self.start.advanced(by: .seconds(60 * minute)))
        }
        return forecast
    }

    @Test func `a disk that loses a gigabyte a minute is foretold to the minute`() {
        let gigabyte: Int64 = 1 << 30
        let forecast = forecast((0..<20).map { (100 - $0) * gigabyte })
        // 81 GiB are left at the last reading; a GiB goes each minute.
        #expect(forecast.freeByteCount == 81 * gigabyte)
        #expect(forecast.timeLeft == .seconds(81 * 60))
        #expect(forecast.isShort)
    }

    @Test func `a disk that fills slowly, stands still or empties is not short`() {
        let terabyte: Int64 = 1 << 40
        // 1 MiB a minute of a tebibyte: 1,048,576 minutes, two years.
        #expect(!forecast((0..<60).map { terabyte - $0 << 20 }).isShort)
        #expect(forecast(Array(repeating: terabyte, count: 60)).timeLeft == nil)
        #expect(forecast((0..<60).map { terabyte + $0 << 30 }).timeLeft == nil)
    }

    @Test func `a backup that comes and goes does not look like a flood`() {
        let gigabyte: Int64 = 1 << 30
        // Sixty minutes of 10 MiB a minute, with 4 GiB taken for three minutes in the middle.
        let readings = (0..<60).map { minute in
            500 * gigabyte - Int64(minute) * (10 << 20)
                - ((28...30).contains(minute) ? 4 * gigabyte : 0)
        }
        #expect(!forecast(readings).isShort)
    }

    @Test func `nothing is foretold from less than five minutes`() {
        let gigabyte: Int64 = 1 << 30
        #expect(forecast((0..<5).map { (100 - $0) * gigabyte }).timeLeft == nil)
        #expect(forecast((0..<6).map { (100 - $0) * gigabyte }).timeLeft != nil)
    }

    @Test func `less than a gigabyte is short, however it goes`() {
        #expect(forecast([(1 << 30) - 1]).isShort)
        #expect(!forecast([1 << 30]).isShort)
    }

    @Test func `only the last hour counts`() {
        let gigabyte: Int64 = 1 << 30
        let early = (0..<60).map { 1_000 * gigabyte - Int64($0) * 10 * gigabyte }
        let calm = Array(repeating: 400 * gigabyte, count: 70)
        #expect(forecast(early).isShort)
        #expect(forecast(early + calm).timeLeft == nil)
    }
}
