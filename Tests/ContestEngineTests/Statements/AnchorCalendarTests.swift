import ContestModel
import Testing

@testable import ContestEngine

/// Three days from 2026-06-05 in Shanghai, the contest from the first to the end of the second.
@Suite struct AnchorCalendarTests {
    private static let start = LedgerInstant(
        millisecondsSinceEpoch: 20_608 * 86_400_000 + 57_600_000
    )
    private static let schedule = ContestSchedule(
        timeZone: "Asia/Shanghai",
        opensAt: start,
        closesAt: hour(48),
        firstDay: ContestDay(number: 20_609),
        dayStarts: [hour(0), hour(24), hour(48)]
    )

    private static func hour(_ hours: Int) -> LedgerInstant {
        start.advanced(by: .seconds(hours * 3_600))
    }

    /// The hours of five days at which an anchor is written by a house that looks every hour.
    private static func anchors(
        sequences: (Int) -> LedgerSequence,
        restarting: Bool
    ) -> [Int] {
        var calendar = AnchorCalendar(after: nil, schedule)
        var last: ChainHeadStatement?
        var hours: [Int] = []
        for hour in -5..<120 {
            if restarting { calendar = AnchorCalendar(after: last, schedule) }
            let now = Self.hour(hour)
            guard calendar.isDue(at: now, schedule) else { continue }
            let sequence = sequences(hour)
            if calendar.isNew(sequence) {
                hours.append(hour)
                let head = LedgerHead(sequence: sequence, chain: [], at: now)
                last = ChainHeadStatement(contest: "c", head: head, at: now)
            }
            calendar.settle(sequence, at: now, schedule)
        }
        return hours
    }

    @Test(arguments: [false, true])
    func `a busy ledger is anchored once a day, through restarts too`(_ restarting: Bool) {
        let hours = Self.anchors(sequences: { Int64($0 + 100) }, restarting: restarting)
        #expect(hours == [0, 24, 48, 72, 96])
    }

    @Test(arguments: [false, true])
    func `a ledger at rest is not anchored again`(_ restarting: Bool) {
        let hours = Self.anchors(
            sequences: { $0 < 30 ? 7 : $0 < 80 ? 8 : 9 },
            restarting: restarting
        )
        // With a restart every hour the day that found nothing new is looked at again, and hour 30
        // is the first with something new.
        #expect(hours == (restarting ? [0, 30, 80] : [0, 48, 96]))
    }

    @Test func `what could not be written is tried again after a minute`() {
        var calendar = AnchorCalendar(after: nil, Self.schedule)
        calendar.postpone(at: Self.hour(1))
        #expect(!calendar.isDue(at: Self.hour(1).advanced(by: .seconds(59)), Self.schedule))
        #expect(calendar.isDue(at: Self.hour(1).advanced(by: .seconds(60)), Self.schedule))
    }
}
