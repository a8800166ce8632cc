import ContestModel

/// What the server shows, compared with what it told its clients.
///
/// Somebody from before the run must be where the earlier figures put them; a person whom
/// neither the run nor those figures know is a mismatch, and their attempts are duplicates.
struct Verdict: Hashable, Sendable {
    /// 人数 by the clients' count: distinct participants with a counted submission.
    var peopleExpected = 0
    /// 人次 by the clients' count.
    var attemptsExpected = 0
    /// 人数 by the server, without those from before the run.
    var peopleCounted = 0
    /// 人次 by the server, without those from before the run.
    var attemptsCounted = 0
    /// Acknowledged submissions that the server does not show.
    var lost = 0
    /// Submissions that the server shows more often than they can have been made, and receipts
    /// that share a sequence number.
    var duplicated = 0
    /// Participants whose value, attempts or rank differ.
    var rankingMismatches = 0
    /// Whether the server's figures could be read.
    var isRead = false
    /// False where the contest hides points or the figures could not be read.
    var isRankingCompared = false
    /// The first differences, for people.
    var notes: [String] = []

    /// How many differences are described.
    static let mostNotes = 20

    /// Compares.
    ///
    /// - Parameters:
    ///   - entrants: The participants with their receipts.
    ///   - repeated: How many folded receipts named a sequence that another had named.
    ///   - before: The server's figures before the first registration.
    ///   - after: Its figures after the last receipt; `nil` when they could not be read.
    ///   - ranking: The contest's ranking rules.
    init(
        of entrants: [Entrant],
        repeated: Int = 0,
        before: ServerFigures,
        after: ServerFigures?,
        ranking: RankingRules
    ) {
        countSequences(of: entrants, repeated)
        for entrant in entrants {
            let count = entrant.counted.count
            peopleExpected += count > 0 ? 1 : 0
            attemptsExpected += count
        }
        guard let after else {
            note("无法读取服务器的数字 the server's figures could not be read")
            return
        }
        isRead = true
        peopleCounted = after.people - before.people
        attemptsCounted = after.attempts - before.attempts
        if after.view.tally.people != after.people || after.view.tally.attempts != after.attempts {
            rankingMismatches += 1
            note("公开的人数人次与审计视图不同 tallies and audit view differ")
        }
        let rows = Dictionary(
            after.view.overall.map { ($0.pseudonym, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        countRepeatedRows(after.view.overall.count - rows.count)
        countAttempts(of: entrants, before: before.view, rows: rows)
        compareRanking(of: entrants, before: before.view, rows: rows, ranking: ranking)
    }

    /// Every fact has a sequence number of its own.
    private mutating func countSequences(of entrants: [Entrant], _ folded: Int) {
        let sequences = entrants.flatMap(\.sequences).sorted()
        let repeated = folded + zip(sequences, sequences.dropFirst()).count { $0 == $1 }
        guard repeated > 0 else { return }
        duplicated += repeated
        note("\(repeated) 个回执的序号重复 receipts share sequence numbers")
    }

    private mutating func countRepeatedRows(_ repeated: Int) {
        guard repeated > 0 else { return }
        rankingMismatches += repeated
        note("榜上有 \(repeated) 行重复的人 the board shows people twice")
    }

    /// Lost and duplicated submissions, person by person.
    private mutating func countAttempts(
        of entrants: [Entrant],
        before: AuditView,
        rows: [String: AuditView.Row]
    ) {
        for entrant in entrants where !entrant.pseudonym.isEmpty {
            let told = entrant.counted.count
            let shown = rows[entrant.pseudonym]?.attempts ?? 0
            lost += max(0, told - shown)
            duplicated += max(0, shown - told - entrant.uncertain)
        }
        let known = Set(entrants.map(\.pseudonym)).union(before.overall.map(\.pseudonym))
        for row in rows.values where !known.contains(row.pseudonym) {
            rankingMismatches += 1
            duplicated += row.attempts
            note("\(row.pseudonym): 不是考生 not a participant of this run")
        }
    }

    private mutating func compareRanking(
        of entrants: [Entrant],
        before: AuditView,
        rows: [String: AuditView.Row],
        ranking: RankingRules
    ) {
        var standings: [String: ClientStanding] = [:]
        for row in before.overall { standings[row.pseudonym] = ClientStanding(earlier: row) }
        for entrant in entrants where !entrant.pseudonym.isEmpty {
            standings[entrant.pseudonym] = ClientStanding(entrant.counted, ranking: ranking)
        }
        isRankingCompared = standings.values.allSatisfy { $0.value != nil }
        if !isRankingCompared {
            note("竞赛不公布得分，名次未核对 points are hidden, ranks are not compared")
        }
        let ranks = ClientRanking(standings, ranking: ranking).ranks
        var shifted: [String] = []
        for (name, standing) in standings.sorted(by: { $0.key < $1.key }) {
            let row = rows[name]
            let hasSameFigures =
                row.map {
                    $0.attempts == standing.attempts
                        && (!isRankingCompared || $0.value == standing.value)
                } ?? false
            let hasSameRank =
                !isRankingCompared || row.map { ranks[name]?.contains($0.rank) == true } ?? false
            guard !hasSameFigures || !hasSameRank else { continue }
            rankingMismatches += 1
            let text =
                "\(name): 应为 expected \(standing.text(rank: ranks[name]))"
                + "；实为 found \(row.map(\.text) ?? "–")"
            if hasSameFigures { shifted.append(text) } else { note(text) }
        }
        // One wrong value shifts many ranks: those come after what shifted them.
        for text in shifted { note(text) }
        let strangers = entrants.filter { $0.counted.isEmpty && $0.uncertain == 0 }
        for entrant in strangers where rows[entrant.pseudonym] != nil {
            rankingMismatches += 1
            note("\(entrant.pseudonym): 没有交卷却在榜上 ranked without a submission")
        }
    }

    private mutating func note(_ text: String) {
        if notes.count < Self.mostNotes { notes.append(text) }
    }
}
