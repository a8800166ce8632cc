import ContestModel
import NIOCore

/// Writes JSON without reflection, for the routes that every answer goes through.
///
/// The caller sees to commas and brackets; this type sees to escaping.
struct JSONWriter {
    private var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// What was written so far.
    var buffer: ByteBuffer { ByteBuffer(bytes: bytes) }

    /// Text that is JSON already.
    mutating func raw(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
    }

    /// A whole number in decimal digits.
    mutating func integer(_ value: some FixedWidthInteger) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest > 0
        bytes[start...].reverse()
    }

    mutating func boolean(_ value: Bool) {
        raw(value ? "true" : "false")
    }

    mutating func points(_ value: Points) {
        if value.hundredths % 100 == 0 {
            integer(value.hundredths / 100)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    /// Text known to need no escaping: tokens, names of cases.
    mutating func plain(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Bytes known to be ASCII that needs no escaping.
    mutating func plain(bytes text: [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// An option token: eight hexadecimal digits.
    mutating func token(_ value: UInt32) {
        bytes.append(UInt8(ascii: "\""))
        for shift in stride(from: 28, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(shift) & 15)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Any text, escaped as RFC 8259 asks.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        }
        if isPlain { bytes.append(contentsOf: text.utf8) } else { escaped(text) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case UInt8(ascii: "\n"): raw("\\n")
            case UInt8(ascii: "\r"): raw("\\r")
            case UInt8(ascii: "\t"): raw("\\t")
            case 0..<0x20:
                raw(byte < 16 ? "\\u000" : "\\u001")
                let digit = byte & 15
                bytes.append(
                    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                )
            default: bytes.append(byte)
            }
        }
    }
}
