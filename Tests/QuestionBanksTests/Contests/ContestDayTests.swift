import ContestModel
import QuestionBanks
import Testing

/// A contest in some time zone and the days' first instants in seconds since 1970, from the IANA
/// data by way of `date(1)`.
struct ZoneSample: Sendable, CustomTestStringConvertible {
    var zone: String
    var opens: String
    var closes: String
    var starts: [Int64]
    var testDescription: String { zone }
}

private let samples: [ZoneSample] = [
    // No summer time: each day has 86,400 s.
    ZoneSample(
        zone: "Asia/Shanghai",
        opens: "2023-06-01 00:00",
        closes: "2023-06-03 00:00",
        starts: [1_685_548_800, 1_685_635_200, 1_685_721_600]
    ),
    // 2018-11-04 began at 01:00 -02:00: the clock skipped midnight.
    ZoneSample(
        zone: "America/Sao_Paulo",
        opens: "2018-11-03 00:00",
        closes: "2018-11-06 00:00",
        starts: [1_541_214_000, 1_541_300_400, 1_541_383_200, 1_541_469_600]
    ),
    // 2023-03-26 had 23 hours, 2023-10-29 has 25.
    ZoneSample(
        zone: "Europe/Berlin",
        opens: "2023-03-26 00:00",
        closes: "2023-03-28 00:00",
        starts: [1_679_785_200, 1_679_868_000, 1_679_954_400]
    ),
    ZoneSample(
        zone: "Europe/Berlin",
        opens: "2023-10-29 00:00",
        closes: "2023-10-31 00:00",
        starts: [1_698_530_400, 1_698_620_400, 1_698_706_800]
    ),
]

@Suite struct ContestDayTests {
    private func rules(_ zone: String, _ opens: String, _ closes: String) -> Reading<ContestRules> {
        let text = """
            contest: zone
            title: 时区
            bank: b
            time_zone: \(zone)
            opens: "\(opens)"
            closes: "\(closes)"
            tracks: [{name: main, attempts_per_day: 1, paper: {questions: 1}}]
            """
        return ContestFileReader.read(Array(text.utf8), file: "z", format: .yaml)
    }

    @Test(arguments: samples)
    func `days begin where the time zone's clock says`(_ sample: ZoneSample) throws {
        let schedule = try #require(
            rules(sample.zone, sample.opens, sample.closes).value
        ).schedule
        let starts = schedule.dayStarts.prefix(sample.starts.count)
        #expect(starts.map { $0.millisecondsSinceEpoch / 1000 } == sample.starts)
        #expect(schedule.closesAt.millisecondsSinceEpoch / 1000 == sample.starts.last)
        for (earlier, later) in zip(schedule.dayStarts, schedule.dayStarts.dropFirst()) {
            #expect(earlier < later)
        }
        #expect(schedule.dayStarts.count == sample.starts.count + 400)
    }

    @Test func `a time that the clock skips is refused`() {
        let reading = rules("Europe/Berlin", "2023-03-26 02:30", "2023-04-01 00:00")
        #expect(reading.brief == ["contest.time.skipped@5:8"])
    }

    @Test func `a time zone without midnight opens at the day's first instant`() throws {
        let reading = rules("America/Sao_Paulo", "2018-11-04 00:00", "2018-11-05 24:00")
        let schedule = try #require(reading.value).schedule
        #expect(schedule.opensAt.millisecondsSinceEpoch == 1_541_300_400_000)
        #expect(schedule.opensAt == schedule.dayStarts.first)
    }
}
