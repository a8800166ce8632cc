import ContestEngine
import ContestModel
import Leaderboards
import Synchronization

/// Keeps which groups are withheld, since that takes the whole tree to say and changes once a tick.
final class WithheldShelf: Sendable {
    private struct Place: Hashable {
        var contest: String
        var kind: GroupKind
    }

    private struct Entry {
        var sequence: LedgerSequence
        var edition: Int
        var groups: WithheldGroups
    }

    private let entries = Mutex<[Place: Entry]>([:])

    /// The groups of a contest's tree that the public does not get.
    ///
    /// - Complexity: O(1), and O(nodes) for the first who asks after a change.
    func groups(
        _ kind: GroupKind,
        of contest: String,
        _ view: Contest.Published
    ) -> WithheldGroups {
        let place = Place(contest: contest, kind: kind)
        let sequence = view.open.sequence
        let kept = entries.withLock { $0[place] }
        if let kept, kept.sequence == sequence, kept.edition == view.edition { return kept.groups }
        let groups = WithheldGroups(
            view.open.boards.groups(kind),
            minimum: view.rules.publication.minimumGroupSize
        )
        let entry = Entry(sequence: sequence, edition: view.edition, groups: groups)
        entries.withLock { $0[place] = entry }
        return groups
    }
}
