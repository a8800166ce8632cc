/// Compares what the server shows of one participant's attempts with what it acknowledged.
///
/// An attempt that cannot be read counts as lost with all that was acknowledged in it.
struct OracleCheck: Hashable, Sendable {
    var lost = 0
    var duplicated = 0
    var notes: [String] = []

    /// Compares one attempt.
    ///
    /// - Parameter shown: What the server shows; `nil` when it could not be read.
    mutating func compare(_ played: PlayedAttempt, with shown: Wire.Attempt?) {
        let token = played.token ?? "?"
        let questions = Dictionary(
            (shown?.questions ?? []).map { ($0.position, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for response in played.responses {
            let place = "response/\(token)/\(response.position)"
            guard let question = questions[response.position], question.revision > 0 else {
                lost += 1
                notes.append("\(place): 丢失 lost")
                continue
            }
            if question.revision < response.revision
                || Set(question.chosen) != Set(response.chosen)
            {
                lost += 1
                notes.append("\(place): 内容不同 another answer")
            } else if question.revision > response.revision {
                duplicated += 1
                notes.append("\(place): 多出修订 an extra revision")
            }
        }
        guard let receipt = played.receipt else { return }
        guard let found = shown?.receipt else {
            lost += 1
            notes.append("submission/\(token): 丢失 lost")
            return
        }
        if found != receipt {
            lost += 1
            notes.append("submission/\(token): 回执不同 another receipt")
        }
    }

    /// Compares how many submissions the board counts for a participant with how many were
    /// acknowledged.
    ///
    /// - Parameter lostHere: Submissions of this participant that are already counted as lost.
    mutating func compare(_ entrant: Entrant, shown: Int, lostHere: Int) {
        let told = entrant.counted.count
        if told - shown > lostHere {
            lost += told - shown - lostHere
            notes.append("\(entrant.pseudonym): 榜上 \(shown) 次，应为 \(told) counted too few")
        }
        if shown > told + entrant.uncertain {
            duplicated += shown - told - entrant.uncertain
            notes.append("\(entrant.pseudonym): 榜上 \(shown) 次，应为 \(told) counted too many")
        }
    }
}
