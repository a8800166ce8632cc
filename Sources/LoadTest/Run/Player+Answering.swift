/// Answers and submissions of one attempt.
extension Player {
    /// Answers the open questions in their order, and those that come with the receipts.
    func answer(
        _ attempt: Wire.Attempt,
        until stop: Int,
        of entrant: inout Entrant,
        into played: inout PlayedAttempt
    ) async {
        var pending = attempt.questions.filter { $0.revision == 0 }
        var done = 0
        while done < pending.count, done < stop, done < Self.mostQuestions {
            let question = pending[done]
            done += 1
            do throws(RequestFailure) {
                let chosen = keys.choice(
                    for: question,
                    rightShare: plan.rightShare,
                    using: &entrant.generator
                )
                let receipt = try await respond(
                    to: question,
                    with: chosen,
                    attempt: attempt.attempt,
                    of: &entrant
                )
                played.responses.append(
                    PlayedResponse(
                        position: question.position,
                        revision: receipt.revision,
                        sequence: receipt.sequence,
                        chosen: keepsChoices ? chosen : []
                    )
                )
                if let verdict = receipt.verdict { keys.learn(question, key: verdict.key) }
                if let next = receipt.next { pending.append(next) }
            } catch {
                note(error, of: .respond, in: played)
                return
            }
        }
    }

    private func respond(
        to question: Wire.Question,
        with chosen: [String],
        attempt: String,
        of entrant: inout Entrant
    ) async throws(RequestFailure) -> Wire.ResponseReceipt {
        let name = "response/\(attempt)/\(question.position)"
        let tokens = chosen.map(quotedJSON).joined(separator: ",")
        let request = Request(
            .respond,
            .put,
            path + "/attempts/\(attempt)/responses/\(question.position)",
            token: entrant.session,
            body: "{\"options\":[\(tokens)]}",
            due: await think(&entrant)
        )
        await log?.attempted(name)
        let receipt: Wire.ResponseReceipt = try await self.answer(
            to: request,
            copies: copies(of: &entrant)
        )
        log?.acknowledged(name, sequence: receipt.sequence)
        if receipt.attempt != attempt || receipt.position != question.position {
            client.fail(.respond, "receipt of something else")
        }
        return receipt
    }

    /// Submits; where the deadline was faster, the receipt is read from the ended attempt.
    func submit(
        _ played: PlayedAttempt,
        of entrant: inout Entrant
    ) async -> Wire.SubmissionReceipt? {
        guard let token = played.token else { return nil }
        let name = "submission/\(token)"
        let request = Request(
            .submit,
            .post,
            path + "/attempts/\(token)/submission",
            token: entrant.session,
            due: await think(&entrant)
        )
        await log?.attempted(name)
        let receipt: Wire.SubmissionReceipt
        do throws(RequestFailure) {
            receipt = try await self.answer(to: request, copies: copies(of: &entrant))
        } catch {
            note(error, of: .submit, in: played)
            let ended =
                error.status == 409
                ? await read(token, session: entrant.session)?.receipt : nil
            guard let ended else { return nil }
            receipt = ended
        }
        log?.acknowledged(name, sequence: receipt.sequence)
        if receipt.attempt != token {
            client.fail(.submit, "receipt of something else")
        }
        if receipt.answered < played.responses.count {
            client.fail(.submit, "receipt misses a response")
        }
        return receipt
    }

    /// Counts a failure, unless the attempt's time was up: then the refusal is as it should be.
    private func note(_ error: RequestFailure, of kind: RequestKind, in played: PlayedAttempt) {
        if played.isOver, error.status == 409, error.reason.hasSuffix("attempt-closed") { return }
        client.fail(kind, error.reason)
    }

    func copies(of entrant: inout Entrant) -> Int {
        entrant.generator.happens(plan.duplicateShare) ? max(2, plan.copies) : 1
    }

    /// No paper is longer; a server that never stops asking is left.
    private static let mostQuestions = 1_000
}
