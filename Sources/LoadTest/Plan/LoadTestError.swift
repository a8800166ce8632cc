/// Why a load test could not begin, or could not be trusted.
public enum LoadTestError: Error, Hashable, Sendable {
    /// The plan names no participants or no attempts.
    case emptyPlan
    /// The server lists no open contest.
    case noOpenContest
    /// Participants of this contest come from a roster; the load test cannot invent them.
    case rosterContest
    /// The rules break ties by who was first, and the contest already has people whose instants
    /// the clients do not know.
    case contestNotEmpty(people: Int)
    /// What had to be read before the start could not be.
    case notPrepared(request: String, reason: String)
    /// Boards can be watched over plain HTTP only.
    case watchersNeedHTTP
    /// The oracle's log could not be written, with the system's error number.
    case logNotWritten(path: String, code: Int32)
}

extension LoadTestError: CustomStringConvertible {
    /// A sentence for people, Chinese first.
    public var description: String {
        switch self {
        case .emptyPlan:
            "人数和次数都要大于零。Participants and attempts must be above zero."
        case .noOpenContest:
            "服务器上没有开放的竞赛。The server lists no open contest."
        case .rosterContest:
            "名册制竞赛不能压测：虚拟考生不在名册里。A roster contest cannot be load-tested."
        case .contestNotEmpty(let people):
            "竞赛已有 \(people) 人，同分按先后排名，无法核对。The contest already has people."
        case .notPrepared(let request, let reason):
            "准备失败 could not prepare: \(request): \(reason)"
        case .watchersNeedHTTP:
            "看榜推送只能经 http 压测：请直接压测服务器的地址，或用 watchers 为 0 的场景 / boards are watched over http only"
        case .logNotWritten(let path, let code):
            "日志写不进去 the log cannot be written: \(path) (errno \(code))"
        }
    }
}
