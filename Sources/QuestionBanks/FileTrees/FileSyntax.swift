/// The two ways to write a bank or contest file.
public enum FileSyntax: String, Codable, CaseIterable, Sendable {
    /// For people; read from files only, never over HTTP.
    case yaml
    /// For programs, also over HTTP.
    case json

    /// The syntax that a file's name ends with; nil for another ending.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            self = .yaml
        } else if name.hasSuffix(".json") {
            self = .json
        } else {
            return nil
        }
    }

    /// Reads bytes into a tree; nil after an error.
    func tree(_ bytes: [UInt8], _ log: FindingLog) -> FileNode? {
        switch self {
        case .yaml: YAMLFrontEnd.read(bytes, log)
        case .json: JSONFrontEnd.read(bytes, log)
        }
    }
}

/// What a file may at most contain, before anything in it is understood.
public enum FileLimits {
    /// The bytes of a file: 8 MiB.
    public static let byteCount = 8 << 20
    /// The scalars, sequences and mappings of a file.
    public static let nodeCount = 1_500_000
    /// How deep sequences and mappings may nest.
    public static let depth = 24
    /// The bytes of one scalar.
    public static let scalarByteCount = 65_536
}
