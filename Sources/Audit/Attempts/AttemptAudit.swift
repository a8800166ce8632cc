import GRDB

/// Checks every attempt with its responses and its submission, and counts 人数 and 人次 anew.
struct AttemptAudit {
    /// 人次 as graded anew.
    var countedAttempts: Int { recount.attempts }
    var uncountedAttempts: Int { endedAttempts - recount.attempts }
    private(set) var openAttempts = 0
    /// 人数 as graded anew.
    var people: Int { recount.people }
    /// What was not audited and why.
    var notes: [String] { cache.notes }

    private let contents: LedgerContents
    private var editions: TrackEditions
    private var papers = PaperCheck()
    private var limits: LimitCheck
    private var cache: CacheCheck
    private let grades: GradeCheck
    private let leaves: LeafCheck
    private var recount: Recount
    private var endedAttempts = 0

    init(
        _ database: Database,
        _ contents: LedgerContents,
        into differences: inout DifferenceList
    ) throws {
        self.contents = contents
        editions = TrackEditions(contents.editions)
        limits = try LimitCheck(
            database,
            through: contents.last,
            people: contents.people,
            trackCount: contents.editions.rules.map(\.content.tracks.count).max() ?? 0,
            into: &differences
        )
        cache = try CacheCheck(database, people: contents.people)
        grades = GradeCheck(contents)
        leaves = LeafCheck(contents)
        recount = Recount(contents)
    }

    /// Walks over all attempts.
    ///
    /// - Complexity: O(attempts + responses), with one attempt in memory at a time.
    mutating func run(
        _ database: Database,
        head: Int64,
        into differences: inout DifferenceList,
        progress: (AuditProgress) -> Void
    ) throws {
        let total = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM attempt WHERE sequence <= ?",
            arguments: [contents.last]
        )
        var walk = try AttemptWalk(database, through: contents.last)
        var done = 0
        while let found = try walk.next(into: &differences) {
            check(found, into: &differences)
            done += 1
            if done % AuditProgress.step == 0 {
                progress(AuditProgress(stage: .attempts, done: done, total: total ?? 0))
            }
        }
        recount.finish()
        try cache.check(database, through: contents.last, head: head, into: &differences)
    }

    private mutating func check(_ found: AttemptCase, into differences: inout DifferenceList) {
        let attempt = found.attempt
        let person = contents.people.index(of: attempt.participant, before: attempt.sequence)
        if person == nil {
            differences.add(
                .unknownParticipant,
                at: attempt.place,
                expected: "registered",
                found: "\(attempt.participant)"
            )
        }
        if let person { cache.take(found, of: person) }
        guard let edition = editions.edition(of: attempt, into: &differences) else { return }
        if let person { limits.check(found, of: person, edition, into: &differences) }
        ScheduleCheck(lifecycle: contents.lifecycle).check(attempt, edition, into: &differences)
        papers.check(attempt, edition, into: &differences)
        ResponseCheck(lifecycle: contents.lifecycle).check(found, edition, into: &differences)
        guard let submission = found.submission else {
            openAttempts += 1
            return
        }
        EndingCheck(lifecycle: contents.lifecycle)
            .check(attempt, submission, edition, into: &differences)
        if let person { leaves.check(submission, attempt, of: person, into: &differences) }
        let grade = grades.check(found, submission, edition, into: &differences)
        endedAttempts += 1
        if grade.counts { recount.take(attempt, of: person) }
    }
}
