import CLibCrypto

/// SHA-256 as the chain uses it for every fact: a value with no memory of its own to get and give
/// back, so that hashing a fact costs what the hash costs.
struct ChainHash: Sendable {
    static let byteCount = 32

    private var context = SHA256_CTX()

    init() {
        SHA256_Init(&context)
    }

    /// Hashes more bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        SHA256_Update(&context, bytes.baseAddress, bytes.count)
    }

    /// Hashes more bytes.
    mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Hands out the hash of what came so far, good during the call; more can follow.
    func withValue<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        var context = context
        return withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 8) { value in
            SHA256_Final(value.assumingMemoryBound(to: UInt8.self).baseAddress, &context)
            return body(UnsafeRawBufferPointer(value))
        }
    }

    /// The hash of what came so far, 32 bytes.
    var value: [UInt8] { withValue(Array.init) }
}
