import ContestModel

/// Attempts that the ledger was seen to hold, so that not every response looks its attempt up: one
/// look-up less is a tenth of a row's cost.
///
/// A table of fixed size; a newer attempt takes an older one's place. What it forgets is looked up
/// again. Attempts are never deleted, so what it knows stays true until a transaction fails.
struct KnownAttempts {
    private static let slotCount = 1 << 16
    private var slots: [LedgerSequence] = []

    /// Whether the attempt is known to be there; false says nothing.
    func contains(_ attempt: AttemptID) -> Bool {
        let slot = Self.slot(of: attempt)
        return slots.indices.contains(slot) && slots[slot] == attempt.sequence
    }

    /// Notes that the attempt is there.
    mutating func insert(_ attempt: AttemptID) {
        if slots.isEmpty { slots = Array(repeating: .min, count: Self.slotCount) }
        slots[Self.slot(of: attempt)] = attempt.sequence
    }

    /// Attempts are some facts apart, so their low bits alone would crowd.
    private static func slot(of attempt: AttemptID) -> Int {
        let mixed = UInt64(bitPattern: attempt.sequence) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 48)
    }
}
