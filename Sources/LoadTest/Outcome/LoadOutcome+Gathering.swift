extension LoadOutcome {
    /// Gathers what the clients counted.
    init(
        plan: LoadPlan,
        entrants: [Entrant],
        client: ContestClient,
        sequences: SequenceSet.Bits,
        seconds: Duration
    ) {
        participants = entrants.count
        self.seconds = seconds.wholeAndFraction
        measuredSeconds = max(0, (seconds - plan.warmUp).wholeAndFraction)
        retries = client.failures.retries
        watchers = plan.shardWatchers
        terms = RunTerms(plan)
        errors = client.failures.errors
        self.sequences = sequences
        parts = [plan.shard]
        people = entrants.filter { !$0.pseudonym.isEmpty }.map { entrant in
            var folded = entrant.folded
            folded.counted = entrant.counted
            folded.begun = entrant.begun
            folded.acknowledged = entrant.acknowledged
            folded.responses = entrant.responsesAcknowledged
            folded.uncertain = entrant.uncertain
            return Person(pseudonym: entrant.pseudonym, folded: folded)
        }
        if let schedule = plan.schedule as? PhasedSchedule {
            let stretch = schedule.peakStretch(after: plan.warmUp.wholeAndFraction)
            let share = Double(entrants.count) / Double(max(1, plan.participants))
            peak = PeakRate(
                seconds: stretch.upperBound - stretch.lowerBound,
                due: schedule.attempts(in: stretch) * share,
                begun: client.peak.value
            )
        }
    }
}
