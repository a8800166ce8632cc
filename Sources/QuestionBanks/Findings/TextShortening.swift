/// Quotes a piece of a hostile file so that it cannot flood or steer a terminal.
enum TextShortening {
    /// How many scalars of an offending text a finding shows.
    static let scalarLimit = 40

    /// The text's beginning with control and invisible characters written as `\u{…}`.
    static func shortened(_ text: String) -> String {
        var result = ""
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if offset == scalarLimit { return result + "…" }
            if TextRules.isForbidden(scalar) || scalar == "\n" || scalar == "\t" {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
