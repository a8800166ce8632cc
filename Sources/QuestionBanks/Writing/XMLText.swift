/// Writes texts into XML.
enum XMLText {
    /// A text between tags; line breaks as they are.
    static func content(_ text: String) -> String {
        escaped(text, isAttribute: false)
    }

    /// A text between double quotes, with line breaks and tabs as references, which attributes would
    /// otherwise turn into spaces.
    static func attribute(_ text: String) -> String {
        escaped(text, isAttribute: true)
    }

    private static func escaped(_ text: String, isAttribute: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"" where isAttribute: result.append(contentsOf: "&quot;".unicodeScalars)
            case "\n" where isAttribute: result.append(contentsOf: "&#10;".unicodeScalars)
            case "\t" where isAttribute: result.append(contentsOf: "&#9;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
