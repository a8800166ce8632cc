/// Begins attempts when they are due, however the server is doing.
///
/// Its bound is the number of attempts under way; what waits for it, and whatever else makes the
/// generator late, is measured as lateness and is part of every latency that it delays.
struct OpenLoop: Sendable {
    let plan: LoadPlan
    let player: Player
    let sequences: SequenceSet
    let counter: PhaseCounter
    /// How late attempts began.
    let lateness = LatencyRecorder()

    /// Plays all attempts of the shard; returns when the last has ended.
    func play(_ roster: Roster, began: ContinuousClock.Instant) async {
        let finished = SharedCount()
        await withTaskGroup(of: Void.self) { group in
            var collected = 0
            var added = 0
            for number in 0..<plan.attempts {
                let participant = number % plan.participants
                guard plan.shard.contains(participant),
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
                guard let entrant = roster.claim(participant, due: due) else { continue }
                added += 1
                group.addTask {
                    await play(entrant, due, roster)
                    finished.add(1)
                }
            }
        }
    }

    /// Plays what is due for one entrant, then gives it back.
    private func play(
        _ entrant: Entrant,
        _ due: ContinuousClock.Instant,
        _ roster: Roster
    ) async {
        var entrant = entrant
        var next: ContinuousClock.Instant? = due
        while let due = next {
            if !entrant.session.isEmpty {
                let leaving = entrant.generator.happens(plan.abandonShare)
                _ = await player.play(&entrant, leaving: leaving, due: due)
                entrant.fold(into: sequences)
            }
            counter.step()
            next = roster.giveBack(entrant)
        }
    }
}
