import ContestEngine

extension SimulatedStore {
    func putNote(_ note: Note) async throws {
        try write { ledger in
            ledger.notes.removeAll { $0.kind == note.kind && Self.isSame($0.key, note.key) }
            ledger.notes.append(note)
        }
    }

    func note(kind: String, key: String) async throws -> Note? {
        try read { $0.notes.first { $0.kind == kind && Self.isSame($0.key, key) } }
    }

    func notes(kind: String, after: String, limit: Int) async throws -> [Note] {
        try read { ledger in
            let sorted = ledger.notes
                .filter { $0.kind == kind && after.utf8.lexicographicallyPrecedes($0.key.utf8) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return Array(sorted.prefix(limit))
        }
    }

    func removeNotes(kind: String, prefix: String) async throws {
        try write { ledger in
            ledger.notes.removeAll { $0.kind == kind && $0.key.utf8.starts(with: prefix.utf8) }
        }
    }

    /// Keys are bytes: composed and decomposed characters are two keys.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}
