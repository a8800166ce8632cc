import ContestEngine
import ContestModel
import Dispatch
import GRDB

/// Copies what one contest commits into its folder of segments.
///
/// Shared by the upkeep's loop and by the end of the server, which copies the rest. It begins with a
/// base when the folder does not end where the waiting facts begin: at first, and after a crash, which
/// takes the tail in memory with it. The facts of that gap are in the new base.
actor SegmentShipper {
    private let folder: SegmentFolder
    private let tail: SegmentTail
    private let queue: DispatchQueue
    private var end: SegmentEnd?
    private var isShipping = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// After so many segments a new base is made, and what lies before the last but one is deleted.
    static let segmentsPerBase = 20_000

    init(folder: String, tail: SegmentTail) {
        self.folder = SegmentFolder(path: folder)
        self.tail = tail
        queue = DispatchQueue(label: "segments")
    }

    /// Copies what waits; returns the last fact that is in the folder.
    func ship(from store: SQLiteStore) async throws -> LedgerSequence {
        while isShipping { await withCheckedContinuation { waiters.append($0) } }
        isShipping = true
        defer {
            isShipping = false
            for waiter in waiters { waiter.resume() }
            waiters = []
        }
        let folder = folder
        if end == nil {
            end = try await onQueue { try folder.end() }
            if try await store.isBaseAskedFor() { tail.askForBase() }
        }
        let begin: SegmentEnd
        if let end, follows(end) { begin = end } else { begin = try await makeBase(store) }
        let pieces = tail.waiting()
        guard let last = pieces.last else { return begin.sequence }
        guard begins(pieces, begin) else {
            // The next round makes a base.
            tail.askForBase()
            return begin.sequence
        }
        let file = SegmentFolder.File(serial: begin.serial + 1, isBase: false)
        try await onQueue {
            try folder.write(
                Segment.bytes(
                    after: begin.sequence,
                    link: begin.chain,
                    records: pieces.map(\.bytes)
                ),
                as: file
            )
        }
        tail.shipped(pieces.count)
        // Pieces of personal data move no sequence number, and may be older than the base.
        let moved = last.after.sequence > begin.sequence
        end = SegmentEnd(
            serial: file.serial,
            baseSerial: begin.baseSerial,
            sequence: moved ? last.after.sequence : begin.sequence,
            chain: moved ? last.after.chain : begin.chain
        )
        return end?.sequence ?? begin.sequence
    }

    /// Whether what waits goes on where the folder ends.
    private func follows(_ end: SegmentEnd) -> Bool {
        guard !tail.needsBase, end.baseSerial > 0,
            end.serial - end.baseSerial < Self.segmentsPerBase
        else { return false }
        let pieces = tail.waiting()
        if begins(pieces, end), pieces.contains(where: { $0.before != $0.after }) { return true }
        let start = tail.start
        return start.sequence == end.sequence && start.chain == end.chain
    }

    /// Whether the first batch of some pieces follows an end.
    private func begins(_ pieces: [SegmentTail.Piece], _ end: SegmentEnd) -> Bool {
        guard let first = pieces.first(where: { $0.before != $0.after }) else { return true }
        return first.before.sequence == end.sequence && first.before.chain == end.chain
    }

    /// A base, and the empty segment after it that tells where it ends.
    private func makeBase(_ store: SQLiteStore) async throws -> SegmentEnd {
        end = nil
        tail.beginBase()
        let folder = folder
        let serial = try await onQueue {
            try folder.make()
            return (try folder.files().last?.serial ?? 0) + 1
        }
        let base = SegmentFolder.File(serial: serial, isBase: true)
        do {
            let head = try await store.backUp(to: folder.path(base))
            try await onQueue {
                try folder.write(
                    Segment.bytes(after: head.sequence, link: head.chain, records: []),
                    as: SegmentFolder.File(serial: serial + 1, isBase: false)
                )
                try folder.prune()
            }
            tail.drop(through: head.sequence)
            try await store.forgetBaseAskedFor()
            let made = SegmentEnd(
                serial: serial + 1,
                baseSerial: serial,
                sequence: head.sequence,
                chain: head.chain
            )
            end = made
            return made
        } catch {
            tail.askForBase()
            throw error
        }
    }

    /// Files are written on a queue of their own: the folder may be slow or far away.
    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}

// A base that must be made though no fact says so is asked for by a note, which outlives the process.
extension SQLiteStore {
    private static let baseNote = (kind: "segments", key: "base")

    /// Sees to it that the next who copies on begins with a base.
    static func askForBase(_ database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO note VALUES (?, ?, 0, '', x'')",
            arguments: [baseNote.kind, baseNote.key]
        )
    }

    fileprivate func isBaseAskedFor() async throws -> Bool {
        try await note(kind: Self.baseNote.kind, key: Self.baseNote.key) != nil
    }

    fileprivate func forgetBaseAskedFor() async throws {
        guard try await isBaseAskedFor() else { return }
        try await removeNotes(kind: Self.baseNote.kind, prefix: Self.baseNote.key)
    }
}
