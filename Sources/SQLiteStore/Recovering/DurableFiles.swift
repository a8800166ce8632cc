import Glibc

/// Files that are on disk when a call returns, under the name that they were given.
enum DurableFiles {
    /// How many bytes are copied at a time.
    private static let pieceByteCount = 1 << 20

    /// Puts the names in a folder on disk: a file that is synced is not yet found after a power cut
    /// when its folder is not.
    static func syncFolder(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DurableFileError(path, errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw DurableFileError(path, errno) }
    }

    /// Writes a new file, or anew what a crash left of one.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let target = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw DurableFileError(path, errno) }
        defer { Glibc.close(target) }
        try bytes.withUnsafeBytes { try append($0, to: target, path) }
        guard fsync(target) == 0 else { throw DurableFileError(path, errno) }
    }

    /// Copies a file's bytes into a fresh one; false when there is none to copy.
    static func copy(_ source: String, to path: String) throws -> Bool {
        let from = Glibc.open(source, O_RDONLY | O_CLOEXEC)
        guard from >= 0 else {
            guard errno == ENOENT else { throw DurableFileError(source, errno) }
            return false
        }
        defer { Glibc.close(from) }
        let target = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw DurableFileError(path, errno) }
        defer { Glibc.close(target) }
        let piece = UnsafeMutableRawBufferPointer.allocate(
            byteCount: pieceByteCount,
            alignment: 4_096
        )
        defer { piece.deallocate() }
        while true {
            let count = read(from, piece.baseAddress, piece.count)
            guard count >= 0 else { throw DurableFileError(source, errno) }
            guard count > 0 else { break }
            try append(UnsafeRawBufferPointer(rebasing: piece[..<count]), to: target, path)
        }
        guard fsync(target) == 0 else { throw DurableFileError(path, errno) }
        return true
    }

    /// Writes a file's bytes again where they are, and syncs them; nothing when there is no file.
    ///
    /// A power cut in the middle does no harm: every sector gets what it has or should have.
    static func writeAgain(_ path: String) throws {
        let file = Glibc.open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT else { throw DurableFileError(path, errno) }
            return
        }
        defer { Glibc.close(file) }
        let piece = UnsafeMutableRawBufferPointer.allocate(
            byteCount: pieceByteCount,
            alignment: 4_096
        )
        defer { piece.deallocate() }
        var offset = 0
        while true {
            let count = pread(file, piece.baseAddress, piece.count, offset)
            guard count >= 0 else { throw DurableFileError(path, errno) }
            guard count > 0 else { break }
            guard pwrite(file, piece.baseAddress, count, offset) == count else {
                throw DurableFileError(path, errno)
            }
            offset += count
        }
        guard offset == 0 || fsync(file) == 0 else { throw DurableFileError(path, errno) }
    }

    /// Gives a file the name of another, in whose place it comes.
    static func rename(_ path: String, to name: String) throws {
        guard Glibc.rename(path, name) == 0 else { throw DurableFileError(name, errno) }
    }

    private static func append(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        _ path: String
    ) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
            guard count > 0 else {
                throw errno == ENOSPC
                    ? SQLiteStoreError.noRoom(path) : DurableFileError(path, errno) as any Error
            }
            rest = rest.dropFirst(count)
        }
    }
}

/// What the system says of a file that could not be read or written.
struct DurableFileError: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    init(_ path: String, _ code: Int32) {
        self.path = path
        self.code = code
    }

    var description: String {
        "无法读写 \(path)：\(String(cString: strerror(code))) / cannot be read or written"
    }
}
