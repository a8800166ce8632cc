public import ContestModel

extension ContestFileReader {
    /// Holds rules against the bank they name: what they select must be there, and what it rests on
    /// must be in force while the contest runs.
    ///
    /// - Returns: Errors where a paper could not be drawn, warnings where it should not be. They have
    ///   no place, since rules may come from the ledger; `file` is the contest's name.
    /// - Complexity: O(sections × themes × questions).
    public static func check(_ rules: ContestRules, against bank: QuestionBank) -> [Finding] {
        let log = FindingLog(file: rules.contest)
        if rules.bank != bank.bank {
            log.error(
                "contest.bank.other",
                at: nil,
                text: bank.bank,
                "竞赛用的题库是 \(rules.bank)，不是 \(bank.bank)",
                "the contest names the bank \(rules.bank), not \(bank.bank)"
            )
        }
        let pools = Set(bank.questions.map(\.pool))
        let categories = Set(bank.questions.map(\.category))
        for track in rules.tracks {
            noteUnknown(track, pools, categories, log)
            noteShortage(track, bank, log)
        }
        noteExpiredBases(rules, bank, log)
        if bank.published && !rules.rehearsal && rules.tracks.contains(where: \.counts) {
            log.warning(
                "contest.bank.published",
                at: nil,
                text: bank.bank,
                "题库连同答案已经公开，不宜用于排名竞赛",
                "the bank lies in public with its keys; a ranked contest should not use it"
            )
        }
        if bank.approval == nil && !rules.rehearsal && rules.tracks.contains(where: \.counts) {
            log.warning(
                "contest.bank.not-approved",
                at: nil,
                text: bank.bank,
                "题库未经属地审定：用于排名竞赛前，应由负责的单位审定并在题库里写明 approved",
                "nobody has approved the bank; name who answers for it (approved) before a ranked contest"
            )
        }
        return log.sorted()
    }

    private static func noteUnknown(
        _ track: TrackRules,
        _ pools: Set<String>,
        _ categories: Set<String>,
        _ log: FindingLog
    ) {
        let named = Set(track.paper.sections.flatMap(\.pools))
        for pool in named.subtracting(pools).sorted() {
            log.error(
                "contest.pool.unknown",
                at: nil,
                text: pool,
                "赛道 \(track.name)：题库里没有题池 \(pool)" + hint(pools, pool),
                "track \(track.name): the bank has no pool \(pool)"
            )
        }
        let selected = Set(
            track.paper.sections.flatMap(\.categories) + track.paper.themes.flatMap(\.categories)
        )
        for category in selected.subtracting(categories).sorted() {
            log.error(
                "contest.category.unknown",
                at: nil,
                text: category,
                "赛道 \(track.name)：题库里没有分类 \(category)" + hint(categories, category),
                "track \(track.name): the bank has no category \(category)"
            )
        }
    }

    private static func hint(_ words: Set<String>, _ word: String) -> String {
        NearestWord.among(words.sorted(), to: word).map { "；是不是 \($0)？" } ?? ""
    }

    /// Counts, for each theme and for days without one, whether every section can be filled.
    ///
    /// Sections are filled in order. At worst the earlier ones take as many as they may of those
    /// that a later one needs; where that could leave too few, a warning says so.
    private static func noteShortage(
        _ track: TrackRules,
        _ bank: QuestionBank,
        _ log: FindingLog
    ) {
        let sections = track.paper.sections
        let themes: [DailyTheme?] = [nil] + track.paper.themes.map(Optional.some)
        for theme in themes {
            for (index, section) in sections.enumerated() {
                let fitting = bank.questions.filter { section.admits($0, theme: theme) }
                guard fitting.count >= section.count else {
                    noteShort(track, theme, section.count, fitting.count, log)
                    continue
                }
                let taken = sections[..<index].reduce(0) { sum, earlier in
                    sum + min(earlier.count, fitting.count { earlier.admits($0, theme: theme) })
                }
                guard fitting.count - taken < section.count else { continue }
                log.warning(
                    "contest.paper.tight",
                    at: nil,
                    text: "\(fitting.count)/\(section.count)",
                    "赛道 \(track.name)：第 \(index + 1) 部分可能被前面各部分抽走题目而不够",
                    "track \(track.name): earlier sections may leave too few for section "
                        + "\(index + 1)"
                )
            }
        }
    }

    private static func noteShort(
        _ track: TrackRules,
        _ theme: DailyTheme?,
        _ needed: Int,
        _ there: Int,
        _ log: FindingLog
    ) {
        let subject = theme.map { "（主题 \($0.categories.joined(separator: "、"))）" } ?? ""
        log.error(
            "contest.paper.short",
            at: nil,
            text: "\(there)/\(needed)",
            "赛道 \(track.name)\(subject)：需要 \(needed) 题，题库里符合条件的只有 \(there) 题",
            "track \(track.name): \(needed) questions are needed, \(there) fit"
        )
    }

    private static func noteExpiredBases(
        _ rules: ContestRules,
        _ bank: QuestionBank,
        _ log: FindingLog
    ) {
        let schedule = rules.schedule
        guard let last = schedule.lastDay else { return }
        for question in bank.questions where isDrawn(question, rules) {
            guard let basis = question.basis else { continue }
            let isTooEarly = basis.validFrom.map { $0 > schedule.firstDay } ?? false
            let isTooLate = basis.validUntil.map { $0 < last } ?? false
            guard isTooEarly || isTooLate else { continue }
            log.warning(
                "contest.basis.outside",
                at: nil,
                text: question.id,
                "\(question.id) 的依据“\(basis.law)”在竞赛期内的某天不生效",
                "the basis of \(question.id) does not hold on some day of the contest"
            )
        }
    }

    private static func isDrawn(_ question: Question, _ rules: ContestRules) -> Bool {
        rules.tracks.contains { track in
            track.paper.sections.contains { $0.admits(question, theme: nil) }
        }
    }
}
