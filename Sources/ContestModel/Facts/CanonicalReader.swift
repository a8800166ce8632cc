/// Reads what `CanonicalWriter` wrote, in the same order; nil past the end and for what no writer
/// writes.
public struct CanonicalReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Makes a reader of some bytes.
    public init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { position == bytes.endIndex }

    /// Reads an integer at its full width.
    public mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        guard let raw = take(MemoryLayout<Number>.size) else { return nil }
        return raw.reversed().reduce(Number.zero) { value, byte in
            // Eight places are as many as an `Int8` has: it takes the byte as it is.
            (MemoryLayout<Number>.size == 1 ? 0 : value << 8) | Number(truncatingIfNeeded: byte)
        }
    }

    /// Reads bytes with their count before them.
    public mutating func data() -> [UInt8]? {
        guard let count = integer(UInt32.self), let count = Int(exactly: count) else { return nil }
        return take(count).map(Array.init)
    }

    /// Reads text with its byte count before it; nil for what is not UTF-8.
    public mutating func text() -> String? {
        data().flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Reads an instant.
    public mutating func instant() -> LedgerInstant? {
        integer(Int64.self).map { LedgerInstant(millisecondsSinceEpoch: $0) }
    }

    /// Reads a truth value: one byte, 0 or 1.
    public mutating func flag() -> Bool? {
        integer(UInt8.self).flatMap { $0 < 2 ? $0 == 1 : nil }
    }

    /// Takes some bytes as they are.
    public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.endIndex - position >= count else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
