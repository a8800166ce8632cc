public import ContestModel

/// The hash chain over a ledger, one link a batch.
///
/// A fact's digest is SHA-256 over its canonical bytes. A link is SHA-256 over the link before it
/// and the digests of the batch's facts in order. So one altered bit anywhere changes every link
/// from there on. The first four bytes of each fact's digest are stored with the batch, so that an
/// audit can name the very row that was altered and not only its batch.
public struct LedgerChain: Sendable {
    /// The link before the first: 32 zero bytes.
    public static let genesis = [UInt8](repeating: 0, count: 32)
    /// How many bytes of a fact's digest are kept with its batch.
    public static let markByteCount = 4

    private var writer = CanonicalWriter()
    /// The canonical bytes of the fact that was added last.
    public var latestBytes: [UInt8] { writer.bytes }
    private var link = ChainHash()
    /// The marks of the facts added so far.
    public private(set) var marks: [UInt8] = []

    /// Begins the link that follows `previous`.
    public init(after previous: [UInt8]) {
        link.update(previous)
    }

    /// Adds the batch's next fact.
    ///
    /// - Complexity: O(bytes of the fact).
    public mutating func add(_ fact: Fact, at sequence: LedgerSequence) {
        writer.removeAll()
        fact.writeCanonicalBytes(at: sequence, to: &writer)
        var hash = ChainHash()
        writer.withBytes { hash.update($0) }
        hash.withValue { digest in
            link.update(digest)
            marks.append(contentsOf: digest.prefix(Self.markByteCount))
        }
    }

    /// The digest that the chain is made of: SHA-256, 32 bytes.
    public static func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
        var hash = ChainHash()
        let isContiguous: Void? = bytes.withContiguousStorageIfAvailable {
            hash.update(UnsafeRawBufferPointer($0))
        }
        if isContiguous == nil { hash.update(Array(bytes)) }
        return hash.value
    }

    /// The link's value, 32 bytes.
    public func value() -> [UInt8] {
        link.value
    }
}
