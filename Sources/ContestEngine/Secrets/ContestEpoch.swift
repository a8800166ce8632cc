public import ContestModel

/// A restore from a backup: from here on, numbers are given anew.
///
/// What was acknowledged after the backup is gone, and with it the indices and sequence numbers that
/// it had. The next person gets an index that somebody already holds a session and a recovery code
/// for. So what is made for such numbers is bound to the epoch in which they were given: the old
/// session opens nothing, and everybody in the backup goes on as before.
public struct ContestEpoch: Hashable, Sendable {
    /// The first index that is given anew.
    public let participant: ParticipantIndex
    /// The first sequence number that is given anew.
    public let sequence: LedgerSequence
    /// Eight random bytes that tell this restore from every other.
    public let nonce: [UInt8]

    /// How epochs are kept beside the ledger; backups take them along.
    public static let noteKind = "epoch"

    /// Makes an epoch.
    public init(participant: ParticipantIndex, sequence: LedgerSequence, nonce: [UInt8]) {
        self.participant = participant
        self.sequence = sequence
        self.nonce = nonce
    }

    /// Reads a note; nil when it is none of an epoch.
    public init?(_ note: Note) {
        let parts = String(decoding: note.content, as: UTF8.self).split(separator: " ")
        guard note.kind == Self.noteKind, parts.count == 3,
            let participant = UInt32(parts[0]), let sequence = Int64(parts[1]),
            let nonce = UInt64(parts[2], radix: 16)
        else { return nil }
        self.participant = ParticipantIndex(rawValue: participant)
        self.sequence = sequence
        self.nonce = (0..<8).map { UInt8(truncatingIfNeeded: nonce >> (56 - 8 * $0)) }
    }

    /// The note that keeps the epoch; keys are in the order in which epochs began.
    public func note(at instant: LedgerInstant, actor: String) -> Note {
        let digits = String(instant.millisecondsSinceEpoch)
        let padded = String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
        return Note(
            kind: Self.noteKind,
            key: padded,
            at: instant,
            actor: actor,
            content: Array(
                "\(participant.rawValue) \(sequence) \(Hexadecimal.encode(nonce))".utf8
            )
        )
    }
}

extension [ContestEpoch] {
    /// The nonce of the epoch in which an index was given; empty before the first restore.
    func nonce(of participant: ParticipantIndex) -> [UInt8] {
        last { $0.participant.rawValue <= participant.rawValue }?.nonce ?? []
    }

    /// The nonce of the epoch in which a sequence number was given.
    func nonce(at sequence: LedgerSequence) -> [UInt8] {
        last { $0.sequence <= sequence }?.nonce ?? []
    }
}
