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
            let entry: Wire.Registration = try await answer(
                to: request,
                copies: copies(of: &entrant)
            )
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
            let attempt = try await start(of: &entrant, due: due)
            client.peak.note()
            if let closesAt = plan.closesAt, let due, due > closesAt + .seconds(1) {
                client.fail(.start, "begun after closing")
            }
            played.token = attempt.attempt
            played.deadline = attempt.localDeadline
            // One that was left before and goes on is the same attempt still.
            if let index = entrant.attempts.lastIndex(where: { $0.token == attempt.attempt }) {
                played.responses = entrant.attempts.remove(at: index).responses
            }
            if leaving {
                let stop = Int.random(in: 0...1, using: &entrant.generator)
                await answer(attempt, until: stop, of: &entrant, into: &played)
            } else {
                await answerAll(attempt, of: &entrant, into: &played)
                played.receipt = await submit(played, of: &entrant)
            }
        } catch {
            if isAfterClosing, error.reason == "409 contest-closed" {
                client.turnedAway.add(1)
                return false
            }
            client.fail(.start, error.reason)
            if error.reason.hasSuffix("no-attempts-left") { return false }
        }
        entrant.attempts.append(played)
        return true
    }

    /// Whether the contest has closed, or is about to: the server's clock is not quite ours.
    private var isAfterClosing: Bool {
        plan.closesAt.map { $0 <= .now + .milliseconds(200) } ?? false
    }

    private func start(
        of entrant: inout Entrant,
        due: ContinuousClock.Instant?
    ) async throws(RequestFailure) -> Wire.Attempt {
        let request = Request(
            .start,
            .post,
            path + "/attempts",
            token: entrant.session,
            body: "{\"track\":\(quotedJSON(plan.track))}",
            due: due
        )
        return try await answer(to: request, copies: copies(of: &entrant))
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
                let again = try await start(of: &entrant, due: due)
                if again.attempt != attempt.attempt {
                    if !played.isOver {
                        client.fail(.start, "another attempt instead of the open one")
                    }
                    // The deadline has ended the first one meanwhile; its receipt is read later.
                    played.wasLeft = true
                    entrant.attempts.append(played)
                    played = PlayedAttempt(token: again.attempt, deadline: again.localDeadline)
                }
                attempt = again
            } catch {
                if isAfterClosing, error.reason == "409 contest-closed" {
                    played.wasLeft = true
                } else {
                    client.fail(.start, error.reason)
                }
                return
            }
        }
        await answer(attempt, until: .max, of: &entrant, into: &played)
    }

    /// Reads and thinks; returns the instant at which the next request is due, `nil` in a closed
    /// loop without thinking.
    func think(_ entrant: inout Entrant) async -> ContinuousClock.Instant? {
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
}

extension PlayedAttempt {
    /// Whether the deadline has passed by the client's clock, or is about to: the server names it in
    /// whole milliseconds, and its answer was on the way.
    var isOver: Bool { deadline.map { $0 <= .now + .milliseconds(20) } ?? false }
}

extension Wire.Attempt {
    /// The deadline by the client's clock; `nil` where there is none.
    fileprivate var localDeadline: ContinuousClock.Instant? {
        guard let deadlineMilliseconds, let nowMilliseconds else { return nil }
        let (left, overflow) = deadlineMilliseconds.subtractingReportingOverflow(nowMilliseconds)
        return overflow ? nil : .now + .milliseconds(left)
    }
}
