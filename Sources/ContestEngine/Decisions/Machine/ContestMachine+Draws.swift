import ContestModel

extension ContestMachine {
    /// A step of a prize draw is asked for.
    ///
    /// Like an act, it is carried out after the one before it.
    mutating func draw(_ fact: DrawFact, now: LedgerInstant, waiter: Waiter) {
        if actsInFlight > 0 || refolding != nil {
            return refuse(waiter, .actNotPossible("another act is under way"))
        }
        if let reason = draws.objection(to: fact, at: now) {
            return refuse(waiter, .actNotPossible("draw: \(reason)"))
        }
        guard committer.hasRoom else { return refuse(waiter, .overloaded(after: .seconds(1))) }
        actsInFlight += 1
        _ = enqueue(.draw(fact), at: now, for: .organiser, waiter: waiter)
    }
}
