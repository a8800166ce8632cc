internal import ContestModel

/// Reads when a contest runs and works out where its days begin.
struct ScheduleReader {
    let fields: MappingReader

    private var log: FindingLog { fields.log }

    /// The schedule; nil after noting an error.
    func schedule() -> ContestSchedule? {
        let closing = fields.choice("closing", default: ClosingPolicy.ownDeadline)
        let zone = fields.scalar("time_zone")
        let zoneName = zone?.text ?? "Asia/Shanghai"
        guard let calendar = ContestCalendar(timeZone: zoneName) else {
            log.error(
                "contest.time-zone",
                at: zone?.place ?? fields.place,
                text: zoneName,
                "不认识的时区，例如 Asia/Shanghai",
                "unknown time zone; an example is Asia/Shanghai"
            )
            return nil
        }
        let opens = instant("opens", isRequired: true, calendar)
        let closes = instant("closes", isRequired: true, calendar)
        let freezes = instant("freezes", isRequired: false, calendar)
        guard let opens, let closes, isSound(opens, closes, freezes) else { return nil }
        guard let firstDay = calendar.day(of: opens),
            let starts = dayStarts(firstDay, closes, calendar)
        else {
            log.error(
                "contest.days",
                at: fields.place(of: "opens"),
                "这个时区的日界无法算出",
                "the days of this time zone cannot be worked out"
            )
            return nil
        }
        return ContestSchedule(
            timeZone: zoneName,
            opensAt: opens,
            closesAt: closes,
            closing: closing,
            freezesAt: freezes,
            firstDay: firstDay,
            dayStarts: starts
        )
    }

    private func instant(
        _ key: String,
        isRequired: Bool,
        _ calendar: ContestCalendar
    ) -> LedgerInstant? {
        guard fields.node(key) != nil else {
            if isRequired { fields.noteMissing(key) }
            return nil
        }
        guard let scalar = fields.scalar(key) else { return nil }
        guard let time = LocalTime(scalar.text) else {
            log.error(
                "contest.time",
                at: scalar.place,
                text: scalar.text,
                "时间应写作 \"2026-06-01 00:00\"，可以写到秒",
                "a time such as \"2026-06-01 00:00\" is expected; seconds may follow"
            )
            return nil
        }
        guard let instant = calendar.instant(of: time) else {
            log.error(
                "contest.time.skipped",
                at: scalar.place,
                text: scalar.text,
                "这个时区当天拨快时钟，没有这一时刻",
                "the clock of this time zone skips that time"
            )
            return nil
        }
        return instant
    }

    private func isSound(
        _ opens: LedgerInstant,
        _ closes: LedgerInstant,
        _ freezes: LedgerInstant?
    ) -> Bool {
        guard opens < closes else {
            log.error(
                "contest.closes-before-opens",
                at: fields.node("closes")?.place,
                "结束时间不晚于开始时间",
                "closes is not later than opens"
            )
            return false
        }
        let window = opens.duration(to: closes)
        guard window <= .seconds(86_400 * ContestLimits.windowDayCount) else {
            log.error(
                "contest.window-too-long",
                at: fields.node("closes")?.place,
                "竞赛最长八年",
                "a contest lasts eight years at most"
            )
            return false
        }
        if let freezes, freezes < opens || freezes > closes {
            log.error(
                "contest.freezes-outside",
                at: fields.node("freezes")?.place,
                "封榜时间应在开始和结束之间",
                "freezes lies outside opening and closing"
            )
        }
        return true
    }

    /// The first instants of each day from opening to `ContestLimits.extensionDayCount` days past
    /// closing.
    private func dayStarts(
        _ firstDay: ContestDay,
        _ closes: LedgerInstant,
        _ calendar: ContestCalendar
    ) -> [LedgerInstant]? {
        guard let closingDay = calendar.day(of: closes) else { return nil }
        let lastDay = closingDay.number + ContestLimits.extensionDayCount
        guard firstDay.number <= lastDay else { return nil }
        var starts: [LedgerInstant] = []
        starts.reserveCapacity(Int(lastDay - firstDay.number) + 1)
        for number in firstDay.number...lastDay {
            guard let start = calendar.start(of: ContestDay(number: number)),
                starts.last.map({ $0 <= start }) ?? true
            else { return nil }
            starts.append(start)
        }
        return starts
    }
}
