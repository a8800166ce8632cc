import ContestModel

// A registration is looked up in the store before the machine decides, and the lookup waits for a
// disk: meanwhile another copy of the same request may be committed and no longer be on its way. Whoever
// looks says at which fact they looked, and these keys say what was committed since.
//
//     store looked up at 41 ── 42 committed: key K ── machine decides on K: it is fact 42
//
// Two generations of so many keys are kept, and nothing of who was registered before.

/// The keys of the latest registrations, by the fact that each became.
struct RecentRegistrations: Sendable {
    /// So many keys make a generation: 40 bytes each.
    static let generationSize = 8_192

    private var present: [IdempotencyKey: LedgerSequence] = [:]
    private var past: [IdempotencyKey: LedgerSequence] = [:]
    /// All registrations after this fact are in one of the two.
    private var completeAfter: LedgerSequence = 0
    /// All registrations after this fact are in `present`.
    private var presentAfter: LedgerSequence = 0

    /// A registration is in the ledger; they are noted in its order, from the first on.
    mutating func note(_ key: IdempotencyKey, at sequence: LedgerSequence) {
        if present.count >= Self.generationSize {
            (past, completeAfter) = (present, presentAfter)
            (present, presentAfter) = ([:], sequence - 1)
        }
        present[key] = sequence
    }

    /// The fact that a key became lately.
    func sequence(of key: IdempotencyKey) -> LedgerSequence? { present[key] ?? past[key] }

    /// Whether every registration after a fact is known here.
    func isComplete(after sequence: LedgerSequence) -> Bool { sequence >= completeAfter }
}
