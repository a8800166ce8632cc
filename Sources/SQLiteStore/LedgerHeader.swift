import Foundation

/// The first hundred bytes of a ledger's file, read before SQLite opens it: opening alone writes to it,
/// and a file that is not for this program must stay as it is.
///
/// `user_version` stands at byte 60 and `application_id` at byte 68, both big-endian. Source: SQLite
/// Database File Format, 1.3.
struct LedgerHeader {
    private let bytes: [UInt8]

    /// Reads a file's header; nil for a file that is not there yet or has none.
    init?(path: String) {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let data = try? file.read(upToCount: 100), data.count == 100 else { return nil }
        bytes = Array(data)
    }

    /// Refuses a ledger that a newer version of this program wrote.
    func requireKnown() throws(SQLiteStoreError) {
        guard number(at: 68) == UInt32(bitPattern: Schema.applicationID) else { return }
        let version = Int(number(at: 60))
        guard version <= Schema.version else {
            throw .newerSchema(found: version, known: Schema.version)
        }
    }

    private func number(at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
