/// A text without what writers differ in: width, case, punctuation, spaces, traditional characters.
///
/// Symbols stay, and so do the percent sign and the point of a decimal: 1.5 is not 15.
struct ComparableText: Hashable, Sendable {
    let scalars: [UInt32]

    init(_ text: String) {
        var folded: [UInt32] = []
        folded.reserveCapacity(text.utf8.count / 3)
        var previousIsDigit = false
        var pendingPoint = false
        for scalar in text.unicodeScalars {
            let plain = Self.plain(scalar)
            guard let plain else {
                pendingPoint = previousIsDigit && (scalar == "." || scalar == "．")
                continue
            }
            let isDigit = (0x30...0x39).contains(plain)
            if pendingPoint && isDigit { folded.append(0x2E) }
            pendingPoint = false
            previousIsDigit = isDigit
            folded.append(plain)
        }
        scalars = folded
    }

    /// The digits in their order: texts that differ in a number say different things.
    var digits: [UInt32] { scalars.filter { (0x30...0x39).contains($0) || $0 == 0x2E } }

    /// The pairs of neighbouring characters, as one number each; a single character counts as a pair.
    var pairs: Set<UInt64> {
        guard let first = scalars.first, scalars.count > 1 else {
            return Set(scalars.map(UInt64.init))
        }
        var pairs: Set<UInt64> = []
        pairs.reserveCapacity(scalars.count)
        var before = first
        for scalar in scalars.dropFirst() {
            pairs.insert(UInt64(before) << 32 | UInt64(scalar))
            before = scalar
        }
        return pairs
    }

    private static func plain(_ scalar: Unicode.Scalar) -> UInt32? {
        let value = scalar.value
        switch value {
        case 0x4E00...0x9FFF: return TraditionalCharacters.simplified[value] ?? value
        case 0x30...0x39, 0x61...0x7A, 0x25: return value
        case 0x41...0x5A: return value + 0x20
        case 0x00...0x7F: return isSymbol(scalar) ? value : nil
        case 0xFF01...0xFF5E:
            return Unicode.Scalar(value - 0xFEE0).flatMap(plain)
        default:
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .control, .format, .lineSeparator, .paragraphSeparator,
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
                .initialPunctuation, .finalPunctuation, .otherPunctuation:
                return value == 0x2030 ? value : nil
            default: return value
            }
        }
    }

    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "+", "<", "=", ">", "$", "^", "|", "~": true
        default: false
        }
    }
}
