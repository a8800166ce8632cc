import ContestEngine
import ContestModel

// The answers of the hot routes, encoded by hand. The same types are written for every delivery and
// feedback policy, so that nothing about a key shows in a field's presence.

extension JSONWriter {
    /// An attempt under way.
    mutating func attempt(_ view: AttemptView, _ secrets: ContestSecrets) {
        raw("{\"attempt\":")
        plain(view.id.text(secrets))
        raw(",\"state\":\"open\",\"track\":")
        plain(view.track)
        raw(",\"day\":")
        plain(CivilDate(view.day).description)
        raw(",\"started_at_ms\":")
        integer(view.startedAt.millisecondsSinceEpoch)
        raw(",\"deadline_ms\":")
        integer(view.deadline.millisecondsSinceEpoch)
        raw(",\"now_ms\":")
        integer(view.now.millisecondsSinceEpoch)
        raw(",\"delivery\":")
        plain(view.delivery.rawValue)
        raw(",\"question_count\":")
        integer(view.questionCount)
        raw(",\"questions\":[")
        for (index, question) in view.questions.enumerated() {
            if index > 0 { raw(",") }
            self.question(question, attempt: view.id, secrets)
            raw("}")
        }
        raw("]}")
    }

    /// A question without its closing brace, so that a verdict can follow.
    mutating func question(
        _ question: PaperQuestion,
        attempt: AttemptID,
        _ secrets: ContestSecrets
    ) {
        let tokens = secrets.optionTokens(attempt: attempt, position: question.position)
        raw("{\"position\":")
        integer(question.position)
        raw(",\"type\":")
        plain(question.type.rawValue)
        raw(",\"stem\":")
        string(question.stem)
        raw(",\"options\":[")
        for (place, (option, token)) in zip(question.options, tokens).enumerated() {
            if place > 0 { raw(",") }
            raw("{\"token\":")
            self.token(token)
            raw(",\"text\":")
            string(option)
            raw("}")
        }
        raw("],\"chosen\":")
        places(question.chosen, tokens)
        raw(",\"revision\":")
        integer(question.revision)
    }

    /// A response's acknowledgement.
    ///
    /// - Parameter token: The attempt's token as the request named it.
    mutating func response(
        _ receipt: ResponseReceipt,
        token: [UInt8],
        _ secrets: ContestSecrets
    ) {
        raw("{\"attempt\":")
        plain(bytes: token)
        raw(",\"position\":")
        integer(receipt.position)
        raw(",\"revision\":")
        integer(receipt.revision)
        raw(",\"sequence\":")
        integer(receipt.sequence)
        raw(",\"received_at_ms\":")
        integer(receipt.receivedAt.millisecondsSinceEpoch)
        raw(",\"verdict\":")
        if let verdict = receipt.verdict {
            let tokens = secrets.optionTokens(attempt: receipt.attempt, position: receipt.position)
            self.verdict(verdict, tokens)
        } else {
            raw("null")
        }
        raw(",\"next\":")
        if let next = receipt.next {
            question(next, attempt: receipt.attempt, secrets)
            raw("}}")
        } else {
            raw("null}")
        }
    }

    /// Right or wrong, where the engine gave a verdict at all.
    mutating func verdict(_ verdict: Verdict, _ tokens: [UInt32]) {
        raw("{\"right\":")
        boolean(verdict.isRight)
        raw(",\"key\":")
        places(verdict.key, tokens)
        raw(",\"explanation\":")
        string(verdict.explanation)
        raw("}")
    }

    /// A submission's acknowledgement.
    ///
    /// - Parameter token: The attempt's token where the request named it, to spare sealing it anew.
    mutating func submission(
        _ receipt: SubmissionReceipt,
        token: [UInt8]? = nil,
        _ secrets: ContestSecrets
    ) {
        raw("{\"attempt\":")
        if let token { plain(bytes: token) } else { plain(receipt.attempt.text(secrets)) }
        raw(",\"sequence\":")
        integer(receipt.sequence)
        raw(",\"ended_at_ms\":")
        integer(receipt.endedAt.millisecondsSinceEpoch)
        raw(",\"elapsed_ms\":")
        integer(receipt.elapsed.milliseconds)
        raw(",\"ending\":")
        plain(receipt.ending.name)
        raw(",\"answered\":")
        integer(receipt.answered)
        raw(",\"question_count\":")
        integer(receipt.drawn)
        raw(",\"counts\":")
        boolean(receipt.counts)
        raw(",\"points\":")
        if let mark = receipt.mark { points(mark.points) } else { raw("null") }
        raw(",\"right\":")
        if let mark = receipt.mark { integer(mark.right) } else { raw("null") }
        raw(",\"lots\":")
        if let mark = receipt.mark { integer(mark.lots) } else { raw("null") }
        raw(",\"receipt\":")
        plain(secrets.receiptCode(receipt))
        raw("}")
    }

    /// An ended attempt as its person may see it.
    mutating func result(_ result: AttemptResult, _ secrets: ContestSecrets) {
        raw("{\"attempt\":")
        plain(result.receipt.attempt.text(secrets))
        raw(",\"state\":\"ended\",\"receipt\":")
        submission(result.receipt, secrets)
        raw(",\"questions\":[")
        for (index, question) in result.questions.enumerated() {
            if index > 0 { raw(",") }
            self.question(question, attempt: result.receipt.attempt, secrets)
            raw(",\"verdict\":")
            if result.verdicts.indices.contains(index) {
                let tokens = secrets.optionTokens(
                    attempt: result.receipt.attempt,
                    position: question.position
                )
                verdict(result.verdicts[index], tokens)
            } else {
                raw("null")
            }
            raw("}")
        }
        raw("]}")
    }

    private mutating func places(_ mask: OptionMask, _ tokens: [UInt32]) {
        raw("[")
        var isFirst = true
        for (place, token) in tokens.enumerated() where mask.contains(place) {
            if !isFirst { raw(",") }
            isFirst = false
            self.token(token)
        }
        raw("]")
    }
}

extension AttemptEnding {
    /// The ending's name on the wire.
    var name: String {
        switch self {
        case .submitted: "submitted"
        case .deadline: "deadline"
        case .closing: "closing"
        }
    }
}
