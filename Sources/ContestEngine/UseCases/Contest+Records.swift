import ContestModel

extension Contest {
    /// What may be seen of attempts that have ended.
    private func reveals(_ policy: RevealPolicy) -> Bool {
        switch policy {
        case .afterResponse, .afterSubmission: true
        case .afterClosing: machine.isFinal(at: now)
        case .never: false
        }
    }

    /// The receipt of an ended attempt, the same each time.
    func receipt(of record: AttemptRecord) -> SubmissionReceipt? {
        guard let edition = edition(of: record), let submission = record.submission,
            case .submission(let fact) = submission.fact.body
        else { return nil }
        let policy = edition.track(record.attempt.track)?.pointsShown ?? .never
        return SubmissionReceipt(
            fact,
            sequence: submission.sequence,
            showsMark: reveals(policy)
        )
    }

    /// An ended attempt with its questions and, where the policy shows them, verdicts.
    func result(of record: AttemptRecord) -> AttemptResult? {
        guard let edition = edition(of: record), let receipt = receipt(of: record),
            let open = reconstruct(record)
        else { return nil }
        let shows = reveals(edition.track(record.attempt.track)?.feedback ?? .never)
        let questions = open.answers.indices.compactMap { machine.question(at: $0, of: open) }
        return AttemptResult(
            receipt: receipt,
            questions: questions,
            verdicts: shows
                ? questions.compactMap { question in
                    edition.verdict(
                        open.paper.questions[question.position],
                        chosen: open.answers[question.position].committedChosen,
                        track: open.track
                    )
                } : []
        )
    }

    /// The receipt of a response that the ledger holds, or the reason why it is another.
    func receipt(of record: AttemptRecord, repeating command: ResponseCommand) throws(Refusal)
        -> ResponseReceipt
    {
        guard let open = reconstruct(record), open.answers.indices.contains(command.position) else {
            throw .questionNotShown
        }
        let chosen = open.paper.questions[command.position].order.canonical(command.shown)
        let revision = command.revision ?? open.answers[command.position].committedRevision
        for response in record.responses {
            guard case .response(let body) = response.fact.body,
                Int(body.position) == command.position, body.revision == revision
            else { continue }
            guard body.chosen == chosen else { throw .responseFixed }
            var receipt = machine.receipt(of: open, at: command.position)
            receipt.revision = revision
            receipt.sequence = response.sequence
            receipt.receivedAt = response.fact.at
            return receipt
        }
        guard let submission = record.submission, case .submission(let body) = submission.fact.body
        else { throw .responseFixed }
        throw .attemptClosed(at: body.endedAt)
    }

    private func edition(of record: AttemptRecord) -> Edition? {
        machine.setup.edition(
            rules: record.attempt.rulesVersion,
            bank: record.attempt.bankVersion
        ).map { machine.setup.editions[$0] }
    }

    /// An attempt's state as its facts say, however long ago it ended.
    private func reconstruct(_ record: AttemptRecord) -> OpenAttempt? {
        guard
            let edition = machine.setup.edition(
                rules: record.attempt.rulesVersion,
                bank: record.attempt.bankVersion
            )
        else { return nil }
        let track = machine.setup.editions[edition].track(record.attempt.track)
        var open = OpenAttempt(
            record.attempt,
            startedAt: record.startedAt,
            edition: edition,
            wholePaper: track?.delivery == .wholePaper,
            stage: .running
        )
        open.id = record.id
        for response in record.responses {
            guard case .response(let body) = response.fact.body else { continue }
            open.take(body, sequence: response.sequence, at: response.fact.at)
        }
        return open
    }
}
