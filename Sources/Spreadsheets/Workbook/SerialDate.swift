/// A serial number as the date and time that a workbook shows.
///
/// Days are counted from 1900-01-01 = 1, with the non-existent 1900-02-29 as day 60, or in the
/// system of 1904 from 1904-01-01 = 0. Source: ECMA-376 part 1, 18.17.4.
enum SerialDate {
    /// The last serial number of a date, 9999-12-31.
    private static let lastSerial = 2_958_465.99999

    /// `2026-06-01`, with ` 08:30:00` where there is a time of day; a time alone for a serial below
    /// one; nil for a number that no date has.
    static func text(_ serial: Double, is1904: Bool) -> String? {
        guard serial >= 0, serial <= lastSerial else { return nil }
        var day = Int(serial)
        var second = Int(((serial - Double(day)) * 86_400).rounded())
        if second >= 86_400 {
            day += 1
            second -= 86_400
        }
        if day == 0, second > 0, !is1904 { return clock(second) }
        let date = day == 60 && !is1904 ? "1900-02-29" : date(day, is1904: is1904)
        return second == 0 ? date : date + " " + clock(second)
    }

    private static func date(_ serial: Int, is1904: Bool) -> String {
        // Days since 1970-01-01: 1899-12-30 is day -25,569, 1904-01-01 day -24,107.
        let days = serial - (is1904 ? 24_107 : serial < 60 ? 25_568 : 25_569)
        // Richards, "Calendars", in Explanatory Supplement to the Astronomical Almanac (2013).
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return padded(year, 4) + "-" + padded(month, 2) + "-"
            + padded(dayOfYear - (153 * part + 2) / 5 + 1, 2)
    }

    private static func clock(_ second: Int) -> String {
        padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":"
            + padded(second % 60, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
