import ContestModel

/// Attempts that the ledger was seen to hold and not to have ended, so that not every response looks
/// its attempt up: one look-up less is a tenth of a row's cost.
///
/// A table of fixed size; a newer attempt takes an older one's place. What it forgets is looked up
/// again. Attempts are never deleted and only this writer ends them, so what it knows stays true until
/// a transaction fails.
struct KnownAttempts {
    private static let slotCount = 1 << 16
    private var slots: [LedgerSequence] = []

    /// Whether the attempt is known to be there and open; false says nothing.
    func contains(_ attempt: AttemptID) -> Bool {
        let slot = Self.slot(of: attempt)
        return slots.indices.contains(slot) && slots[slot] == attempt.sequence
    }

    /// Notes that the attempt has ended.
    mutating func remove(_ attempt: AttemptID) {
        guard contains(attempt) else { return }
        slots[Self.slot(of: attempt)] = .min
    }

    /// Notes that the attempt is there and open.
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
