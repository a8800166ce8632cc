internal import Foundation

/// Writes a temporary file from its beginning to its end.
///
/// A reference, because the open file is a resource; it serves one writer.
public final class TemporaryFileOutput {
    private let file: TemporaryFile
    private let handle: FileHandle

    /// Makes the file.
    ///
    /// - Throws: `temporaryFile` when it cannot be made.
    public init(_ file: TemporaryFile) throws(WorkbookWriteFault) {
        guard FileManager.default.createFile(atPath: file.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: file.path)
        else { throw .temporaryFile }
        self.file = file
        self.handle = handle
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: `temporaryFile` when they cannot be written, for instance on a full disk.
    public func write(_ bytes: [UInt8]) throws(WorkbookWriteFault) {
        do { try handle.write(contentsOf: Data(bytes)) } catch { throw .temporaryFile }
    }

    /// Closes the file.
    ///
    /// - Throws: `temporaryFile` when what was written did not all arrive.
    public func close() throws(WorkbookWriteFault) {
        do { try handle.close() } catch { throw .temporaryFile }
    }
}
