import GRDB

/// Checks every attempt with its responses and its submission, and counts 人数 and 人次 anew.
struct AttemptAudit {
    /// 人次 as graded anew.
    private(set) var countedAttempts = 0
    private(set) var uncountedAttempts = 0
    private(set) var openAttempts = 0
    /// 人数 as graded anew.
    var people: Int { hasCounted.reduce(0) { $0 + ($1 ? 1 : 0) } }

    private let contents: LedgerContents
    private var editions: TrackEditions
    private var papers = PaperCheck()
    private var limits: LimitCheck
    private var cache: CacheCheck
    private var hasCounted: [Bool]

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
        hasCounted = Array(repeating: false, count: contents.people.count)
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
        if let person { checkLeaves(submission, of: person, into: &differences) }
        let grade = checkGrade(found, submission, edition, into: &differences)
        if grade.counts {
            countedAttempts += 1
            if let person { hasCounted[person] = true }
        } else {
            uncountedAttempts += 1
        }
    }

    private func checkGrade(
        _ found: AttemptCase,
        _ submission: SubmissionRow,
        _ edition: TrackEdition,
        into differences: inout DifferenceList
    ) -> Grade {
        let place = submission.place
        guard submission.keyRevision == 0 else {
            if !contents.hasKeyAmendments {
                differences.compare(submission.keyRevision, with: 0, .keyRevision, at: place)
            }
            return submission.grade
        }
        let grade = Grade(found, edition)
        differences.compare(
            submission.grade.description,
            with: grade.description,
            .grade,
            at: place
        )
        differences.compare(submission.grade.counts, with: grade.counts, .counts, at: place)
        return grade
    }

    private func checkLeaves(
        _ submission: SubmissionRow,
        of person: Int,
        into differences: inout DifferenceList
    ) {
        guard !contents.hasMoves else { return }
        let region = Int64(contents.people.regions[person])
        let unit = Int64(contents.people.units[person])
        if submission.region != region || submission.unit != unit {
            differences.add(
                .submissionLeaf,
                at: submission.place,
                expected: "region \(region), unit \(unit)",
                found: "region \(submission.region), unit \(submission.unit)"
            )
        }
    }
}
