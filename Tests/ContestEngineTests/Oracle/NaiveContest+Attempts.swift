import ContestModel

extension NaiveContest {
    /// Judges a start.
    mutating func take(_ body: AttemptFact, _ fact: CommittedFact) {
        let at = fact.fact.at
        defer { attempts.append(Attempt(id: fact.sequence, startedAt: at, fact: body)) }
        // A version that was on its way as the attempt began holds for later ones.
        let pinned = Int(body.rulesVersion) - 1
        guard let rules = rules.dropFirst(pinned).first, pinned >= self.rules.count - 2,
            rules.tracks.indices.contains(Int(body.track))
        else { return expect(false, fact, "is judged by rules that are not in force") }
        let track = rules.tracks[Int(body.track)]
        let mine = attempts.filter {
            $0.fact.participant == body.participant && $0.fact.track == body.track
        }
        let today = mine.filter { $0.fact.day == body.day }
        let extra = grants.filter {
            $0.participant == body.participant && $0.track == body.track && $0.day == body.day
        }
        expect(people[body.participant] != nil, fact, "is of nobody")
        expect(body.day == Self.day(of: at, rules.schedule), fact, "is on the wrong day")
        expect(Int(body.ordinal) == today.count + 1, fact, "has the wrong ordinal")
        expect(Int(body.totalOrdinal) == mine.count + 1, fact, "has the wrong total")
        if let limit = track.attemptsPerDay {
            expect(Int(body.ordinal) <= limit + extra.count, fact, "exceeds the day's limit")
        }
        if let limit = track.attemptsTotal {
            expect(Int(body.totalOrdinal) <= limit, fact, "exceeds the total limit")
        }
        expect(mine.allSatisfy { $0.submission != nil }, fact, "begins while another is open")
        expect(acts.isOpen && acts.pausedSince == nil, fact, "begins before opening or in a pause")
        expect(
            at >= rules.schedule.opensAt && at < acts.closing ?? rules.schedule.closesAt,
            fact,
            "begins outside the contest"
        )
        let deadline = track.timeLimit.map { at.advanced(by: .milliseconds($0.milliseconds)) }
        expect(body.deadline == deadline, fact, "has the wrong deadline")
        let questions = body.paper.questions.map(\.question)
        expect(
            questions.count == track.paper.questionCount
                && Set(questions).count == questions.count,
            fact,
            "has the wrong questions"
        )
    }

    /// Judges an answer.
    mutating func take(_ body: ResponseFact, _ fact: CommittedFact) {
        guard let index = attempts.firstIndex(where: { $0.id == body.attempt.sequence }) else {
            return expect(false, fact, "answers no attempt")
        }
        let attempt = attempts[index]
        attempts[index].responses.append((fact.fact.at, body))
        let before = attempt.responses.map(\.fact)
        let earlier = before.filter { $0.position == body.position }
        let track = rules[Int(attempt.fact.rulesVersion) - 1].tracks[Int(attempt.fact.track)]
        expect(attempt.submission == nil, fact, "comes after the end")
        expect(acts.pausedSince == nil, fact, "is admitted in a pause")
        if let deadline = deadline(of: attempt) {
            expect(fact.fact.at < deadline, fact, "is admitted at or after \(deadline)")
        }
        expect(
            Int(body.position) < attempt.fact.paper.questions.count && !body.chosen.isEmpty,
            fact,
            "answers no question of the paper"
        )
        expect(Int(body.revision) == earlier.count + 1, fact, "skips or repeats a revision")
        if track.feedback == .afterResponse {
            expect(body.revision == 1, fact, "changes an answer whose key was shown")
        }
        if track.delivery == .oneAtATime {
            expect(
                Set(before.map(\.position)).isSuperset(of: 0..<body.position),
                fact,
                "answers a question that was not shown"
            )
        }
        expect(
            body.shownAt >= attempt.startedAt && body.shownAt <= fact.fact.at,
            fact,
            "was shown before the start or after the answer"
        )
    }

    /// Judges an end.
    mutating func take(_ body: SubmissionFact, _ fact: CommittedFact) {
        guard let index = attempts.firstIndex(where: { $0.id == body.attempt.sequence }) else {
            return expect(false, fact, "ends no attempt")
        }
        let attempt = attempts[index]
        attempts[index].submission = body
        expect(attempt.submission == nil, fact, "ends an attempt again")
        judgeEnd(body, of: attempt, fact)
        expect(
            body.elapsed == .milliseconds(acts.running(from: attempt.startedAt, to: body.endedAt)),
            fact,
            "has the wrong duration"
        )
        if isAmended { return }
        let person = people[attempt.fact.participant]
        expect(
            person?.region == body.region && person?.unit == body.unit,
            fact,
            "is credited to another region or unit"
        )
        let score = naiveScore(of: attempt)
        expect(body.score == score, fact, "is not graded \(score)")
    }

    private mutating func judgeEnd(
        _ body: SubmissionFact,
        of attempt: Attempt,
        _ fact: CommittedFact
    ) {
        let deadline = deadline(of: attempt)
        if body.ending == .submitted {
            expect(body.endedAt == fact.fact.at, fact, "did not end when it was admitted")
            expect(acts.pausedSince == nil, fact, "was submitted in a pause")
            expect(body.endedAt < deadline ?? .distantFuture, fact, "ended after its deadline")
            return
        }
        guard let deadline else { return expect(false, fact, "ran out in a pause") }
        expect(body.endedAt == deadline, fact, "did not end at its deadline \(deadline)")
        expect(body.endedAt <= fact.fact.at, fact, "was written before its end")
        let rules = rules[Int(attempt.fact.rulesVersion) - 1]
        let closing = acts.closing ?? rules.schedule.closesAt
        let own = rules.tracks[Int(attempt.fact.track)].timeLimit.flatMap {
            acts.instant(after: $0.milliseconds, from: attempt.startedAt)
        }
        let expected: AttemptEnding =
            own.map { $0 <= closing || rules.schedule.closing == .ownDeadline } ?? false
            ? .deadline : .closing
        expect(body.ending == expected, fact, "was ended by \(expected)")
    }

    /// The mark by the rules of the simulated worlds: all or nothing, and a penalty.
    private func naiveScore(of attempt: Attempt) -> Score {
        let rules = rules[Int(attempt.fact.rulesVersion) - 1]
        let track = rules.tracks[Int(attempt.fact.track)]
        var score = Score(drawn: 0, answered: 0, right: 0, points: .zero, lots: 0, counts: false)
        for (position, drawn) in attempt.fact.paper.questions.enumerated() {
            score.drawn += 1
            guard let last = attempt.responses.last(where: { Int($0.fact.position) == position })
            else { continue }
            score.answered += 1
            let question = banks[Int(attempt.fact.bankVersion) - 1].questions[Int(drawn.question)]
            if last.fact.chosen == question.key {
                score.right += 1
                score.points.hundredths += track.scoring.worth(of: question.type).hundredths
            } else {
                score.points.hundredths -= track.scoring.wrongPenalty.hundredths
            }
        }
        guard track.counts, !rules.rehearsal else { return score }
        switch rules.countsWhen {
        case .anyResponse: score.counts = score.answered > 0
        case .allAnswered: score.counts = score.answered == score.drawn
        case .rightAtLeast(let least): score.counts = Int(score.right) >= least
        case .anyEnd: score.counts = true
        }
        return score
    }
}
