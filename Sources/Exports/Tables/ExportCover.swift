public import ContestModel

/// What every export says of itself: of which contest, how people were counted, up to which place in
/// the ledger, and by which value of its chain that place can be recognised.
public struct ExportCover: Sendable {
    /// The contest's name in addresses.
    public var contest: String
    /// The contest's title.
    public var title: String
    /// Who holds it; empty when not given.
    public var organiser: String
    /// How people are told apart: 按名册去重.
    public var basis: String
    /// Which ended attempts are 人次, in words; empty where the rules are not known.
    public var counts: String
    /// Whether figures can still change; nil where there are none, as in what an audit found.
    public var isPreliminary: Bool?
    /// The last fact that is in the figures.
    public var sequence: LedgerSequence
    /// The ledger's chain at `chainSequence`, 64 hexadecimal digits.
    public var chain: String
    /// The place of `chain`: at or after `sequence`.
    public var chainSequence: LedgerSequence
    /// When it was made.
    public var madeAt: LedgerInstant
    /// The contest's clock.
    public var time: ContestTime
    /// The days that it covers, as addresses name them: `day:2026-06-05`; empty for the whole.
    public var period = ""
    /// The version of the results that was published last; empty while none was.
    public var publication = ""
    /// What else people must know.
    public var notes: [String]

    /// Makes a cover of the rules in force.
    public init(
        rules: ContestRules,
        isPreliminary: Bool,
        sequence: LedgerSequence,
        chain: String,
        chainSequence: LedgerSequence,
        madeAt: LedgerInstant,
        notes: [String] = []
    ) {
        contest = rules.contest
        title = rules.title
        organiser = rules.organiser
        basis = rules.identity.chineseBasis
        counts = rules.countsWhen.chineseBasis
        self.isPreliminary = isPreliminary
        self.sequence = sequence
        self.chain = chain
        self.chainSequence = chainSequence
        self.madeAt = madeAt
        time = ContestTime(rules.schedule)
        self.notes = notes + (rules.rehearsal ? ["演练，数字不计入任何统计"] : [])
    }

    /// Makes the cover of an audit, which knows a ledger and not its rules.
    public init(
        ledgerOf contest: String,
        sequence: LedgerSequence,
        chain: String,
        madeAt: LedgerInstant,
        notes: [String]
    ) {
        self.contest = contest
        title = contest
        organiser = ""
        basis = ""
        counts = ""
        self.sequence = sequence
        self.chain = chain
        chainSequence = sequence
        self.madeAt = madeAt
        time = .utc
        self.notes = notes
    }

    /// 初步 or 最终; empty where there are no figures.
    public var state: String { isPreliminary.map { $0 ? "初步" : "最终" } ?? "" }

    /// The chain's value with its place.
    public var chainText: String {
        chainSequence == sequence ? chain : "\(chain)（账本序号 \(chainSequence)）"
    }

    /// The cover line by line: what, and its value.
    public var lines: [(label: String, value: String)] {
        [
            ("竞赛", title), ("竞赛代号", contest), ("主办", organiser), ("数据状态", state),
            ("公布版本", publication), ("时段", period),
            ("人数统计口径", basis), ("人次统计口径", counts),
            ("账本序号", String(sequence)), ("账本链头", chainText), ("导出时间", time.text(madeAt)),
            ("时区", time.zone),
        ].filter { !$0.1.isEmpty }
    }
}

extension CountingRule {
    /// The basis that reports print behind 人次.
    public var chineseBasis: String {
        switch self {
        case .anyResponse: "至少作答一题的答题计一人次"
        case .allAnswered: "全部作答的答题计一人次"
        case .rightAtLeast(let least): "至少答对 \(least) 题的答题计一人次"
        case .anyEnd: "每次结束的答题计一人次"
        }
    }
}

/// A contest's wall clock, as its rules worked out the days.
///
/// Within a day the clock is counted from the day's first instant; on the two days a year on which a
/// zone changes its clocks it is off by that change afterwards.
public struct ContestTime: Sendable {
    private let schedule: ContestSchedule

    /// Makes a clock.
    public init(_ schedule: ContestSchedule) {
        self.schedule = schedule
    }

    /// Coordinated Universal Time.
    public static let utc = ContestTime(
        ContestSchedule(
            timeZone: "UTC",
            opensAt: .epoch,
            closesAt: .epoch,
            firstDay: ContestDay(number: 0),
            dayStarts: []
        )
    )

    /// The time zone's name.
    public var zone: String { schedule.timeZone }

    /// What the wall clock shows, in milliseconds since 1970-01-01 00:00 on the same clock.
    public func wallMilliseconds(_ instant: LedgerInstant) -> Int64 {
        instant.millisecondsSinceEpoch.addingReportingOverflow(offset(at: instant)).partialValue
    }

    /// The wall clock ahead of UTC, in milliseconds; beyond the contest's days, that of the nearest.
    public func offset(at instant: LedgerInstant) -> Int64 {
        guard let first = schedule.dayStarts.first, let last = schedule.dayStarts.last else {
            return 0
        }
        let day: ContestDay
        let start: LedgerInstant
        if instant >= last {
            let count = Int32(truncatingIfNeeded: schedule.dayStarts.count)
            day = ContestDay(number: schedule.firstDay.number &+ count &- 1)
            start = last
        } else if let found = schedule.day(of: instant), let begin = schedule.start(of: found) {
            day = found
            start = begin
        } else {
            day = schedule.firstDay
            start = first
        }
        return Int64(day.number) * 86_400_000 - start.millisecondsSinceEpoch
    }

    /// `2026-06-05 10:00:00`.
    public func text(_ instant: LedgerInstant) -> String {
        let (date, clock, _) = parts(instant)
        return "\(date) \(clock)"
    }

    /// `2026-06-05T10:00:00.123+08:00` (RFC 3339).
    public func timestamp(_ instant: LedgerInstant) -> String {
        let (date, clock, milliseconds) = parts(instant)
        let minutes = offset(at: instant) / 60_000
        let sign = minutes < 0 ? "-" : "+"
        let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        return "\(date)T\(clock).\(Self.padded(Int(milliseconds), 3))"
            + "\(sign)\(Self.padded(Int(hours), 2)):\(Self.padded(Int(rest), 2))"
    }

    private func parts(_ instant: LedgerInstant) -> (String, String, Int64) {
        let wall = wallMilliseconds(instant)
        let day = wall >= 0 ? wall / 86_400_000 : (wall - 86_399_999) / 86_400_000
        let ofDay = wall - day * 86_400_000
        let seconds = Int(ofDay / 1_000)
        let date = CivilDate(ContestDay(number: Int32(clamping: day))).description
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
        return (date, clock.joined(separator: ":"), ofDay % 1_000)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
