/// A time of day on a civil day, as a wall clock shows it.
struct LocalTime: Hashable {
    let date: CivilDate
    /// Seconds since midnight by the clock, `0...86_400`: 24:00 is the end of the day.
    let secondOfDay: Int

    /// Reads `2023-06-01 00:00`, `2023-06-01 23:59:59`, `2023-06-30 24:00`; nil for anything else.
    ///
    /// A `T` may stand for the space.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || bytes.count == 19,
            bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"),
            let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = CivilDate.number(bytes[11..<13]),
            let minute = CivilDate.number(bytes[14..<16])
        else { return nil }
        var second = 0
        if bytes.count == 19 {
            guard bytes[16] == UInt8(ascii: ":"), let seconds = CivilDate.number(bytes[17..<19])
            else { return nil }
            second = seconds
        }
        let isEndOfDay = hour == 24 && minute == 0 && second == 0
        guard isEndOfDay || hour <= 23, minute <= 59, second <= 59 else { return nil }
        self.date = date
        secondOfDay = hour * 3600 + minute * 60 + second
    }
}
