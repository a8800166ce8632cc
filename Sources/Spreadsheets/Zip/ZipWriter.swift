internal import CZip

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Writes small zip archives, the same bytes for the same entries.
public enum ZipWriter {
    /// An archive of files in the order given, all dated 1980-01-01 so that nothing in it depends on
    /// when it was made.
    ///
    /// - Throws: `unsafeName` or `repeatedName` for a name that `ZipArchive` would refuse,
    ///   `outOfMemory` when libzip fails.
    /// - Complexity: O(bytes); everything is held in memory.
    public static func archive(
        _ entries: [(name: String, bytes: [UInt8])]
    ) throws(ZipFault) -> [UInt8] {
        var names: Set<String> = []
        for entry in entries {
            guard ZipArchive.isSafe(entry.name) else { throw .unsafeName(entry.name) }
            guard names.insert(entry.name).inserted else { throw .repeatedName(entry.name) }
        }
        guard !entries.isEmpty else { return emptyArchive }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else { throw .outOfMemory }
        guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, &error) else {
            zip_source_free(source)
            throw .outOfMemory
        }
        // The archive owns the source; we keep a claim of our own to read it after closing.
        zip_source_keep(source)
        defer { zip_source_free(source) }
        for entry in entries {
            guard add(entry.name, entry.bytes, to: archive) else {
                zip_discard(archive)
                throw .outOfMemory
            }
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw .outOfMemory
        }
        return try content(of: source)
    }

    /// An end record and nothing before it.
    private static let emptyArchive: [UInt8] =
        [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)

    /// 1980-01-01 as the format stores days.
    private static let firstDay: UInt16 = 0x21

    static func add(_ name: String, _ bytes: [UInt8], to archive: OpaquePointer) -> Bool {
        // libzip frees this copy, so it must come from malloc.
        guard let copy = malloc(max(1, bytes.count)) else { return false }
        copy.copyMemory(from: bytes, byteCount: bytes.count)
        guard let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
            free(copy)
            return false
        }
        return add(name, source, to: archive)
    }

    /// Adds what a source gives; the archive owns the source afterwards.
    static func add(_ name: String, _ source: OpaquePointer, to archive: OpaquePointer) -> Bool {
        let index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8)
        guard let position = UInt64(exactly: index) else {
            zip_source_free(source)
            return false
        }
        return zip_file_set_dostime(archive, position, 0, firstDay, 0) == 0
    }

    private static func content(of source: OpaquePointer) throws(ZipFault) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, let count = Int(exactly: status.size),
            zip_source_open(source) == 0
        else { throw .outOfMemory }
        defer { zip_source_close(source) }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes { buffer in
            zip_source_read(source, buffer.baseAddress, zip_uint64_t(buffer.count))
        }
        guard read == Int64(count) else { throw .outOfMemory }
        return bytes
    }
}
