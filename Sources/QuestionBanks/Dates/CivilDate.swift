internal import ContestModel

/// A day of the proleptic Gregorian calendar, without a time zone.
struct CivilDate: Hashable {
    let year: Int
    let month: Int
    let day: ContestDay

    /// Reads `2021-09-01`: ASCII digits, years 1900 to 2199; nil for a day that does not exist.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let dayOfMonth = Self.number(bytes[8..<10]), (1900...2199).contains(year),
            (1...12).contains(month),
            (1...Self.length(of: month, year)).contains(dayOfMonth)
        else { return nil }
        self.year = year
        self.month = month
        day = Self.contestDay(year, month, dayOfMonth)
    }

    /// Two or more ASCII digits as a number.
    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return digits.isEmpty ? nil : value
    }

    /// Days since 1970-01-01, counting years from March so that the leap day comes last.
    ///
    /// Source: Richards, "Calendars", in Explanatory Supplement to the Astronomical Almanac (2013).
    static func contestDay(_ year: Int, _ month: Int, _ dayOfMonth: Int) -> ContestDay {
        let shiftedYear = month <= 2 ? year - 1 : year
        let shiftedMonth = month <= 2 ? month + 9 : month - 3
        let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        let days = shiftedYear * 365 + leapDays + (153 * shiftedMonth + 2) / 5 + dayOfMonth
        return ContestDay(number: Int32(truncatingIfNeeded: days - 719_469))
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
