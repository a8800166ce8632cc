// A fact's canonical bytes, version 1, written from the columns of its row:
//
//     kind          1 byte
//     sequence      8 bytes
//     at_ms         8 bytes
//     the columns   in the order of `FactTable`, each at its width
//
// Integers are little-endian. Text (UTF-8) and blobs stand behind their length as four bytes. An
// instant that is NULL is the smallest number that eight bytes can hold.

import Foundation

/// How a column is spelt in the canonical bytes.
enum ColumnWidth {
    case unsigned8
    case unsigned16
    case unsigned32
    case signed32
    case signed64
    /// One byte, 0 or 1.
    case flag
    /// Eight bytes, or NULL.
    case instant
    /// Text or a blob.
    case bytes
}

/// Collects the canonical bytes of one row after another.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []
    /// Whether every value fitted its width.
    ///
    /// Without this, 65,537 in a column of two bytes would have the same digest as 1.
    private(set) var fits = true

    /// Begins a row.
    mutating func begin(kind: UInt8, sequence: Int64, at instant: Int64) {
        bytes.removeAll(keepingCapacity: true)
        fits = true
        bytes.append(kind)
        append(sequence)
        append(instant)
    }

    /// Appends an integer column; nil stands for NULL.
    mutating func append(_ value: Int64?, as width: ColumnWidth) {
        guard let value else {
            fits = fits && width == .instant
            return append(Int64.min)
        }
        switch width {
        case .unsigned8: narrow(value, to: UInt8.self)
        case .unsigned16: narrow(value, to: UInt16.self)
        case .unsigned32: narrow(value, to: UInt32.self)
        case .signed32: narrow(value, to: Int32.self)
        case .signed64: append(value)
        case .flag:
            fits = fits && (value == 0 || value == 1)
            append(UInt8(value == 0 ? 0 : 1))
        case .instant:
            fits = fits && value != .min
            append(value)
        case .bytes: fits = false
        }
    }

    /// Appends text or a blob with its length before it.
    mutating func append(_ data: Data) {
        append(UInt32(truncatingIfNeeded: data.count))
        bytes.append(contentsOf: data)
    }

    private mutating func narrow<Number: FixedWidthInteger>(_ value: Int64, to: Number.Type) {
        let narrow = Number(truncatingIfNeeded: value)
        fits = fits && Int64(exactly: narrow) == value
        append(narrow)
    }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
