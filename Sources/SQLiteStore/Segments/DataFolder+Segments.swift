public import ContestEngine
public import ContestModel

extension DataFolder {
    /// Copies on what a contest committed since the last call.
    ///
    /// - Returns: The last fact in the folder of segments; nil where none was asked for.
    public func copyOn(
        _ name: String,
        from store: any ContestStore
    ) async throws -> LedgerSequence? {
        guard let shipper = shipper(of: name), let store = store as? SQLiteStore else { return nil }
        return try await shipper.ship(from: store)
    }

    /// The newest base in a contest's folder of segments.
    ///
    /// - Throws: `SegmentFault.noBase` when there is none.
    public static func newestBase(in folder: String) throws -> String {
        let segments = SegmentFolder(path: folder)
        guard let base = try segments.files().last(where: \.isBase) else {
            throw SegmentFault.noBase(folder: folder)
        }
        return segments.path(base)
    }

    /// What a replay came to.
    public struct Replay: Sendable {
        /// The ledger's end after it.
        public var head: LedgerHead
        /// How many files were read.
        public var fileCount: Int
        /// What stopped it, where that was allowed.
        public var fault: SegmentFault?
    }

    /// Puts the facts of a folder of segments onto a staged backup, batch by batch as they were.
    ///
    /// Every batch must follow the one before, and the chain over it must be the one that the segment
    /// tells, so the rebuilt ledger has the very chain of the lost one.
    ///
    /// - Parameter stopsAtFault: Whether a fault ends the replay at the last batch before it, instead
    ///   of being thrown.
    /// - Throws: `SegmentFault`, with the file's name.
    public func replay(
        segments folder: String,
        onto staged: StagedLedger,
        stopsAtFault: Bool
    ) async throws -> Replay {
        let store = try SQLiteStore(path: staged.path)
        var replay = Replay(head: try await store.head(), fileCount: 0, fault: nil)
        do {
            try await Self.replay(SegmentFolder(path: folder), onto: store, &replay)
        } catch let fault as SegmentFault where stopsAtFault {
            replay.fault = fault
        } catch {
            try? await store.close()
            throw error
        }
        replay.head = try await store.head()
        try await store.close()
        return replay
    }

    private static func replay(
        _ folder: SegmentFolder,
        onto store: SQLiteStore,
        _ replay: inout Replay
    ) async throws {
        let files = try folder.files()
        // Before the first batch that is news, a hole in the numbering does not matter.
        var hole: SegmentFault?
        var previous: Int?
        var isBeyond = false
        for file in files {
            if let previous, file.serial > previous + 1 {
                let missing = SegmentFolder.File(serial: previous + 1, isBase: false)
                hole = SegmentFault.missing(file: missing.name)
            }
            previous = file.serial
            guard !file.isBase else { continue }
            if isBeyond, let hole { throw hole }
            let segment = try folder.read(file)
            for record in segment.records {
                if case .batch(_, let last, _) = record, last > replay.head.sequence {
                    isBeyond = true
                    if let hole, segment.previous > replay.head.sequence { throw hole }
                }
                try await apply(record, of: file, to: store, &replay)
            }
            hole = nil
            replay.fileCount += 1
        }
    }

    private static func apply(
        _ record: Segment.Record,
        of file: SegmentFolder.File,
        to store: SQLiteStore,
        _ replay: inout Replay
    ) async throws {
        switch record {
        case .replaced(let person): try await store.replacePerson(person)
        case .erased(let participant): try await store.erase(participant)
        case .batch(_, let last, _) where last <= replay.head.sequence: return
        case .batch(let entries, let last, let chain):
            let first = last - LedgerSequence(entries.count) + 1
            guard first == replay.head.sequence + 1 else {
                throw SegmentFault.gap(
                    file: file.name,
                    expected: replay.head.sequence + 1,
                    found: first
                )
            }
            var link = LedgerChain(after: replay.head.chain)
            for (offset, entry) in entries.enumerated() {
                link.add(entry.fact, at: first + LedgerSequence(offset))
            }
            guard link.value() == chain else {
                throw SegmentFault.otherChain(file: file.name, sequence: last)
            }
            let outcomes = try await store.append(entries)
            for (offset, outcome) in outcomes.enumerated() {
                let sequence = first + LedgerSequence(offset)
                guard outcome == .committed(sequence) else {
                    throw SegmentFault.refusedFact(file: file.name, sequence: sequence)
                }
            }
            replay.head = try await store.head()
        }
    }
}
