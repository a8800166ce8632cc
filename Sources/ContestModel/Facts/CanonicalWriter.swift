/// Appends values in the one spelling that the ledger's chain is hashed over.
///
/// Integers are little-endian at their full width. Bytes and text (UTF-8) are preceded by their
/// length as four bytes. An optional instant that is nil is written as `Int64.min`. There is no
/// padding and there are no names: the order of fields is the format, see
/// `Fact.writeCanonicalBytes`.
public struct CanonicalWriter: Sendable {
    @usableFromInline var storage: [UInt8] = []

    /// What was written so far.
    public var bytes: [UInt8] { storage }

    /// Makes an empty writer.
    ///
    /// - Parameter capacity: How many bytes it takes without growing.
    public init(capacity: Int = 0) {
        storage.reserveCapacity(capacity)
    }

    /// Forgets what was written and keeps the memory.
    public mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
    }

    /// Appends an integer.
    @inlinable
    public mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { storage.append(contentsOf: $0) }
    }

    /// Appends an instant.
    public mutating func write(_ instant: LedgerInstant) {
        write(instant.millisecondsSinceEpoch)
    }

    /// Appends an instant that may be missing.
    public mutating func write(_ instant: LedgerInstant?) {
        write(instant?.millisecondsSinceEpoch ?? .min)
    }

    /// Appends bytes, with their count before them.
    public mutating func write(_ data: [UInt8]) {
        write(UInt32(truncatingIfNeeded: data.count))
        storage.append(contentsOf: data)
    }

    /// Appends text as UTF-8, with its byte count before it.
    public mutating func write(_ text: String) {
        write(UInt32(truncatingIfNeeded: text.utf8.count))
        storage.append(contentsOf: text.utf8)
    }
}
