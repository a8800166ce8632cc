/// What participants were sent, byte by byte, in the order of their requests.
struct Transcript: Sendable {
    struct Entry: Hashable, Sendable {
        var request: String
        /// Status, headers without the date, and body.
        var answer: String
    }

    private(set) var entries: [Entry] = []
    /// How many entries there were when each stage began.
    private(set) var stages: [Stage: Int] = [:]

    /// Points of a contest at which a policy may begin to show keys.
    enum Stage: Hashable, Sendable {
        case response
        case submission
        case closing
    }

    /// Notes that a stage begins with the next entry; only the first time counts.
    mutating func begin(_ stage: Stage) {
        if stages[stage] == nil { stages[stage] = entries.count }
    }

    /// Notes an answer and passes it on.
    @discardableResult
    mutating func note(_ request: String, _ reply: Reply) -> Reply {
        let headers = reply.headers.filter { $0.name != "date" }
            .map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        entries.append(
            Entry(request: request, answer: "\(reply.status)\n\(headers)\n\n\(reply.text)")
        )
        return reply
    }

    /// The first place where two transcripts differ, before a stage of this one.
    func difference(from other: Transcript, before stage: Stage?) -> String? {
        let end = stage.flatMap { stages[$0] } ?? max(entries.count, other.entries.count)
        for index in 0..<end {
            let mine = entries.indices.contains(index) ? entries[index] : nil
            let its = other.entries.indices.contains(index) ? other.entries[index] : nil
            if mine != its {
                return """
                    #\(index) \(mine?.request ?? "–")
                    \(mine?.answer ?? "–")
                    ≠ \(its?.request ?? "–")
                    \(its?.answer ?? "–")
                    """
            }
        }
        return nil
    }
}
