import Foundation

/// A contest's anchors: one signed head a line, only ever appended to.
///
/// The file is there to be copied elsewhere – to another office, into a printout – every day.
extension DataFolder {
    /// The last lines, from the file's last bytes: a line is far shorter than they are.
    public func latestAnchors(of name: String) throws -> [String] {
        let file = try anchors(name)
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw DataFolderError.unusable(file)
        }
        defer { try? handle.close() }
        let end = try handle.seekToEnd()
        try handle.seek(toOffset: end > 4_096 ? end - 4_096 : 0)
        let bytes = try handle.readToEnd() ?? Data()
        return bytes.split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Adds a line.
    public func appendAnchor(_ line: String, of name: String) throws {
        try Self.appendLine(Array(line.utf8), to: try anchors(name))
    }

    /// Adds a line to a file, on disk when it returns; what a crash left of an unfinished one gets a
    /// line of its own.
    static func appendLine(_ line: [UInt8], to file: String) throws {
        let descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DataFolderError.unusable(file) }
        defer { Glibc.close(descriptor) }
        var bytes = line + [UInt8(ascii: "\n")]
        let end = lseek(descriptor, 0, SEEK_END)
        var last = UInt8(ascii: "\n")
        if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
            bytes.insert(UInt8(ascii: "\n"), at: 0)
        }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw DataFolderError.unusable(file)
        }
    }
}
