import Crypto

/// HMAC-SHA256 (RFC 2104) with the key's two blocks absorbed once instead of for every message.
///
/// Tokens are checked on every request and their messages are shorter than a block, so half of an
/// HMAC's work is the key's. The values are those of `HMAC<SHA256>`; a test holds them against it.
struct KeyedMAC: Sendable {
    private let inner: SHA256
    private let outer: SHA256

    /// Absorbs a key of at most 64 bytes.
    init(key: SymmetricKey) {
        var inner = SHA256()
        var outer = SHA256()
        key.withUnsafeBytes { bytes in
            var block = [UInt8](repeating: 0, count: 64)
            for (offset, byte) in bytes.prefix(64).enumerated() { block[offset] = byte }
            inner.update(data: block.map { $0 ^ 0x36 })
            outer.update(data: block.map { $0 ^ 0x5C })
        }
        self.inner = inner
        self.outer = outer
    }

    /// The 32 bytes of a message's code, handed to `body`.
    ///
    /// - Complexity: two compressions for messages under 56 bytes.
    func code<Result>(
        for message: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        var inner = inner
        inner.update(bufferPointer: message)
        var outer = outer
        inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        return outer.finalize().withUnsafeBytes(body)
    }

    /// The first bytes of a message's code.
    func prefix(_ count: Int, of message: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { message in code(for: message) { Array($0.prefix(count)) } }
    }
}
