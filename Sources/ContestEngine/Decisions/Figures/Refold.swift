import ContestModel
import Leaderboards

/// A new fold of what an amendment changes, made beside the present one and put in its place when
/// it is done.
struct Refold: Sendable {
    /// Whose figures change.
    enum Scope: Hashable, Sendable {
        /// Nobody's: only the trees.
        case nobody
        /// Those of some accounts, and of those who made some attempts.
        case people(Set<ParticipantIndex>, attempts: Set<AttemptID> = [])
        /// Everyone's.
        case everyone

        func union(_ other: Scope) -> Scope {
            switch (self, other) {
            case (.nobody, .nobody): .nobody
            case (.everyone, _), (_, .everyone), (.nobody, _), (_, .nobody): .everyone
            case (.people(let some, let attempts), .people(let others, let further)):
                .people(some.union(others), attempts: attempts.union(further))
            }
        }
    }

    /// The last fact that is in it.
    let through: LedgerSequence
    let scope: Scope
    let ledger: LedgerFold
    /// The fold as it is.
    let present: ContestFold
    /// Boards without anybody, on the trees as they are now.
    let empty: ContestFold

    /// Makes the new fold, away from the actor whose fold it will be.
    ///
    /// - Complexity: O(attempts) for everyone; for a few people, what their attempts cost to find.
    @concurrent
    func run() async throws -> ContestFold {
        switch scope {
        case .nobody: return present.rebuilt(on: empty, day: present.day)
        case .people(let people, let attempts):
            var fold = present
            let members = ledger.adjudication.amended.accounts(
                of: people.union(try await owners(of: attempts))
            )
            let query = EndedAttemptQuery(through: through, participants: members)
            let found = try await ledger.submissions(query)
            for person in members { fold.replace(person, with: found[person] ?? []) }
            return fold
        case .everyone:
            var fold = present.emptied(on: empty)
            try await ledger.replay(EndedAttemptQuery(through: through), into: &fold)
            fold.turn(to: present.day)
            fold.rebuildBoards()
            return fold
        }
    }

    /// Makes the new fold and says what changes.
    @concurrent
    func compare(with before: ContestFold, most: Int) async throws -> FoldComparison {
        FoldComparison(before: before, after: try await run(), most: most)
    }

    private func owners(of attempts: Set<AttemptID>) async throws -> Set<ParticipantIndex> {
        var owners: Set<ParticipantIndex> = []
        for id in attempts {
            if let record = try await ledger.store.attempt(id) {
                owners.insert(record.attempt.participant)
            }
        }
        return owners
    }
}
