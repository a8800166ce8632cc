/// How often somebody may come: so many at once, and from then on one each interval.
///
/// The generic cell rate algorithm: all that is kept of somebody is one instant, at which they would
/// have used up nothing. Whoever has not come for a while is at or before the present.
///
/// Source: ITU-T I.371 (2004), annex A; the virtual scheduling form.
struct Quota: Hashable, Sendable {
    /// Between two, in the caller's unit of time.
    var interval: Int64
    /// How many may come at once.
    var burst: Int64

    enum Outcome: Hashable, Sendable {
        /// Let in; what to keep.
        case taken(Int64)
        /// Too often; how long until the next is let in.
        case exceeded(wait: Int64)
    }

    /// Takes one.
    ///
    /// - Parameter state: What was kept; anything at or before `now` for a newcomer.
    func take(_ state: Int64, now: Int64) -> Outcome {
        let next = max(state, now) + interval
        let wait = next - now - interval * burst
        return wait > 0 ? .exceeded(wait: wait) : .taken(next)
    }
}
