/// Checks when and how attempts ended, and how long they took.
struct EndingCheck {
    let lifecycle: Lifecycle

    /// The codes of `submission.ending`.
    private enum Ending {
        static let submitted: Int64 = 1
        static let deadline: Int64 = 2
        static let closing: Int64 = 3
    }

    func check(
        _ attempt: AttemptRow,
        _ submission: SubmissionRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        let schedule = edition.rules.schedule
        let deadline = lifecycle.deadline(
            startedAt: attempt.at,
            own: attempt.deadline,
            schedule: schedule,
            before: submission.sequence
        )
        if submission.ended > deadline {
            differences.add(
                .endedLate,
                at: submission.place,
                expected: "≤ \(deadline)",
                found: "\(submission.ended)"
            )
        }
        if submission.ended < attempt.at || submission.ended > submission.at
            || submission.sequence <= attempt.sequence
        {
            differences.add(
                .endedWhen,
                at: submission.place,
                expected: "\(attempt.at)...\(submission.at)",
                found: "\(submission.ended)"
            )
        }
        let end = submission.ending == Ending.submitted ? submission.at : deadline
        differences.compare(submission.ended, with: end, .endedWhen, at: submission.place)
        checkCode(attempt, submission, schedule, into: &differences)
        let elapsed = lifecycle.elapsed(
            from: attempt.at,
            to: submission.ended,
            before: submission.sequence
        )
        differences.compare(submission.elapsed, with: elapsed, .elapsed, at: submission.place)
    }

    /// Checks the code of what ended the attempt.
    ///
    /// An end by itself is closing's where closing came first, and else the deadline's. Where both
    /// are the same instant, either name is right.
    private func checkCode(
        _ attempt: AttemptRow,
        _ submission: SubmissionRow,
        _ schedule: Schedule,
        into differences: inout DifferenceList
    ) {
        let closing = lifecycle.closing(of: schedule, before: submission.sequence)
        var own: Int64?
        if attempt.deadline != nil {
            let free = schedule.with(closing: .ownDeadline)
            own = lifecycle.deadline(
                startedAt: attempt.at,
                own: attempt.deadline,
                schedule: free,
                before: submission.sequence
            )
        }
        let isHard = schedule.closing == .hard
        let allowed: Set<Int64>
        if let own, !isHard || own < closing {
            allowed = [Ending.submitted, Ending.deadline]
        } else if isHard, let own, closing < own {
            allowed = [Ending.submitted, Ending.closing]
        } else {
            allowed = [Ending.submitted, Ending.deadline, Ending.closing]
        }
        guard !allowed.contains(submission.ending) else { return }
        differences.add(
            .endedHow,
            at: submission.place,
            expected: allowed.sorted().map(String.init).joined(separator: ", "),
            found: "\(submission.ending)"
        )
    }
}
