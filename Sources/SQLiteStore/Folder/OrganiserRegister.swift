import Foundation
import Synchronization

/// Which organisers' tokens were made in a data folder, and which are no longer believed.
///
/// `organisers.log` is only ever appended to, a line of JSON each:
///
///     {"act":"issued","at_ms":…,"expires_ms":…,"id":"3f9c…","name":"李审计","roles":"auditor"}
///     {"act":"revoked","at_ms":…,"id":"3f9c…"}
///     {"act":"revoked","at_ms":…,"name":"李审计"}
///
/// Revoking a name ends the tokens made for it up to then; one made later is good. A command on the
/// server's machine appends, and a running server sees it with the next request, since it looks
/// whether the file has grown.
public final class OrganiserRegister: Sendable {
    /// A line.
    public struct Entry: Codable, Hashable, Sendable {
        /// `issued` or `revoked`.
        public var act: String
        /// When, in milliseconds since the epoch.
        public var atMs: Int64
        /// The token's own name; nil where a person's tokens are revoked.
        public var id: String?
        /// The organiser's name.
        public var name: String?
        /// What it may do, parted by commas.
        public var roles: String?
        /// When the token ends.
        public var expiresMs: Int64?

        /// Makes a line.
        public init(
            act: String,
            atMs: Int64,
            id: String? = nil,
            name: String? = nil,
            roles: String? = nil,
            expiresMs: Int64? = nil
        ) {
            self.act = act
            self.atMs = atMs
            self.id = id
            self.name = name
            self.roles = roles
            self.expiresMs = expiresMs
        }

        private enum CodingKeys: String, CodingKey {
            case act, id, name, roles
            case atMs = "at_ms"
            case expiresMs = "expires_ms"
        }
    }

    /// What is known of the file's revocations at one length of it.
    private struct Known {
        var byteCount: Int64 = 0
        var ids: Set<String> = []
        var names: [String: Int64] = [:]
    }

    private let file: String
    private let known = Mutex(Known())

    /// Makes the register of a data folder; the file need not be there.
    public init(folder: String) {
        file = folder + "/organisers.log"
    }

    /// Appends a line, on disk when it returns.
    public func append(_ entry: Entry) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try DataFolder.appendLine(Array(try encoder.encode(entry)), to: file)
    }

    /// All lines; what a crash left of an unfinished one is left out.
    public func entries() throws -> [Entry] {
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw DataFolderError.unusable(file)
        }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
            try? JSONDecoder().decode(Entry.self, from: Data($0))
        }
    }

    /// Whether a token was revoked; so is every token while the file is there and cannot be read.
    ///
    /// - Parameter issuedAtMs: When it was made; nil for one that does not say, which a revocation of
    ///   its name always ends.
    public func isRevoked(id: String?, name: String, issuedAtMs: Int64?) -> Bool {
        known.withLock { known in
            var status = stat()
            guard stat(file, &status) == 0 else { return errno != ENOENT }
            if Int64(status.st_size) != known.byteCount {
                guard let entries = try? entries() else { return true }
                known = Known(byteCount: Int64(status.st_size))
                for entry in entries where entry.act == "revoked" {
                    if let id = entry.id { known.ids.insert(id) }
                    if let name = entry.name { known.names[name] = entry.atMs }
                }
            }
            if let id, known.ids.contains(id) { return true }
            guard let revokedAt = known.names[name] else { return false }
            return (issuedAtMs ?? .min) <= revokedAt
        }
    }
}
