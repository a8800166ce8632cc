/// Checks each submission's score by the keys of its own revision, and grades it by today's.
struct GradeCheck {
    private let editions: Editions
    private let keys: KeyHistory
    private let withdrawal: Withdrawal

    init(_ contents: LedgerContents) {
        editions = contents.editions
        keys = contents.amendments.keys
        withdrawal = contents.withdrawal
    }

    /// Compares what is stored with what follows.
    ///
    /// - Returns: The grade under the amendments that stand.
    func check(
        _ found: AttemptCase,
        _ submission: SubmissionRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) -> Grade {
        let revision = Int(submission.keyRevision)
        // Nobody ends an attempt before its start is in the ledger, and facts take effect in order:
        // what was amended before the start was known at the end.
        let possible =
            keys.count(before: found.attempt.sequence)...keys.count(before: submission.sequence)
        guard possible.contains(revision) else {
            differences.add(
                .keyRevision,
                at: submission.place,
                expected: possible.count == 1
                    ? "\(possible.lowerBound)" : "\(possible.lowerBound)…\(possible.upperBound)",
                found: "\(revision)"
            )
            return keys.isEmpty ? submission.grade : present(found, edition)
        }
        let rulings = keys.rulings(at: revision, bank: found.attempt.bankVersion)
        let grades = withdrawals(between: found.attempt, and: submission, rulings).map {
            Grade(
                found.attempt.paper,
                found.responses,
                edition,
                rulings: rulings,
                withdrawal: $0
            )
        }
        let stored = submission.grade
        let fitting = grades.first { $0.isStored(as: stored) }
        let grade = fitting ?? grades[0]
        let place = submission.place
        differences.compare(stored.description, with: grade.description, .grade, at: place)
        differences.compare(stored.counts, with: grade.counts, .counts, at: place)
        return keys.isEmpty ? grade : present(found, edition)
    }

    /// The grade under the amendments that stand.
    private func present(_ found: AttemptCase, _ edition: TrackEdition) -> Grade {
        Grade(
            found.attempt.paper,
            found.responses,
            edition,
            rulings: keys.rulings(at: keys.latest, bank: found.attempt.bankVersion),
            withdrawal: withdrawal
        )
    }

    /// The ways of treating withdrawn questions that were the latest at some moment of an attempt;
    /// one where no question was withdrawn.
    private func withdrawals(
        between attempt: AttemptRow,
        and submission: SubmissionRow,
        _ rulings: Rulings
    ) -> [Withdrawal] {
        guard rulings.values.contains(.withdrawn) else { return [.usual] }
        let end = Editions.inForce(editions.rules, before: submission.sequence)
        let changes = editions.rules.filter {
            $0.sequence > attempt.sequence && $0.sequence < submission.sequence
        }
        let start = Editions.inForce(editions.rules, before: attempt.sequence)
        let all = ([end, start].compactMap { $0 } + changes).map {
            $0.content.withdrawal ?? .usual
        }
        return all.isEmpty ? [.usual] : all
    }
}

extension Grade {
    /// Whether this is what the columns say.
    fileprivate func isStored(as stored: Grade) -> Bool {
        description == stored.description && counts == stored.counts
    }
}
