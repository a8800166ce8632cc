internal import CZip

/// Writes a zip archive to a file, its large entries straight from other files.
public enum ZipFileWriter {
    /// One entry of an archive.
    public enum Content: Sendable {
        /// Bytes in memory.
        case bytes([UInt8])
        /// A file that is there until the archive is written.
        case file(String)
    }

    /// Writes an archive of entries in the order given, all dated 1980-01-01.
    ///
    /// It blocks while it compresses, some tens of megabytes a second, and holds no file in memory.
    ///
    /// - Throws: `unsafeName` or `repeatedName` for a name that `ZipArchive` would refuse,
    ///   `outOfMemory` when libzip fails, for instance on a full disk.
    public static func write(
        _ entries: [(name: String, content: Content)],
        to path: String
    ) throws(ZipFault) {
        var names: Set<String> = []
        for entry in entries {
            guard ZipArchive.isSafe(entry.name) else { throw .unsafeName(entry.name) }
            guard names.insert(entry.name).inserted else { throw .repeatedName(entry.name) }
        }
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, nil) else { throw .outOfMemory }
        for entry in entries {
            let isAdded =
                switch entry.content {
                case .bytes(let bytes): ZipWriter.add(entry.name, bytes, to: archive)
                case .file(let file): add(entry.name, file, to: archive)
                }
            guard isAdded else {
                zip_discard(archive)
                throw .outOfMemory
            }
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw .outOfMemory
        }
    }

    private static func add(_ name: String, _ path: String, to archive: OpaquePointer) -> Bool {
        guard let source = zip_source_file(archive, path, 0, -1) else { return false }
        return ZipWriter.add(name, source, to: archive)
    }
}
