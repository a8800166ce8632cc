/// Begins attempts when they are due, however the server is doing.
///
/// Its bound is the number of attempts under way; what waits for it, and whatever else makes the
/// generator late, is measured as lateness and is part of every latency that it delays. An attempt
/// that waits because everyone is still in an earlier one counts from when somebody gets free.
struct OpenLoop: Sendable {
    let plan: LoadPlan
    let player: Player
    let sequences: SequenceSet
    let counter: PhaseCounter
    /// How late attempts began.
    let lateness = LatencyRecorder()
    /// How long attempts waited until somebody was free for them, of those that did wait.
    let waits = LatencyRecorder()

    /// Plays all attempts of the shard; returns when the last has ended.
    func play(_ roster: Roster, began: ContinuousClock.Instant) async {
        let finished = SharedCount()
        await withTaskGroup(of: Void.self) { group in
            var collected = 0
            var added = 0
            for number in 0..<plan.attempts {
                guard plan.shard.contains(number % plan.participants),
                    let due = plan.schedule.due(attempt: number).map({ began + $0 })
                else { continue }
                if due > .now { try? await Task.sleep(until: due, clock: .continuous) }
                // Those that have ended are taken out, and waited for when too many are under way.
                while collected < finished.value
                    || added - collected >= plan.mostUnderWay
                {
                    await group.next()
                    collected += 1
                }
                lateness.record(.now - due, of: .start)
                guard let entrant = roster.claim(due: due) else { continue }
                added += 1
                group.addTask {
                    await play(entrant, due, roster)
                    finished.add(1)
                }
            }
        }
    }

    /// Plays one attempt of an entrant, then those that have waited for somebody.
    private func play(
        _ entrant: Entrant,
        _ due: ContinuousClock.Instant,
        _ roster: Roster
    ) async {
        var entrant = entrant
        var begins = due
        while true {
            if !entrant.session.isEmpty {
                let leaving = entrant.generator.happens(plan.abandonShare)
                _ = await player.play(&entrant, leaving: leaving, due: begins)
                entrant.fold(into: sequences)
            }
            counter.step()
            guard let waiting = roster.giveBack(entrant) else { return }
            begins = .now
            waits.record(begins - waiting, of: .start)
        }
    }
}
