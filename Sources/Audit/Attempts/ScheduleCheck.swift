/// Checks that attempts began while the contest was open, and their day and deadline.
struct ScheduleCheck {
    let lifecycle: Lifecycle

    func check(
        _ attempt: AttemptRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        let schedule = edition.rules.schedule
        let closing = lifecycle.closing(of: schedule, before: attempt.sequence)
        if attempt.at < schedule.opensAt || attempt.at >= closing {
            differences.add(
                .outsideSchedule,
                at: attempt.place,
                expected: "\(schedule.opensAt)..<\(closing)",
                found: "\(attempt.at)"
            )
        }
        if lifecycle.isPaused(before: attempt.sequence) {
            differences.add(
                .duringPause,
                at: attempt.place,
                expected: "not paused",
                found: "\(attempt.at)"
            )
        }
        let day = schedule.day(of: attempt.at)
        if day != attempt.day {
            differences.add(
                .wrongDay,
                at: attempt.place,
                expected: day.map { "\($0)" } ?? "—",
                found: "\(attempt.day)"
            )
        }
        let deadline = edition.track.timeLimit.map { attempt.at.plus($0.milliseconds) }
        if deadline != attempt.deadline {
            differences.add(
                .ownDeadline,
                at: attempt.place,
                expected: deadline.map { "\($0)" } ?? "NULL",
                found: attempt.deadline.map { "\($0)" } ?? "NULL"
            )
        }
    }
}
