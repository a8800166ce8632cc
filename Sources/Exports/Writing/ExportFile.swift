import Dispatch
import Spreadsheets

/// A finished export in a temporary file that goes when this is let go.
public struct ExportFile: Sendable {
    private let file: TemporaryFile

    init(_ file: TemporaryFile) {
        self.file = file
    }

    /// Where it is.
    public var path: String { file.path }

    /// A place for a file that somebody else writes.
    ///
    /// - Throws: When no private folder can be made.
    public static func place(named name: String) throws -> ExportFile {
        ExportFile(try TemporaryFile(named: name))
    }

    /// Writes a table of a streamed format to a file, a page at a time.
    ///
    /// - Throws: What the table throws, and when the file cannot be written.
    public static func stream(
        _ table: ExportTable,
        cover: ExportCover,
        as format: ExportFormat,
        named name: String
    ) async throws -> ExportFile {
        let file = try TemporaryFile(named: name)
        let output = try TemporaryFileOutput(file)
        var writer = try format.writer()
        if let made = try await writer.write(table, cover: cover, to: { try output.write($0) }) {
            return made
        }
        try output.close()
        return ExportFile(file)
    }

    /// Packs files into a zip archive, off the pool that serves requests.
    ///
    /// - Parameter entries: Names in the archive with what is in them.
    public static func zip(
        _ entries: [(name: String, content: ArchiveContent)],
        named name: String
    ) async throws -> ExportFile {
        let file = try TemporaryFile(named: name)
        let list = entries.map { entry -> (name: String, content: ZipFileWriter.Content) in
            switch entry.content {
            case .bytes(let bytes): (entry.name, .bytes(bytes))
            case .file(let file): (entry.name, .file(file.path))
            }
        }
        try await Blocking.run { try ZipFileWriter.write(list, to: file.path) }
        return ExportFile(file)
    }
}

/// What is in one entry of an archive.
public enum ArchiveContent: Sendable {
    /// Bytes.
    case bytes([UInt8])
    /// A finished file.
    case file(ExportFile)
}

/// Runs what blocks for long, compressing above all, where it holds nobody up.
enum Blocking {
    private static let queue = DispatchQueue(label: "exports", attributes: .concurrent)

    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
