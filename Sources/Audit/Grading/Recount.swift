/// 人数 and 人次 by the grades worked out anew, under the amendments that stand.
struct Recount {
    /// 人次.
    private(set) var attempts = 0
    /// 人数.
    var people: Int { hasCounted.reduce(0) { $0 + ($1 ? 1 : 0) } }

    private let amendments: StandingAmendments
    private var hasCounted: [Bool]
    /// Those of people with several accounts, until it is known which of them count.
    private var shared: [(attempt: Int64, root: Int)] = []
    private var share: DailyShare

    init(_ contents: LedgerContents) {
        amendments = contents.amendments
        hasCounted = Array(repeating: false, count: contents.people.count)
        share = DailyShare(tracks: contents.rules?.tracks ?? [])
    }

    /// Takes in an attempt whose grade counts.
    ///
    /// - Parameter person: Its participant as an index; nil when nobody is registered so.
    mutating func take(_ attempt: AttemptRow, of person: Int?) {
        let root = amendments.accounts.end(of: attempt.participant)
        guard
            !amendments.disqualified.covers(
                attempt: attempt.sequence,
                of: attempt.participant,
                root: root
            )
        else { return }
        guard let person else {
            attempts += 1
            return
        }
        guard amendments.accounts.ends.contains(root) else {
            attempts += 1
            hasCounted[person] = true
            return
        }
        shared.append((attempt.sequence, Int(root)))
        share.take(
            attempt: attempt.sequence,
            of: attempt.participant,
            root: root,
            track: attempt.track,
            day: attempt.day
        )
    }

    /// Takes in what waited for all attempts to be known.
    mutating func finish() {
        let leftOut = share.leftOut()
        for (attempt, root) in shared where !leftOut.contains(attempt) {
            attempts += 1
            hasCounted[root] = true
        }
        shared = []
    }
}
