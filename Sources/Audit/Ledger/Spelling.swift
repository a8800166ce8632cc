extension Sequence where Element == UInt8 {
    /// Two lower-case hexadecimal digits a byte.
    var hexadecimal: String {
        var digits: [UInt8] = []
        let alphabet = Array("0123456789abcdef".utf8)
        for byte in self {
            digits.append(alphabet[Int(byte >> 4)])
            digits.append(alphabet[Int(byte & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }
}

extension UInt64 {
    /// Sixteen lower-case hexadecimal digits.
    var hexadecimal: String {
        (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) }.hexadecimal
    }
}

// A ledger's numbers come from outside, so no sum of them may trap.
extension Int64 {
    /// The sum, kept within the range.
    func plus(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The difference, kept within the range.
    func minus(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }

    /// The product, kept within the range.
    func times(_ other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? ((self < 0) != (other < 0) ? .min : .max) : product
    }

    /// The quotient, rounded toward negative infinity.
    ///
    /// - Parameter other: Above zero.
    func dividedDown(by other: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: other)
        return rest < 0 ? quotient - 1 : quotient
    }
}
