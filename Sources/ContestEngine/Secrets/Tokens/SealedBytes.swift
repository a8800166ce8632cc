/// Eight bytes under a MAC, as fixed-width hexadecimal text.
///
///     1 byte    kind in the low four bits, the key's generation in the high ones
///     8 bytes   payload, big-endian
///     15 bytes  HMAC-SHA256 over the nine bytes before and the scope's, cut to 120 bits
enum SealedBytes {
    private static let byteCount = 24
    private static let macByteCount = 15

    /// Seals a payload.
    ///
    /// - Parameters:
    ///   - key: Which of the generation's keys.
    ///   - scope: What the token is good for, covered by the MAC and not in the text.
    static func text(
        kind: UInt8,
        _ payload: UInt64,
        by keys: GenerationKeys,
        _ key: (GenerationKeys) -> KeyedMAC,
        scope: [UInt8]
    ) -> String {
        let head =
            [kind | keys.number << 4]
            + (0..<8).map { UInt8(truncatingIfNeeded: payload >> UInt64(56 - 8 * $0)) }
        return Hexadecimal.encode(head + key(keys).prefix(macByteCount, of: head + scope))
    }

    /// The payload of a text, and the generation that sealed it.
    ///
    /// - Parameter scope: The scope that a payload has; empty costs no allocation.
    static func read(
        _ text: [UInt8],
        kind: UInt8,
        _ secrets: ContestSecrets,
        _ key: (GenerationKeys) -> KeyedMAC,
        scope: (UInt64) -> [UInt8]
    ) -> (payload: UInt64, keys: GenerationKeys)? {
        guard text.count == 2 * byteCount else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 1) { bytes in
            guard Hexadecimal.decode(text, into: bytes), bytes[0] & 0x0F == kind,
                secrets.generations.indices.contains(Int(bytes[0] >> 4))
            else { return nil }
            let keys = secrets.generations[Int(bytes[0] >> 4)]
            let payload = bytes[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let head = UnsafeRawBufferPointer(rebasing: bytes[..<9])
            func matches(_ expected: UnsafeRawBufferPointer) -> Bool {
                var difference: UInt8 = 0
                for offset in 0..<macByteCount {
                    difference |= expected[offset] ^ bytes[9 + offset]
                }
                return difference == 0
            }
            let scope = scope(payload)
            let isGenuine =
                scope.isEmpty
                ? key(keys).code(for: head, matches)
                : (Array(head) + scope).withUnsafeBytes { key(keys).code(for: $0, matches) }
            return isGenuine ? (payload, keys) : nil
        }
    }
}
