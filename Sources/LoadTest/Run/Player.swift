/// Plays attempts for entrants, as a phone would.
///
/// It holds no state of a participant, so one player serves all workers.
struct Player: Sendable {
    let client: ContestClient
    let plan: LoadPlan
    /// `/v1/contests/NAME`.
    let path: String
    let keys = LearnedKeys()
    /// Where writes are noted before they are sent.
    let log: OracleLog?
    /// Whether every acknowledged response keeps its options, for the oracle's comparison.
    let keepsChoices: Bool

    /// Registers an entrant; on failure the session stays empty and the failure is counted.
    func register(_ entrant: inout Entrant, grounds: ContestGrounds) async {
        let key = "\(plan.runName)-\(entrant.index)"
        let form = grounds.form(index: entrant.index, using: &entrant.generator)
        await log?.attempted("register/\(key)")
        let request = Request(.register, .post, path + "/participants", key: key, body: form)
        do throws(RequestFailure) {
            let entry = try await client.call(Wire.Registration.self, request)
            log?.acknowledged("register/\(key)", sequence: nil)
            entrant.pseudonym = entry.participant
            entrant.session = entry.session
        } catch {
            client.failures.note(.register, error.reason)
        }
    }

    /// Plays one attempt from start to receipt and keeps it in `entrant.attempts`.
    ///
    /// - Parameters:
    ///   - leaving: The participant goes away in the middle.
    ///   - due: When the attempt should have begun; `nil`: now.
    /// - Returns: False when the participant has no attempts left today.
    func play(
        _ entrant: inout Entrant,
        leaving: Bool,
        due: ContinuousClock.Instant?
    ) async -> Bool {
        var played = PlayedAttempt(wasLeft: leaving)
        let request = Request(
            .start,
            .post,
            path + "/attempts",
            token: entrant.session,
            body: "{\"track\":\(quotedJSON(plan.track))}",
            due: due
        )
        do throws(RequestFailure) {
            let attempt = try await client.call(Wire.Attempt.self, request)
            played.token = attempt.attempt
            played.deadline = attempt.localDeadline
            let stop = leaving ? Int.random(in: 0...1, using: &entrant.generator) : Int.max
            await answer(attempt, until: stop, of: &entrant, into: &played)
            if !leaving {
                played.receipt = await submit(played, of: &entrant)
            }
        } catch {
            client.failures.note(.start, error.reason)
            if error.reason.hasSuffix("no-attempts-left") { return false }
        }
        entrant.attempts.append(played)
        return true
    }

    /// Reads an attempt; `nil` when that fails, which is counted.
    func read(_ token: String, session: String) async -> Wire.Attempt? {
        let request = Request(.read, .get, path + "/attempts/" + token, token: session)
        do throws(RequestFailure) {
            return try await client.call(Wire.Attempt.self, request)
        } catch {
            client.failures.note(.read, error.reason)
            return nil
        }
    }

    /// Answers the open questions in their order, and those that come with the receipts.
    private func answer(
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
                client.failures.note(.respond, error.reason)
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
            body: "{\"options\":[\(tokens)]}"
        )
        await log?.attempted(name)
        let receipt: Wire.ResponseReceipt = try await receipt(
            of: request,
            copies: copies(of: &entrant)
        )
        log?.acknowledged(name, sequence: receipt.sequence)
        if receipt.attempt != attempt || receipt.position != question.position {
            client.failures.note(.respond, "receipt of something else")
        }
        return receipt
    }

    /// Submits; where the deadline was faster, the receipt is read from the ended attempt.
    private func submit(
        _ played: PlayedAttempt,
        of entrant: inout Entrant
    ) async -> Wire.SubmissionReceipt? {
        guard let token = played.token else { return nil }
        let name = "submission/\(token)"
        let request = Request(
            .submit,
            .post,
            path + "/attempts/\(token)/submission",
            token: entrant.session
        )
        await log?.attempted(name)
        let receipt: Wire.SubmissionReceipt
        do throws(RequestFailure) {
            receipt = try await self.receipt(of: request, copies: copies(of: &entrant))
        } catch {
            client.failures.note(.submit, error.reason)
            let ended =
                error.status == 409
                ? await read(token, session: entrant.session)?.receipt : nil
            guard let ended else { return nil }
            receipt = ended
        }
        log?.acknowledged(name, sequence: receipt.sequence)
        if receipt.attempt != token {
            client.failures.note(.submit, "receipt of something else")
        }
        if receipt.answered < played.responses.count {
            client.failures.note(.submit, "receipt misses a response")
        }
        return receipt
    }

    private func copies(of entrant: inout Entrant) -> Int {
        entrant.generator.happens(plan.duplicateShare) ? max(2, plan.copies) : 1
    }

    /// No paper is longer; a server that never stops asking is left.
    private static let mostQuestions = 1_000
}

extension Wire.Attempt {
    /// The deadline by the client's clock; `nil` where there is none.
    fileprivate var localDeadline: ContinuousClock.Instant? {
        guard let deadlineMilliseconds, let nowMilliseconds else { return nil }
        let (left, overflow) = deadlineMilliseconds.subtractingReportingOverflow(nowMilliseconds)
        return overflow ? nil : .now + .milliseconds(left)
    }
}
