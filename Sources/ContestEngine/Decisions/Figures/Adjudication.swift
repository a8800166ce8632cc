import ContestModel
import Leaderboards
import Scoring

/// Says what an ended attempt comes to under the amendments that stand.
///
/// See "Amendments" in the catalogue for the rules, one by one.
struct Adjudication: Sendable {
    /// What stands.
    let amended: AmendedState
    /// Rules and banks, with graders for the keys that stand.
    let editions: [Edition]
    /// Where those who moved were registered.
    let registered: [ParticipantIndex: Leaves]

    /// A place in each tree.
    struct Leaves: Hashable, Sendable {
        var region: NodeID
        var unit: NodeID
    }

    /// An attempt as it counts.
    struct Judged: Sendable {
        /// The account that made it.
        var account: ParticipantIndex
        var attempt: AttemptID
        var track: UInt8
        var folded: FoldedSubmission
    }

    private func edition(_ ended: EndedAttempt) -> Edition? {
        editions.last {
            $0.rulesVersion == ended.rulesVersion && $0.bankVersion == ended.bankVersion
        }
    }

    /// Whether an attempt must be graded anew from its responses.
    func needsResponses(_ ended: EndedAttempt) -> Bool {
        edition(ended)?.isTouched(ended.paper) ?? false
    }

    /// Judges an attempt.
    ///
    /// - Parameter responses: What was chosen at each position, where `needsResponses` says so.
    func judge(_ ended: EndedAttempt, responses: [OptionMask]?) -> Judged {
        let submission = ended.submission
        var score = submission.score
        var hasFullMarks = score.drawn > 0 && score.right == score.drawn
        var passes = false
        if let edition = edition(ended), edition.graders.indices.contains(Int(ended.track)) {
            let grader = edition.graders[Int(ended.track)]
            if let responses {
                score = grader.grade(paper: ended.paper, responses: responses)
                if edition.track(ended.track)?.counts != true || edition.rules.rehearsal {
                    score.counts = false
                }
            }
            hasFullMarks = grader.hasFullMarks(score, drawn: ended.paper.questions.count)
            passes = grader.passes(score) ?? false
        }
        if amended.isDisqualified(ended.id, of: ended.participant) { score.counts = false }
        let leaves = leaves(ended)
        return Judged(
            account: ended.participant,
            attempt: ended.id,
            track: ended.track,
            folded: FoldedSubmission(
                sequence: ended.sequence,
                participant: amended.root(of: ended.participant),
                day: ended.day,
                endedAt: submission.endedAt,
                elapsed: submission.elapsed,
                score: score,
                region: leaves.region,
                unit: leaves.unit,
                hasFullMarks: hasFullMarks,
                passes: passes
            )
        )
    }

    private func leaves(_ ended: EndedAttempt) -> Leaves {
        let stored = (region: ended.submission.region, unit: ended.submission.unit)
        guard let home = registered[ended.participant] else {
            return Leaves(region: stored.region, unit: stored.unit)
        }
        let leaves = amended.leaves(
            of: ended.participant,
            at: ended.sequence,
            stored: stored,
            registered: (home.region, home.unit)
        )
        return Leaves(region: leaves.region, unit: leaves.unit)
    }

    /// What counts of the attempts of several accounts that are one person's: on each day, as many
    /// as the busiest of them made, the earliest first.
    ///
    /// - Parameter limited: Whether a track has a daily limit.
    func merged(_ attempts: [Judged], limited: (UInt8) -> Bool) -> [FoldedSubmission] {
        struct Day: Hashable {
            var track: UInt8
            var day: ContestDay
        }
        var counts: [Day: [ParticipantIndex: Int]] = [:]
        for judged in attempts where judged.folded.score.counts {
            let day = Day(track: judged.track, day: judged.folded.day)
            counts[day, default: [:]][judged.account, default: 0] += 1
        }
        var used: [Day: Int] = [:]
        let ordered = attempts.sorted { $0.attempt < $1.attempt }
        return ordered.map { judged in
            var folded = judged.folded
            let day = Day(track: judged.track, day: folded.day)
            guard folded.score.counts, limited(judged.track),
                let most = counts[day]?.values.max()
            else { return folded }
            if used[day, default: 0] >= most { folded.score.counts = false }
            used[day, default: 0] += 1
            return folded
        }
        .sorted { $0.sequence < $1.sequence }
    }
}
