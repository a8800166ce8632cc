/// Checks that submissions are credited to the leaves that their accounts had.
///
/// That is the registration's leaf, or where a move put the account that stood at some moment of
/// the attempt. A node that was merged may stand for what it became, and the other way round.
struct LeafCheck {
    private let amendments: StandingAmendments
    private let people: People
    private let isPossible: Bool

    init(_ contents: LedgerContents) {
        amendments = contents.amendments
        people = contents.people
        isPossible = !contents.hasLinks
    }

    func check(
        _ submission: SubmissionRow,
        _ attempt: AttemptRow,
        of person: Int,
        into differences: inout DifferenceList
    ) {
        guard isPossible else { return }
        let region = Int64(people.regions[person])
        let unit = Int64(people.units[person])
        if submission.region == region && submission.unit == unit && amendments.moves.isEmpty {
            return
        }
        let regions = leaves(.region, registered: region, attempt, submission)
        let units = leaves(.unit, registered: unit, attempt, submission)
        if isAmong(regions, submission.region, .region), isAmong(units, submission.unit, .unit) {
            return
        }
        differences.add(
            .submissionLeaf,
            at: submission.place,
            expected: "region \(Self.list(regions)), unit \(Self.list(units))",
            found: "region \(submission.region), unit \(submission.unit)"
        )
    }

    private func leaves(
        _ kind: AuditGroup.Kind,
        registered: Int64,
        _ attempt: AttemptRow,
        _ submission: SubmissionRow
    ) -> Set<Int64> {
        amendments.moves.leaves(
            in: kind,
            registered: registered,
            of: attempt.participant,
            from: attempt.sequence,
            through: submission.sequence
        )
    }

    private func isAmong(_ leaves: Set<Int64>, _ leaf: Int64, _ kind: AuditGroup.Kind) -> Bool {
        if leaves.contains(leaf) { return true }
        let tree = amendments.tree(kind)
        return leaves.contains { tree.present($0) == tree.present(leaf) }
    }

    private static func list(_ leaves: Set<Int64>) -> String {
        leaves.sorted().map(String.init).joined(separator: " / ")
    }
}
