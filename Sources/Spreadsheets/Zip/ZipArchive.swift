internal import CZip

/// Reads the entries of a zip archive that is in memory.
///
/// A reference, because libzip's handle and the sum of inflated bytes are one state; it belongs to
/// one synchronous reader and is not shared.
public final class ZipArchive {
    /// The names of its files in the archive's order, with `/` between folders.
    public let names: [String]

    private let handle: ZipHandle
    private let limits: ZipLimits
    private let entries: [String: Entry]
    private var inflatedByteCount = 0

    private struct Entry {
        var index: UInt64
        var compressedByteCount: Int
    }

    /// Reads an archive's directory.
    ///
    /// - Parameter bytes: The archive; one copy of it is kept.
    /// - Throws: A fault of the directory: too many entries, an unsafe or repeated name, encryption.
    /// - Complexity: O(bytes).
    public init(_ bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws(ZipFault) {
        guard bytes.count <= limits.archiveByteCount else {
            throw .archiveTooLarge(byteCount: bytes.count)
        }
        try ZipDirectory.check(bytes, entryLimit: limits.entryCount)
        let handle = try ZipHandle(bytes)
        var names: [String] = []
        var entries: [String: Entry] = [:]
        let count = zip_get_num_entries(handle.archive, 0)
        guard count >= 0, count <= limits.entryCount else { throw .tooManyEntries }
        for index in 0..<UInt64(count) {
            guard let (name, entry) = try Self.entry(at: index, handle) else { continue }
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw .repeatedName(name)
            }
            names.append(name)
        }
        self.names = names
        self.handle = handle
        self.limits = limits
        self.entries = entries
    }

    /// Whether there is a file of this name.
    ///
    /// - Complexity: O(1).
    public func contains(_ name: String) -> Bool { entries[name] != nil }

    /// Inflates one file.
    ///
    /// Reading a file twice counts twice towards `ZipLimits.totalByteCount`.
    ///
    /// - Throws: A missing, damaged or too large entry.
    /// - Complexity: O(inflated bytes).
    public func bytes(of name: String) throws(ZipFault) -> [UInt8] {
        let stream = try stream(of: name)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try chunk.withUnsafeMutableBytes { stream.read(into: $0) }.get()
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: chunk.prefix(count))
        }
    }

    /// Opens one file to be inflated piece by piece.
    func stream(of name: String) throws(ZipFault) -> ZipEntryStream {
        guard let entry = entries[name] else { throw .missing(name) }
        guard let file = zip_fopen_index(handle.archive, entry.index, 0) else { throw .damaged }
        return ZipEntryStream(self, file, name, entry.compressedByteCount)
    }

    /// Adds what an entry gave to what the archive gave so far.
    fileprivate func count(
        _ byteCount: Int,
        ofEntry entryByteCount: Int,
        compressed: Int,
        _ name: String
    ) throws(ZipFault) {
        inflatedByteCount += byteCount
        guard entryByteCount <= limits.entryByteCount else { throw .entryTooLarge(name) }
        guard inflatedByteCount <= limits.totalByteCount else { throw .totalTooLarge }
        guard
            entryByteCount <= ZipLimits.ratioFloor
                || entryByteCount / max(1, compressed) <= limits.ratio
        else { throw .ratioTooHigh(name) }
    }

    /// The name and size of an entry; nil for a folder.
    private static func entry(
        at index: UInt64,
        _ handle: ZipHandle
    ) throws(ZipFault) -> (String, Entry)? {
        var status = zip_stat_t()
        guard let raw = zip_get_name(handle.archive, index, ZIP_FL_ENC_RAW),
            zip_stat_index(handle.archive, index, ZIP_FL_ENC_RAW, &status) == 0
        else { throw .damaged }
        // Old .NET writers put backslashes between folders.
        let name = String(cString: raw).replacing("\\", with: "/")
        guard isSafe(name) else { throw .unsafeName(name) }
        guard status.encryption_method == 0 else { throw .encrypted(name) }
        if name.hasSuffix("/") { return nil }
        guard status.comp_method == 0 || status.comp_method == 8 else {
            throw .unknownCompression(name)
        }
        guard let compressed = Int(exactly: status.comp_size) else { throw .damaged }
        return (name, Entry(index: index, compressedByteCount: compressed))
    }

    /// Whether a name stays below the archive's root.
    static func isSafe(_ name: String) -> Bool {
        let bytes = name.utf8
        guard let first = bytes.first, first != UInt8(ascii: "/") else { return false }
        if bytes.dropFirst().first == UInt8(ascii: ":") { return false }
        return !name.split(separator: "/").contains("..")
    }
}

/// One entry while it is being inflated.
final class ZipEntryStream {
    private let archive: ZipArchive
    private let file: OpaquePointer
    private let name: String
    private let compressedByteCount: Int
    private var byteCount = 0

    fileprivate init(
        _ archive: ZipArchive,
        _ file: OpaquePointer,
        _ name: String,
        _ compressedByteCount: Int
    ) {
        self.archive = archive
        self.file = file
        self.name = name
        self.compressedByteCount = compressedByteCount
    }

    deinit {
        zip_fclose(file)
    }

    /// Inflates the next bytes; 0 at the end, whose checksum has then been checked.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Result<Int, ZipFault> {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return .success(0) }
        let read = zip_fread(file, start, zip_uint64_t(buffer.count))
        guard read >= 0, let count = Int(exactly: read) else { return .failure(.damaged) }
        byteCount += count
        return Result { () throws(ZipFault) in
            try archive.count(count, ofEntry: byteCount, compressed: compressedByteCount, name)
            return count
        }
    }
}
