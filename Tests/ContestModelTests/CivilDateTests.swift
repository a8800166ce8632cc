import ContestModel
import Testing

/// Expected values come from Python: `(date.fromisoformat(text) - date(1970, 1, 1)).days`.
struct CivilDateTests {
    @Test(
        arguments: [
            ("0001-01-01", -719_162), ("1582-10-15", -141_427), ("1600-02-29", -135_081),
            ("1800-02-28", -62_033), ("1800-03-01", -62_032), ("1899-12-31", -25_568),
            ("1900-01-01", -25_567), ("1900-02-28", -25_509), ("1900-03-01", -25_508),
            ("1949-10-01", -7_397), ("1969-12-29", -3), ("1969-12-31", -1), ("1970-01-01", 0),
            ("1970-01-05", 4), ("1972-02-29", 789), ("1999-12-31", 10_956),
            ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2002-06-29", 11_867),
            ("2021-09-01", 18_871), ("2023-06-01", 19_509), ("2023-06-30", 19_538),
            ("2024-02-29", 19_782), ("2024-12-31", 20_088), ("2026-06-14", 20_618),
            ("2038-01-19", 24_855), ("2100-02-28", 47_540), ("2100-03-01", 47_541),
            ("2400-02-29", 157_113), ("9999-12-31", 2_932_896),
        ] as [(String, Int32)]
    )
    func `a date has the number that Python gives it`(text: String, number: Int32) throws {
        let date = try #require(CivilDate(text))
        #expect(date.contestDay == ContestDay(number: number))
        #expect(CivilDate(ContestDay(number: number)) == date)
        #expect(date.description == text)
    }

    @Test func `every day of four centuries follows the one before it`() {
        // The calendar by its plain rules, one day after another from 1800-01-01.
        var (year, month, day) = (1800, 1, 1)
        for number in -62_091..<(-62_091 + 146_097) as Range<Int32> {
            let date = CivilDate(ContestDay(number: number))
            guard (date.year, date.month, date.day) == (year, month, day),
                date.contestDay.number == number
            else {
                Issue.record("day \(number): \(date), expected \(year)-\(month)-\(day)")
                return
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect((year, month, day) == (2200, 1, 1))
    }

    /// FNV-1a over `date.isoformat() + "\n"` of every day, which Python gave as the number below.
    @Test func `four centuries of dates print as Python prints them`() {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for number in -62_091..<(-62_091 + 146_097) as Range<Int32> {
            for byte in "\(CivilDate(ContestDay(number: number)))\n".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        #expect(hash == 0x57d8_d0c3_268a_9304)
    }

    @Test(arguments: [
        "", "2023", "2023-6-5", "2023-06-5", "23-06-05", "2023/06/05", "2023-06-05 ", " 2023-06-05",
        "2023-06-05T00:00", "2023-00-10", "2023-13-10", "2023-06-00", "2023-06-31", "2023-02-29",
        "1900-02-29", "2024-02-30", "2023-12-32", "+023-06-05", "-023-06-05", "2023-0a-05",
        "２０２３-06-05", "三-06-05", "2023–06–05", "20230-06-5", "2023-06-\u{0}5",
    ])
    func `anything but a day that exists is no date`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(arguments: [Int32.min, -719_163, 2_932_897, .max])
    func `no day number is out of range`(number: Int32) {
        let date = CivilDate(ContestDay(number: number))
        #expect(date.contestDay.number == number)
        #expect(!date.description.isEmpty)
    }
}

/// Expected values come from Python: `(d.toordinal() - date(1969, 12, 29).toordinal()) // 7`.
struct ContestDayTests {
    @Test(
        arguments: [
            ("1900-01-01", -3_652), ("1969-12-15", -2), ("1969-12-22", -1), ("1969-12-29", 0),
            ("1970-01-05", 1), ("2018-06-04", 2_527), ("2021-05-31", 2_683), ("2023-05-29", 2_787),
            ("2023-06-05", 2_788), ("2026-06-15", 2_946),
        ] as [(String, Int32)]
    )
    func `a week begins on Monday and has seven days`(monday: String, week: Int32) throws {
        let first = try #require(CivilDate(monday)).contestDay.number
        #expect(ContestDay(number: first - 1).week == week - 1, "the Sunday before")
        for offset in 0..<7 as Range<Int32> {
            #expect(ContestDay(number: first + offset).week == week)
        }
        #expect(ContestDay(number: first + 7).week == week + 1, "the next Monday")
    }

    @Test func `no day is outside the weeks`() {
        // floor((2^31 - 1 + 3) / 7) and floor((-2^31 + 3) / 7).
        #expect(ContestDay(number: .max).week == 306_783_378)
        #expect(ContestDay(number: .min).week == -306_783_378)
    }

    @Test func `a day is a number in JSON`() throws {
        let days = [ContestDay(number: 19_509), ContestDay(number: -1)]
        #expect(String(decoding: try CanonicalJSON.encode(days), as: UTF8.self) == "[19509,-1]")
        #expect(
            try CanonicalJSON.decode([ContestDay].self, from: Array("[19509,-1]".utf8)) == days
        )
    }
}
