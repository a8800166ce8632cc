/// A file in a folder of its own that only this user can read; it goes when it is let go.
public final class TemporaryFile: Sendable {
    /// Where it is, or will be once it is written.
    public let path: String
    private let folder: TemporaryFolder

    /// Makes the folder; the file itself is written by whoever asks for it.
    ///
    /// - Throws: `temporaryFile` when no private folder can be made.
    public convenience init(named name: String) throws(WorkbookWriteFault) {
        self.init(name, in: try TemporaryFolder())
    }

    init(_ name: String, in folder: TemporaryFolder) {
        path = folder.path + "/" + name
        self.folder = folder
    }
}
