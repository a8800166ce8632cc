import ContestEngine
import ContestModel
import Synchronization

/// What was committed and not copied on yet, in memory.
///
/// Shared by the store, which adds after each commit, and by the shipper, which takes. It has a bound:
/// when copying on fails for long, it is emptied, and the shipper begins with a new base.
final class SegmentTail: Sendable {
    /// What one commit or one change of personal data left.
    struct Piece: Sendable {
        /// The ledger's end before it.
        var before: LedgerHead
        /// The ledger's end after it; the same for personal data.
        var after: LedgerHead
        /// Its records.
        var bytes: [UInt8]
    }

    private struct State {
        var pieces: [Piece] = []
        var byteCount = 0
        /// The ledger's end; nil before the store is open.
        var head: LedgerHead?
        var needsBase = false
    }

    /// The most bytes that wait: some minutes of a county's busiest hour.
    static let byteLimit = 64 << 20

    private let state = Mutex(State())

    /// Adds a committed batch.
    func add(_ bytes: [UInt8], through head: LedgerHead) {
        state.withLock { state in
            let before = state.head ?? LedgerHead()
            add(Piece(before: before, after: head, bytes: bytes), to: &state)
            state.head = head
        }
    }

    /// Adds a change of personal data, which moves no sequence number.
    func add(_ bytes: [UInt8]) {
        state.withLock { state in
            let head = state.head ?? LedgerHead()
            add(Piece(before: head, after: head, bytes: bytes), to: &state)
        }
    }

    /// Asks for a new base: something changed that segments do not carry.
    func askForBase() {
        state.withLock { $0.needsBase = true }
    }

    /// The store was opened, or opened anew, and its ledger ends here.
    func restart(at head: LedgerHead) {
        state.withLock { state in
            // A commit whose outcome nobody knew may have been one after all.
            if let known = state.head, known != head { drop(&state) }
            state.head = head
        }
    }

    /// How many bytes wait.
    var byteCount: Int { state.withLock { $0.byteCount } }

    /// Whether the shipper must begin anew with a base.
    var needsBase: Bool { state.withLock { $0.needsBase } }

    /// The ledger's end before the first piece.
    var start: LedgerHead { state.withLock { $0.pieces.first?.before ?? $0.head ?? LedgerHead() } }

    /// Forgets the wish for a base that is about to be made: what happens from now on is in pieces.
    func beginBase() {
        state.withLock { $0.needsBase = false }
    }

    /// Lets go of the pieces that a base holds.
    func drop(through sequence: LedgerSequence) {
        state.withLock { state in
            // Personal data that was replaced meanwhile may or may not be in the base: it stays.
            state.pieces.removeAll {
                $0.after.sequence <= sequence && $0.before.sequence < $0.after.sequence
            }
            state.byteCount = state.pieces.reduce(0) { $0 + $1.bytes.count }
        }
    }

    /// The pieces that wait; they stay until `shipped`.
    func waiting() -> [Piece] { state.withLock { $0.pieces } }

    /// Lets go of the first pieces, which are in a segment now.
    func shipped(_ count: Int) {
        state.withLock { state in
            // The pieces may have been dropped meanwhile.
            let count = min(count, state.pieces.count)
            state.byteCount -= state.pieces.prefix(count).reduce(0) { $0 + $1.bytes.count }
            state.pieces.removeFirst(count)
        }
    }

    private func add(_ piece: Piece, to state: inout State) {
        state.pieces.append(piece)
        state.byteCount += piece.bytes.count
        if state.byteCount > Self.byteLimit { drop(&state) }
    }

    private func drop(_ state: inout State) {
        state.pieces = []
        state.byteCount = 0
        state.needsBase = true
    }
}
