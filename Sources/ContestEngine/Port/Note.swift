public import ContestModel

/// A small record beside the ledger: a participant's report, a proposal, an objection's text.
///
/// Notes change no figure, so they are not facts: they can be replaced and removed, the chain does
/// not cover them, and the audit does not read them. Each has a place of its own, (kind, key).
public struct Note: Hashable, Sendable {
    /// What sort of note it is, a word of the program such as `report`.
    public var kind: String
    /// Its place among the notes of its kind.
    ///
    /// Keys are ordered by their UTF-8 bytes.
    public var key: String
    /// When it was written; replaced with the rest.
    public var at: LedgerInstant
    /// Who wrote it: an organiser's name or a participant's public name.
    public var actor: String
    /// What it says, in a form of the kind's own.
    ///
    /// Whoever puts a note bounds it.
    public var content: [UInt8]

    /// Makes a note.
    public init(kind: String, key: String, at: LedgerInstant, actor: String, content: [UInt8]) {
        self.kind = kind
        self.key = key
        self.at = at
        self.actor = actor
        self.content = content
    }
}

extension ContestStore {
    /// Visits every note of a kind in the order of keys, in short reads.
    public func forEachNote(of kind: String, _ body: (Note) throws -> Void) async throws {
        let pageSize = 1_024
        var last = ""
        while true {
            let page = try await notes(kind: kind, after: last, limit: pageSize)
            for note in page { try body(note) }
            guard page.count == pageSize, let end = page.last else { return }
            last = end.key
        }
    }
}
