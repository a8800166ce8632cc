public import ContestModel

/// Reads one kind of fact page by page, in the order of its key.
public struct FactReader: Sendable {
    private let store: any ContestStore
    private let kind: Fact.Kind
    private var page: [CommittedFact] = []
    private var position = 0
    private var cursor: FactCursor?

    /// How many facts a page holds.
    public static let pageSize = 4_096

    /// Makes a reader that begins after a key.
    public init(
        _ store: any ContestStore,
        _ kind: Fact.Kind,
        after cursor: FactCursor = FactCursor()
    ) {
        self.store = store
        self.kind = kind
        self.cursor = cursor
    }

    /// The next fact; nil at the end.
    public mutating func next() async throws -> CommittedFact? {
        while position >= page.count {
            guard let cursor else { return nil }
            let next = try await store.facts(of: kind, after: cursor, limit: Self.pageSize)
            page = next.facts
            position = 0
            self.cursor = next.next
        }
        defer { position += 1 }
        return page[position]
    }
}

extension ContestStore {
    /// Visits every fact of one kind in the order of its key.
    public func forEachFact(
        of kind: Fact.Kind,
        _ body: (CommittedFact) throws -> Void
    ) async throws {
        var reader = FactReader(self, kind)
        while let fact = try await reader.next() { try body(fact) }
    }
}
