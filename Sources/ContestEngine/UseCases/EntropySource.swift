/// Where a contest's random bits come from: the seeds of papers and the pseudonyms of people.
///
/// Both must be such that nobody can guess them. Tests put a repeatable source in its place, so that
/// two servers can be compared byte by byte.
public protocol EntropySource: Sendable {
    /// 64 fresh bits.
    func bits() -> UInt64
}

/// The system's random bits.
public struct SystemEntropy: EntropySource {
    /// Makes the source.
    public init() {}

    /// Random bits of the system.
    public func bits() -> UInt64 { UInt64.random(in: .min ... .max) }
}
