// Zip archives from strangers: workbooks and question packages.
//
// An archive is held in memory and never unpacked to disk. Three things make a small archive
// expensive, and each has a limit: many entries (the directory is counted before libzip reads it),
// entries that inflate a thousandfold, and a sum of inflated bytes that no single entry shows. Sizes
// in an archive's directory are claims: the limits hold for the bytes that really come out.
//
// Names are kept relative to the archive: `/etc/x`, `C:\x` and `a/../../x` are refused, although
// nothing here writes files, so that no caller ever meets one. A name that stands in the directory
// twice is refused too: two readers could take different contents for the same file.

/// What an archive may at most contain.
public struct ZipLimits: Hashable, Sendable {
    /// The bytes of the archive itself.
    public var archiveByteCount: Int
    /// The entries, folders among them.
    public var entryCount: Int
    /// The inflated bytes of one entry.
    public var entryByteCount: Int
    /// The inflated bytes of everything that is read from one `ZipArchive`.
    public var totalByteCount: Int
    /// How many times its compressed size an entry may inflate to, once it is past `ratioFloor`.
    public var ratio: Int

    /// Entries that inflate to less are not judged by their ratio: 1 MiB.
    public static let ratioFloor = 1 << 20

    /// Makes limits.
    public init(
        archiveByteCount: Int = 64 << 20,
        entryCount: Int = 20_000,
        entryByteCount: Int = 32 << 20,
        totalByteCount: Int = 256 << 20,
        ratio: Int = 200
    ) {
        self.archiveByteCount = archiveByteCount
        self.entryCount = entryCount
        self.entryByteCount = entryByteCount
        self.totalByteCount = totalByteCount
        self.ratio = ratio
    }
}

/// Why an archive or an entry of it cannot be read.
public enum ZipFault: Error, Hashable, Sendable {
    /// The bytes are not a zip archive.
    case notZip
    /// The archive is cut off or contradicts itself.
    case damaged
    /// The archive is longer than allowed.
    case archiveTooLarge(byteCount: Int)
    /// The archive has more entries than allowed.
    case tooManyEntries
    /// An entry's name leads outside the archive, or is empty.
    case unsafeName(String)
    /// Two entries have the same name.
    case repeatedName(String)
    /// An entry needs a password.
    case encrypted(String)
    /// An entry is compressed in another way than deflate.
    case unknownCompression(String)
    /// There is no entry of this name.
    case missing(String)
    /// An entry inflates to more than allowed.
    case entryTooLarge(String)
    /// An entry inflates to more than its compressed size allows.
    case ratioTooHigh(String)
    /// All entries together inflate to more than allowed.
    case totalTooLarge
    /// Memory could not be had.
    case outOfMemory
}
