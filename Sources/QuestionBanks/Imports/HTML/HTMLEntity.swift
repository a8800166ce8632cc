/// A character reference of HTML and the text it stands for.
///
/// Source: WHATWG, HTML Living Standard, section 13.5, of which the names met in question banks.
struct HTMLEntity {
    let text: [Unicode.Scalar]
    /// How many scalars it takes, with `&` and `;`.
    let length: Int

    /// The longest reference that is looked at.
    private static let lengthLimit = 12

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ",
        "emsp": " ", "thinsp": " ", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’",
        "sbquo": "‚", "bdquo": "„", "hellip": "…", "mdash": "—", "ndash": "–", "middot": "·",
        "bull": "•", "times": "×", "divide": "÷", "deg": "°", "plusmn": "±", "le": "≤", "ge": "≥",
        "ne": "≠", "asymp": "≈", "micro": "µ", "sup1": "¹", "sup2": "²", "sup3": "³", "frac12": "½",
        "frac14": "¼", "frac34": "¾", "permil": "‰", "copy": "©", "reg": "®", "trade": "™",
        "sect": "§", "para": "¶", "laquo": "«", "raquo": "»", "euro": "€", "yen": "¥", "pound": "£",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "pi": "π", "mu": "μ",
        "omega": "ω", "Omega": "Ω", "rarr": "→", "larr": "←", "radic": "√", "infin": "∞",
    ]

    /// The reference that begins at an index; nil when there is none that is known.
    init?(_ scalars: [Unicode.Scalar], at start: Int) {
        let rest = scalars[start...].dropFirst().prefix(Self.lengthLimit)
        guard let end = rest.firstIndex(of: ";") else { return nil }
        let name = rest[..<end]
        length = end - start + 1
        if name.first == "#" {
            guard let scalar = Self.numbered(name.dropFirst()) else { return nil }
            text = [scalar]
        } else {
            guard let scalar = Self.named[String(String.UnicodeScalarView(name))] else {
                return nil
            }
            text = [scalar]
        }
    }

    private static func numbered(_ digits: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = String(String.UnicodeScalarView(digits.dropFirst(isHexadecimal ? 1 : 0)))
        guard let first = number.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let value = UInt32(number, radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        return value == 0xA0 ? " " : scalar
    }
}

/// Superscripts and subscripts in plain text.
enum HTMLShift {
    private static let raised: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹", "+": "⁺", "-": "⁻", "−": "⁻", "=": "⁼", "(": "⁽", ")": "⁾", "n": "ⁿ",
    ]
    private static let lowered: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
        "9": "₉", "+": "₊", "-": "₋", "−": "₋", "=": "₌", "(": "₍", ")": "₎",
    ]

    /// The text raised or lowered: `²`, or `^(x)` where Unicode has no such character.
    static func shifted(
        _ text: ArraySlice<Unicode.Scalar>,
        isSuperscript: Bool
    ) -> [Unicode.Scalar] {
        let table = isSuperscript ? raised : lowered
        let mapped = text.compactMap { table[$0] }
        if mapped.count == text.count { return mapped }
        return [isSuperscript ? "^" : "_", "("] + text + [")"]
    }
}
