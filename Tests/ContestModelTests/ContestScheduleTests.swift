import ContestModel
import Testing

/// 2023-06-01 00:00 +08:00 is 1,685,548,800,000 ms after the epoch, and day 19,509 (Python).
struct ContestScheduleTests {
    static let opening: Int64 = 1_685_548_800_000
    static let dayLength: Int64 = 86_400_000

    static func schedule(_ starts: [Int64]) -> ContestSchedule {
        ContestSchedule(
            timeZone: "Asia/Shanghai",
            opensAt: LedgerInstant(millisecondsSinceEpoch: opening),
            closesAt: LedgerInstant(millisecondsSinceEpoch: opening + 3 * dayLength),
            firstDay: ContestDay(number: 19_509),
            dayStarts: starts.map(LedgerInstant.init(millisecondsSinceEpoch:))
        )
    }

    /// Four instants bound three days.
    static let june = schedule((0..<4).map { opening + $0 * dayLength })

    @Test(
        arguments: [
            (.min, nil), (-1, nil), (0, 19_509), (1, 19_509), (86_399_999, 19_509),
            (86_400_000, 19_510), (172_799_999, 19_510), (172_800_000, 19_511),
            (259_199_999, 19_511),
            // The last instant only ends the third day; nobody worked out where its own day ends.
            (259_200_000, nil), (.max, nil),
        ] as [(Int64, Int32?)]
    )
    func `an instant lies in the day that had begun`(offset: Int64, day: Int32?) {
        let instant = LedgerInstant(millisecondsSinceEpoch: Self.opening)
            .advanced(by: .milliseconds(offset))
        #expect(Self.june.day(of: instant)?.number == day)
    }

    @Test(
        arguments: [
            (19_508, nil), (19_509, 0), (19_510, 86_400_000), (19_512, 259_200_000), (19_513, nil),
            (.min, nil), (.max, nil),
        ] as [(Int32, Int64?)]
    )
    func `a day begins at its first instant`(day: Int32, offset: Int64?) {
        let start = Self.june.start(of: ContestDay(number: day))
        #expect(start?.millisecondsSinceEpoch == offset.map { Self.opening + $0 })
    }

    /// A clock put back makes a day of 25 hours, one put forward a day of 23.
    @Test func `days need not be equally long`() {
        let hour: Int64 = 3_600_000
        let schedule = Self.schedule([0, 25 * hour, 48 * hour].map { Self.opening + $0 })
        let expected: [(Int64, Int32?)] = [
            (24 * hour, 19_509), (25 * hour - 1, 19_509), (25 * hour, 19_510),
            (48 * hour - 1, 19_510), (48 * hour, nil),
        ]
        for (offset, day) in expected {
            let instant = LedgerInstant(millisecondsSinceEpoch: Self.opening + offset)
            #expect(schedule.day(of: instant)?.number == day)
        }
    }

    /// A zone may skip a civil day (Samoa, 2011-12-30): its start is the next day's too.
    @Test func `no instant lies in a day that was skipped`() {
        let length = Self.dayLength
        let schedule = Self.schedule([0, length, length, 2 * length].map { Self.opening + $0 })
        let days = [0, length - 1, length, 2 * length - 1].map {
            schedule.day(of: LedgerInstant(millisecondsSinceEpoch: Self.opening + $0))?.number
        }
        #expect(days == [19_509, 19_509, 19_511, 19_511])
    }

    @Test(arguments: [[], [opening]])
    func `without two bounds there is no day`(starts: [Int64]) {
        let schedule = Self.schedule(starts)
        for offset in [-1, 0, 1] as [Int64] {
            let instant = LedgerInstant(millisecondsSinceEpoch: Self.opening + offset)
            #expect(schedule.day(of: instant) == nil)
        }
    }

    @Test(arguments: [2, 3, 31, 32, 33, 431])
    func `every boundary is found, however many days there are`(count: Int64) {
        let schedule = Self.schedule((0..<count).map { Self.opening + $0 * Self.dayLength })
        for offset in 0..<(count - 1) {
            let start = Self.opening + offset * Self.dayLength
            for instant in [start, start + Self.dayLength - 1] {
                let day = schedule.day(of: LedgerInstant(millisecondsSinceEpoch: instant))
                #expect(day?.number == 19_509 + Int32(offset))
            }
        }
    }
}
