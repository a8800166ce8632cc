internal import ContestModel

/// Reads phones and PINs of a roster without ever quoting them whole.
enum RosterText {
    /// The digits of a phone number, 7 to 15 of them; nil when blank or at fault.
    static func phone(_ row: TableRow<RosterReader.Column>, _ log: FindingLog) -> String? {
        guard let written = row.text(.phone, byteLimit: 64, log) else { return nil }
        var digits = written.value.filter { $0 != " " && $0 != "-" }
        if digits.hasPrefix("+86") { digits = String(digits.dropFirst(3)) }
        if isDigits(digits, 7...15) { return digits }
        let isRounded = digits.contains("E+") || digits.contains("e+") || digits.contains(".")
        log.error(
            "roster.phone",
            at: written.place,
            text: masked(digits),
            isRounded ? "手机号被表格软件改成了科学记数，请把这一列设为文本" : "手机号应为 7 到 15 位数字",
            isRounded
                ? "a spreadsheet rounded the phone number; make the column text"
                : "a phone number has 7 to 15 digits"
        )
        return nil
    }

    /// A PIN of 4 to 12 digits; nil when blank or at fault.
    static func pin(_ row: TableRow<RosterReader.Column>, _ log: FindingLog) -> String? {
        guard let written = row.text(.pin, byteLimit: 64, log) else { return nil }
        if isDigits(written.value, 4...12) { return written.value }
        log.error(
            "roster.pin",
            at: written.place,
            "口令应为 4 到 12 位数字",
            "a PIN has 4 to 12 digits"
        )
        return nil
    }

    /// The first three and the last two characters.
    static func masked(_ digits: String) -> String {
        guard digits.utf8.count >= 7 else { return "…" }
        return "\(digits.prefix(3))…\(digits.suffix(2))"
    }

    private static func isDigits(_ text: String, _ length: ClosedRange<Int>) -> Bool {
        length.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// Notes people of a roster who cannot be told apart.
struct RosterTwins {
    private struct Person: Hashable {
        var name: String
        var unit: Int32
    }

    private let log: FindingLog
    private var places: [Person: Place] = [:]
    private var phones: [String: Place] = [:]

    init(log: FindingLog) {
        self.log = log
    }

    mutating func note(_ entry: RosterEntry, at place: Place, phonePlace: Place?) {
        let person = Person(name: entry.name, unit: entry.unit.rawValue)
        if let first = places[person] {
            log.warning(
                "roster.name.repeated",
                at: place,
                text: entry.name,
                "同一单位里有同名的人（\(first.chineseName)），请确认不是重复登记，并用口令区分",
                "the same name in the same unit as in \(first.englishName); make sure it is another person"
            )
        } else {
            places[person] = place
        }
        guard let phone = entry.phone else { return }
        if let first = phones[phone] {
            log.error(
                "roster.phone.repeated",
                at: phonePlace,
                text: RosterText.masked(phone),
                "手机号与\(first.chineseName)重复",
                "the phone number stands in \(first.englishName) already"
            )
        } else {
            phones[phone] = phonePlace ?? place
        }
    }
}
