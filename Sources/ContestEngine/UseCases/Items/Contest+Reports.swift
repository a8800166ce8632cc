public import ContestModel

extension Contest {
    /// A person reports a question that was shown to them, in an attempt that is under way or ended.
    ///
    /// A second report of the same question replaces the first.
    ///
    /// - Parameter text: In their own words; `QuestionReport.isAllowed` holds for it.
    /// - Throws: `Refusal.questionNotShown`, `.unknownAttempt`, `.tooManyReports`, and `.overloaded`
    ///   while another report of the same person is under way.
    public func report(
        _ code: QuestionReport.Code,
        text: String,
        in attempt: AttemptID,
        position: Int,
        of participant: ParticipantIndex
    ) async throws -> QuestionReport {
        // One at a time for each person: fifty at once would all find room for one more.
        guard reporting.insert(participant).inserted else {
            throw Refusal.overloaded(after: .seconds(1))
        }
        defer { reporting.remove(participant) }
        let shown: [PaperQuestion] =
            switch try await read(attempt, of: participant) {
            case .underWay(let view): view.questions
            case .ended(let result): result.questions
            }
        guard shown.contains(where: { $0.position == position }) else {
            throw Refusal.questionNotShown
        }
        guard let record = try await store.attempt(attempt),
            record.attempt.paper.questions.indices.contains(position),
            let bank = machine.setup.editions.last(where: {
                $0.bankVersion == record.attempt.bankVersion
            })?.bank.bank,
            let question = bank.question(at: record.attempt.paper.questions[position].question),
            let entry = machine.entry(participant)
        else { throw Refusal.questionNotShown }
        let report = QuestionReport(
            question: question.id,
            participant: entry.pseudonym,
            at: now,
            code: code,
            text: text,
            attempt: attempt,
            bankVersion: record.attempt.bankVersion
        )
        try await requireRoom(for: report)
        try await store.putNote(report.note())
        // Whose data was erased meanwhile leaves nothing behind.
        if erased.contains(participant) {
            try await removeReports(of: entry.pseudonym)
            throw Refusal.accountErased
        }
        return report
    }

    /// Refuses a report too many; one that replaces another is not one more.
    private func requireRoom(for report: QuestionReport) async throws {
        let kind = QuestionReport.noteKind
        if try await store.note(kind: kind, key: report.key) != nil { return }
        let prefix = QuestionReport.keyPrefix(report.participant)
        let own = try await store.notes(
            kind: kind,
            after: prefix,
            limit: QuestionReport.countLimit
        ).prefix { $0.key.hasPrefix(prefix) }
        guard own.count < QuestionReport.countLimit else { throw Refusal.tooManyReports }
    }

    /// Removes a person's reports.
    func removeReports(of participant: Pseudonym) async throws {
        try await store.removeNotes(
            kind: QuestionReport.noteKind,
            prefix: QuestionReport.keyPrefix(participant)
        )
    }

    /// A page of the reports, by participant and question.
    ///
    /// - Parameters:
    ///   - after: The key of the report that the page begins after; empty for the first page.
    ///   - question: Only reports of this question; nil for all. Then the rest are read over.
    public nonisolated func reports(
        after: String,
        limit: Int,
        of question: String? = nil
    ) async throws -> [QuestionReport] {
        var found: [QuestionReport] = []
        var last = after
        while found.count < limit {
            let page = try await store.notes(
                kind: QuestionReport.noteKind,
                after: last,
                limit: Self.reportPageSize
            )
            found += page.compactMap(QuestionReport.init).filter {
                question == nil || $0.question == question
            }
            guard page.count == Self.reportPageSize, let end = page.last else { break }
            last = end.key
        }
        return Array(found.prefix(limit))
    }

    private static let reportPageSize = 1_024

    /// How many reports there are of each question.
    ///
    /// - Complexity: O(reports), in short reads.
    public nonisolated func reportCounts() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        try await store.forEachNote(of: QuestionReport.noteKind) { note in
            counts[QuestionReport.question(ofKey: note.key), default: 0] += 1
        }
        return counts
    }
}
