/// Appends values in the one spelling that the ledger's chain is hashed over.
///
/// Integers are little-endian at their full width. Bytes and text (UTF-8) are preceded by their
/// length as four bytes. An optional instant that is nil is written as `Int64.min`. There is no
/// padding and there are no names: the order of fields is the format, see
/// `Fact.writeCanonicalBytes`.
public struct CanonicalWriter: Sendable {
    /// What was written, and room for more: integers are stored in place, which costs a third of
    /// appending them.
    @usableFromInline var storage: [UInt8]
    /// How much of it was written.
    @usableFromInline var count = 0

    /// What was written so far.
    public var bytes: [UInt8] { Array(storage.prefix(count)) }

    /// Makes an empty writer.
    ///
    /// - Parameter capacity: How many bytes it takes without growing.
    public init(capacity: Int = 0) {
        storage = Array(repeating: 0, count: max(capacity, 0))
    }

    /// Forgets what was written and keeps the memory.
    public mutating func removeAll() {
        count = 0
    }

    /// Lends what was written so far.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Appends an integer.
    @inlinable
    public mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        let place = makeRoom(for: MemoryLayout<Number>.size)
        storage.withUnsafeMutableBytes {
            $0.storeBytes(of: number.littleEndian, toByteOffset: place, as: Number.self)
        }
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
        data.withUnsafeBytes { append($0) }
    }

    /// Appends text as UTF-8, with its byte count before it.
    public mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            write(UInt32(truncatingIfNeeded: bytes.count))
            append(UnsafeRawBufferPointer(bytes))
        }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        let place = makeRoom(for: bytes.count)
        storage.withUnsafeMutableBytes { room in
            let free = room[place..<place + bytes.count]
            UnsafeMutableRawBufferPointer(rebasing: free).copyMemory(from: bytes)
        }
    }

    /// Lengthens what was written.
    ///
    /// - Returns: Where the new bytes belong.
    @usableFromInline
    mutating func makeRoom(for byteCount: Int) -> Int {
        let place = count
        count += byteCount
        if count > storage.count {
            let more = max(count - storage.count, storage.count, 64)
            storage.append(contentsOf: repeatElement(0, count: more))
        }
        return place
    }
}
