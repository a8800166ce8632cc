/// Plays attempts for entrants, as a phone would.
///
/// It holds no state of a participant, so one player serves all workers.
struct Player: Sendable {
    let client: ContestClient
    let plan: LoadPlan
    /// `/v1/contests/NAME`.
    let path: String
    var keys = LearnedKeys()
    /// Where writes are noted before they are sent.
    let log: OracleLog?
    /// Whether every acknowledged response keeps its options, for the oracle's comparison.
    let keepsChoices: Bool

    /// Registers an entrant; on failure the session stays empty and the failure is counted.
    func register(_ entrant: inout Entrant, grounds: ContestGrounds) async {
        let key = "\(plan.runName)-\(entrant.index)"
        let form = grounds.form(
            index: entrant.index,
            crowdedUnitShare: plan.crowdedUnitShare,
            using: &entrant.generator
        )
        await log?.attempted("register/\(key)")
        let request = Request(.register, .post, path + "/participants", key: key, body: form)
        do throws(RequestFailure) {
            let entry = try await client.call(Wire.Registration.self, request)
            log?.acknowledged("register/\(key)", sequence: nil)
            entrant.pseudonym = entry.participant
            entrant.session = entry.session
        } catch {
            client.fail(.register, error.reason)
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
        do throws(RequestFailure) {
            let attempt = try await start(of: entrant, due: due)
            played.token = attempt.attempt
            played.deadline = attempt.localDeadline
            if leaving {
                let stop = Int.random(in: 0...1, using: &entrant.generator)
                await answer(attempt, until: stop, of: &entrant, into: &played)
            } else {
                await answerAll(attempt, of: &entrant, into: &played)
                played.receipt = await submit(played, of: &entrant)
            }
        } catch {
            client.fail(.start, error.reason)
            if error.reason.hasSuffix("no-attempts-left") { return false }
        }
        entrant.attempts.append(played)
        return true
    }

    private func start(
        of entrant: Entrant,
        due: ContinuousClock.Instant?
    ) async throws(RequestFailure) -> Wire.Attempt {
        try await client.call(
            Wire.Attempt.self,
            Request(
                .start,
                .post,
                path + "/attempts",
                token: entrant.session,
                body: "{\"track\":\(quotedJSON(plan.track))}",
                due: due
            )
        )
    }

    /// Answers everything; some go away in the middle and take the attempt up again.
    private func answerAll(
        _ attempt: Wire.Attempt,
        of entrant: inout Entrant,
        into played: inout PlayedAttempt
    ) async {
        var attempt = attempt
        if entrant.generator.happens(plan.resumeShare) {
            await answer(attempt, until: 1, of: &entrant, into: &played)
            let due = await think(&entrant)
            do throws(RequestFailure) {
                let again = try await start(of: entrant, due: due)
                if again.attempt != attempt.attempt {
                    client.fail(.start, "another attempt instead of the open one")
                }
                attempt = again
            } catch {
                client.fail(.start, error.reason)
                return
            }
        }
        await answer(attempt, until: .max, of: &entrant, into: &played)
    }

    /// Reads and thinks; returns the instant at which the next request is due, `nil` in a closed
    /// loop without thinking.
    private func think(_ entrant: inout Entrant) async -> ContinuousClock.Instant? {
        let (least, most) = (plan.think.lowerBound, plan.think.upperBound)
        guard most > .zero else { return plan.schedule.isOpen ? .now : nil }
        let share = Double.random(in: 0...1, using: &entrant.generator)
        let due = ContinuousClock.now + least + (most - least) * share
        try? await Task.sleep(until: due, clock: .continuous)
        return due
    }

    /// Reads an attempt; `nil` when that fails, which is counted.
    func read(_ token: String, session: String) async -> Wire.Attempt? {
        let request = Request(.read, .get, path + "/attempts/" + token, token: session)
        do throws(RequestFailure) {
            return try await client.call(Wire.Attempt.self, request)
        } catch {
            client.fail(.read, error.reason)
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
                client.fail(.respond, error.reason)
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
        let receipt: Wire.ResponseReceipt = try await receipt(
            of: request,
            copies: copies(of: &entrant)
        )
        log?.acknowledged(name, sequence: receipt.sequence)
        if receipt.attempt != attempt || receipt.position != question.position {
            client.fail(.respond, "receipt of something else")
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
            token: entrant.session,
            due: await think(&entrant)
        )
        await log?.attempted(name)
        let receipt: Wire.SubmissionReceipt
        do throws(RequestFailure) {
            receipt = try await self.receipt(of: request, copies: copies(of: &entrant))
        } catch {
            client.fail(.submit, error.reason)
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
