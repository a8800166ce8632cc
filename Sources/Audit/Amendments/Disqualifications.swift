/// Who and what does not count, by the amendments that stand, in their order.
struct Disqualifications {
    private var attempts: Set<Int64> = []
    private var participants: Set<Int64> = []

    init(_ standing: [AmendmentLog.Entry]) {
        for entry in standing {
            switch entry.act {
            case .disqualify(let sets):
                attempts.formUnion(sets.attempts)
                participants.formUnion(sets.participants)
            case .reinstate(let sets):
                attempts.subtract(sets.attempts)
                participants.subtract(sets.participants)
            default: break
            }
        }
    }

    /// Whether an attempt is out: by itself, by its own account or by the person's.
    func covers(attempt: Int64, of participant: Int64, root: Int64) -> Bool {
        if attempts.isEmpty && participants.isEmpty { return false }
        return attempts.contains(attempt) || participants.contains(participant)
            || participants.contains(root)
    }
}
