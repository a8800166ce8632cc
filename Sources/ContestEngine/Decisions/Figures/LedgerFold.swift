import ContestModel
import Leaderboards

/// Folds the ended attempts of a ledger as they stand under amendments.
struct LedgerFold: Sendable {
    let store: any ContestStore
    let adjudication: Adjudication
    /// Whether each track has a daily limit.
    let limitedTracks: [Bool]

    /// Replays what a query asks for into a fold; the boards follow with `rebuildBoards`.
    ///
    /// - Complexity: O(attempts asked for); memory for a page and for the attempts of people in
    ///   whom several accounts come together.
    func replay(_ query: EndedAttemptQuery, into fold: inout ContestFold) async throws {
        var apart: [ParticipantIndex: [Adjudication.Judged]] = [:]
        let merged = mergedRoots
        var query = query
        while true {
            let page = try await store.endedAttempts(query, limit: FactReader.pageSize)
            for judged in try await judge(page.attempts) {
                if merged.contains(judged.folded.participant) {
                    apart[judged.folded.participant, default: []].append(judged)
                } else {
                    fold.replay(judged.folded)
                }
            }
            guard let next = page.next else { break }
            query.after = next
        }
        for attempts in apart.values {
            for submission in adjudication.merged(attempts, limited: isLimited) {
                fold.replay(submission)
            }
        }
    }

    /// What some people have, each under the account that it is credited to.
    func submissions(_ query: EndedAttemptQuery) async throws
        -> [ParticipantIndex: [FoldedSubmission]]
    {
        var attempts: [ParticipantIndex: [Adjudication.Judged]] = [:]
        var query = query
        while true {
            let page = try await store.endedAttempts(query, limit: FactReader.pageSize)
            for judged in try await judge(page.attempts) {
                attempts[judged.folded.participant, default: []].append(judged)
            }
            guard let next = page.next else { break }
            query.after = next
        }
        return attempts.mapValues { adjudication.merged($0, limited: isLimited) }
    }

    /// Judges a page of attempts; responses are read only where a key was amended.
    func judge(_ page: [EndedAttempt]) async throws -> [Adjudication.Judged] {
        let touched = page.filter(adjudication.needsResponses).map(\.id)
        let responses = touched.isEmpty ? [:] : try await store.latestResponses(of: touched)
        return page.map { adjudication.judge($0, responses: responses[$0.id]) }
    }

    private func isLimited(_ track: UInt8) -> Bool {
        limitedTracks.indices.contains(Int(track)) && limitedTracks[Int(track)]
    }

    private var mergedRoots: Set<ParticipantIndex> {
        Set(adjudication.amended.mergedAccounts.map(adjudication.amended.root(of:)))
    }
}
