import ContestModel
import Testing

struct LedgerInstantTests {
    static func instant(_ milliseconds: Int64) -> LedgerInstant {
        LedgerInstant(millisecondsSinceEpoch: milliseconds)
    }

    @Test(
        arguments: [
            (0, .milliseconds(0), 0), (5, .seconds(150), 150_005), (5, .milliseconds(-6), -1),
            (.max, .milliseconds(0), .max), (.max, .milliseconds(1), .max),
            (.max - 1, .milliseconds(1), .max), (.max - 1, .milliseconds(2), .max),
            (.max, .milliseconds(-1), .max - 1), (.min, .milliseconds(-1), .min),
            (.min, .milliseconds(1), .min + 1), (.max, .seconds(Int64.max), .max),
            (0, .seconds(Int64.max), .max), (0, .seconds(Int64.min), .min),
            (-1, .seconds(Int64.min), .min), (0, .nanoseconds(999_999), 0),
            (0, .nanoseconds(1_999_999), 1), (0, .nanoseconds(-999_999), 0),
        ] as [(Int64, Duration, Int64)]
    )
    func `an instant moves by whole milliseconds and stops at the ends`(
        start: Int64,
        duration: Duration,
        end: Int64
    ) {
        #expect(Self.instant(start).advanced(by: duration) == Self.instant(end))
    }

    @Test(
        arguments: [
            (0, 0, 0), (0, 150_000, 150_000), (150_000, 0, -150_000), (-5, 5, 10),
            (.max, .max, 0), (.min, .min, 0), (.min, -1, .max), (0, .max, .max),
            (.max, 0, -.max), (1, .min + 1, .min), (-1, .max, .max), (.min, .max, .max),
            (.max, .min, .min), (1, .min, .min),
        ] as [(Int64, Int64, Int64)]
    )
    func `the time between two instants keeps its sign and stops at the ends`(
        start: Int64,
        end: Int64,
        milliseconds: Int64
    ) {
        let duration = Self.instant(start).duration(to: Self.instant(end))
        #expect(duration == .milliseconds(milliseconds))
    }

    @Test(
        arguments: [
            (.zero, 0), (.milliseconds(1), 1), (.microseconds(1_999), 1),
            (.microseconds(-1_999), -1),
            (.microseconds(999), 0), (.microseconds(-999), 0), (.milliseconds(Int64.max), .max),
            (.milliseconds(Int64.min), .min), (.seconds(Int64.max), .max),
            (.seconds(Int64.min), .min), (.seconds(9_223_372_036_854_775), .max - 807),
            (.seconds(9_223_372_036_854_776), .max), (.seconds(-9_223_372_036_854_776), .min),
        ] as [(Duration, Int64)]
    )
    func `a duration has whole milliseconds, rounded toward zero`(
        duration: Duration,
        milliseconds: Int64
    ) {
        #expect(duration.milliseconds == milliseconds)
    }

    @Test func `instants are ordered as their numbers`() {
        let ascending = [Int64.min, -1, 0, 1, .max].map(Self.instant)
        #expect(ascending.reversed().sorted() == ascending)
        #expect(LedgerInstant.epoch == Self.instant(0))
        #expect(LedgerInstant.distantFuture == ascending.last)
    }

    @Test func `an instant is a number in JSON`() throws {
        let instants = [Self.instant(-1), .distantFuture]
        let text = "[-1,9223372036854775807]"
        #expect(String(decoding: try CanonicalJSON.encode(instants), as: UTF8.self) == text)
        #expect(
            try CanonicalJSON.decode([LedgerInstant].self, from: Array(text.utf8)) == instants
        )
    }
}
