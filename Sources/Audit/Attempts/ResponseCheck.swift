/// Checks each response: what was chosen, when it was shown and admitted, and in which order.
struct ResponseCheck {
    let lifecycle: Lifecycle

    /// What the check remembers from one response to the next of the same attempt.
    private struct Trail {
        /// The present position's first response.
        var first: ResponseRow?
        /// The first response of the position before the present one, where there is one.
        var before: ResponseRow?
        var revision: Int64 = 0
        var sequence: Int64 = 0
    }

    func check(
        _ found: AttemptCase,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        var trail = Trail()
        for response in found.responses {
            if response.position != trail.first?.position {
                let isNext = trail.first.map { $0.position.plus(1) == response.position } ?? false
                trail = Trail(first: response, before: isNext ? trail.first : nil)
            }
            checkChoice(response, found.attempt, edition, into: &differences)
            checkRevision(response, &trail, edition, into: &differences)
            if edition.track.isOneAtATime {
                checkOrder(response, trail, found.attempt, into: &differences)
            } else {
                differences.compare(
                    response.shown,
                    with: found.attempt.at,
                    .shownAt,
                    at: response.place
                )
            }
            checkTime(response, found, edition, into: &differences)
        }
    }

    private func checkChoice(
        _ response: ResponseRow,
        _ attempt: AttemptRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        let places = attempt.paper.places
        guard response.position >= 0, response.position < Int64(places.count) else {
            differences.add(
                .positionOutsidePaper,
                at: response.place,
                expected: "0..<\(places.count)",
                found: "\(response.position)"
            )
            return
        }
        let index = places[Int(response.position)].question
        guard index < edition.bank.questions.count else { return }
        let question = edition.bank.questions[index]
        let isWithin = response.chosen & ~Int64(question.allOptions) == 0
        let isOne = response.chosen.nonzeroBitCount == 1
        guard !isWithin || (question.type != .multiple && !isOne) else { return }
        differences.add(
            .impossibleChoice,
            at: response.place,
            expected: "\(question.type.rawValue), \(question.optionCount) options",
            found: String(response.chosen, radix: 2)
        )
    }

    private func checkRevision(
        _ response: ResponseRow,
        _ trail: inout Trail,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        differences.compare(
            response.revision,
            with: trail.revision.plus(1),
            .revisionOrder,
            at: response.place
        )
        if response.sequence <= trail.sequence {
            differences.add(
                .revisionOrder,
                at: response.place,
                expected: "sequence > \(trail.sequence)",
                found: "\(response.sequence)"
            )
        }
        if response.revision > 1 && edition.track.revealsAfterResponse {
            differences.add(
                .revisedAfterFeedback,
                at: response.place,
                expected: "1",
                found: "\(response.revision)"
            )
        }
        trail.revision = response.revision
        trail.sequence = response.sequence
    }

    /// One question a call: each is shown when the one before it was answered.
    private func checkOrder(
        _ response: ResponseRow,
        _ trail: Trail,
        _ attempt: AttemptRow,
        into differences: inout DifferenceList
    ) {
        guard response.position > 0 else {
            differences.compare(response.shown, with: attempt.at, .shownAt, at: response.place)
            return
        }
        guard let before = trail.before, before.sequence < response.sequence else {
            differences.add(
                .outOfOrder,
                at: response.place,
                expected: "position \(response.position - 1)",
                found: "—"
            )
            return
        }
        differences.compare(response.shown, with: before.at, .shownAt, at: response.place)
    }

    private func checkTime(
        _ response: ResponseRow,
        _ found: AttemptCase,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) {
        if response.at < response.shown {
            differences.add(
                .answeredBeforeShown,
                at: response.place,
                expected: "≥ \(response.shown)",
                found: "\(response.at)"
            )
        }
        let end = found.submission
        if response.sequence <= found.attempt.sequence || response.sequence >= end?.sequence ?? .max
            || response.at > end?.ended ?? .max
        {
            differences.add(
                .outsideAttempt,
                at: response.place,
                expected: "\(found.attempt.sequence)..<\(end.map { "\($0.sequence)" } ?? "")",
                found: "sequence \(response.sequence), at \(response.at)"
            )
        }
        if lifecycle.isPaused(before: response.sequence) {
            differences.add(
                .duringPause,
                at: response.place,
                expected: "not paused",
                found: "\(response.at)"
            )
        }
        let deadline = lifecycle.deadline(
            startedAt: found.attempt.at,
            own: found.attempt.deadline,
            schedule: edition.rules.schedule,
            before: response.sequence
        )
        if response.at >= deadline {
            differences.add(
                .lateResponse,
                at: response.place,
                expected: "< \(deadline)",
                found: "\(response.at)"
            )
        }
    }
}
