import ContestModel
import NIOCore

/// Writes JSON without reflection, for the routes that every answer goes through.
///
/// The caller sees to commas and brackets; this type sees to escaping.
struct JSONWriter {
    private(set) var buffer = ByteBuffer()

    init(capacity: Int) {
        buffer.reserveCapacity(capacity)
    }

    /// Text that is JSON already.
    mutating func raw(_ text: StaticString) {
        buffer.writeStaticString(text)
    }

    mutating func integer(_ value: some BinaryInteger) {
        buffer.writeString(String(value))
    }

    mutating func boolean(_ value: Bool) {
        buffer.writeStaticString(value ? "true" : "false")
    }

    mutating func points(_ value: Points) {
        buffer.writeString(value.description)
    }

    /// Text known to need no escaping: tokens, names of cases.
    mutating func plain(_ text: String) {
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeString(text)
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    /// Bytes known to be ASCII that needs no escaping.
    mutating func plain(bytes: [UInt8]) {
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeBytes(bytes)
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    /// An option token: eight hexadecimal digits.
    mutating func token(_ value: UInt32) {
        buffer.writeInteger(UInt8(ascii: "\""))
        for shift in stride(from: 28, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(shift) & 15)
            let letter = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            buffer.writeInteger(letter)
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    /// Any text, escaped as RFC 8259 asks.
    mutating func string(_ text: String) {
        buffer.writeInteger(UInt8(ascii: "\""))
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        }
        if isPlain { buffer.writeString(text) } else { escaped(text) }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
            case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
            case UInt8(ascii: "\n"): buffer.writeStaticString("\\n")
            case UInt8(ascii: "\r"): buffer.writeStaticString("\\r")
            case UInt8(ascii: "\t"): buffer.writeStaticString("\\t")
            case 0..<0x20:
                buffer.writeStaticString(byte < 16 ? "\\u000" : "\\u001")
                let digit = byte & 15
                buffer.writeInteger(
                    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                )
            default: buffer.writeInteger(byte)
            }
        }
    }
}
