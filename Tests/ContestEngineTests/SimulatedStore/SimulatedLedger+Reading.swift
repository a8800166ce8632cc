import ContestEngine
import ContestModel

extension SimulatedLedger {
    /// A page of one kind in the order of its key.
    func page(of kind: Fact.Kind, after cursor: FactCursor, limit: Int) -> FactPage {
        let sorted =
            facts.lazy.filter { $0.fact.kind == kind }
            .map { (key: Self.key($0), fact: $0) }
            .filter { $0.key > (cursor.key, cursor.subkey) }
            .sorted { $0.key < $1.key }
        let page = sorted.prefix(limit)
        let next = page.count < limit ? nil : page.last?.key
        return FactPage(
            facts: page.map(\.fact),
            next: next.map { FactCursor(key: $0.0, subkey: $0.1) }
        )
    }

    func record(_ id: AttemptID) -> AttemptRecord? {
        guard attempts.contains(id), facts.indices.contains(Int(id.sequence) - 1),
            case .attempt(let body) = facts[Int(id.sequence) - 1].fact.body
        else { return nil }
        return AttemptRecord(
            id: id,
            startedAt: facts[Int(id.sequence) - 1].fact.at,
            attempt: body,
            responses: (responses[id] ?? [:]).sorted { $0.key < $1.key }.map(\.value),
            submission: submissions[id]
        )
    }

    /// A page of ended attempts, each looked up by itself.
    func played(through sequence: LedgerSequence, after: AttemptID?, limit: Int)
        -> PlayedAttemptPage
    {
        let ended = submissions.filter {
            $0.value.sequence <= sequence && $0.key.sequence > after?.sequence ?? 0
        }
        var page = PlayedAttemptPage()
        for id in ended.keys.sorted().prefix(limit) {
            guard let record = record(id), case .submission(let end)? = ended[id]?.fact.body
            else { continue }
            let start = page.places.count
            page.places += record.attempt.paper.questions.map {
                PlayedPlace(question: $0.question, chosen: .empty, milliseconds: nil)
            }
            for (key, fact) in (responses[id] ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard case .response(let body) = fact.fact.body,
                    Int(key.position) < record.attempt.paper.questions.count
                else { continue }
                page.places[start + Int(key.position)].chosen = body.chosen
                page.places[start + Int(key.position)].milliseconds =
                    body.shownAt.duration(to: fact.fact.at).milliseconds
            }
            page.attempts.append(
                PlayedAttempt(
                    id: id,
                    participant: record.attempt.participant,
                    track: record.attempt.track,
                    rulesVersion: record.attempt.rulesVersion,
                    bankVersion: record.attempt.bankVersion,
                    counts: end.score.counts,
                    places: start..<page.places.count
                )
            )
        }
        if page.attempts.count == limit { page.next = page.attempts.last?.id }
        return page
    }

    /// What pages are ordered by; a kind's key has one number or two.
    private static func key(_ fact: CommittedFact) -> (Int64, Int64) {
        switch fact.fact.body {
        case .response(let body):
            (body.attempt.sequence, Int64(body.position) * 65_536 + Int64(body.revision))
        case .submission(let body): (body.attempt.sequence, 0)
        default: (fact.sequence, 0)
        }
    }
}
