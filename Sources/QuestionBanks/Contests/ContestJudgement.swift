internal import ContestModel

/// Judges rules as a whole: what each part allows, but all of them together do not.
struct ContestJudgement {
    let rules: ContestRules
    let tracks: [TrackReading]
    let fields: MappingReader

    private var log: FindingLog { fields.log }

    /// Notes every error and doubt.
    func note() {
        for track in tracks {
            noteReveal(track)
            noteUnreachable(track)
            noteThemes(track)
            if !track.rules.grants.isEmpty && track.fields.node("attempts_per_day") == nil {
                log.warning(
                    "contest.grants.pointless",
                    at: track.fields.place(of: "grants"),
                    "每天次数不限，额外机会没有意义",
                    "grants mean nothing where attempts are unlimited"
                )
            }
        }
        if case .rightAtLeast = rules.countsWhen,
            rules.tracks.contains(where: { $0.counts && $0.pointsShown > .afterSubmission })
        {
            log.error(
                "contest.counts.oracle",
                at: fields.place(of: "counts_when"),
                "得分不公布时，counts_when 不能按答对题数：人次会透露对错",
                "with points hidden, counting by the number right would tell right from wrong"
            )
        }
        if rules.ranking.breakers == [.first, .time] {
            log.error(
                "contest.breakers.order",
                at: fields.place(of: "ranking"),
                "成绩相同时先比用时、再比先后：请写 [time, first]",
                "time comes before first: write [time, first]"
            )
        }
        noteLots()
        noteHeat()
        if !tracks.contains(where: \.rules.counts) {
            log.warning(
                "contest.tracks.none-counts",
                at: fields.place(of: "tracks"),
                "没有计入统计的赛道",
                "no track counts"
            )
        }
        noteSharedPools()
        // Faulty limits and points would only give sums that nobody wrote.
        if !log.hasErrors { noteSums() }
    }

    private func noteLots() {
        let breakers = rules.ranking.breakers
        guard breakers.contains(.lot) else { return }
        if breakers.last != .lot || breakers.contains(.first) {
            log.error(
                "contest.breakers.lot",
                at: fields.place(of: "ranking"),
                "抽签定先后只能写 [lot] 或 [time, lot]",
                "lots come last and not with first: write [lot] or [time, lot]"
            )
        }
        if rules.ranking.lotSeed.isEmpty {
            log.warning(
                "contest.lot-seed.missing",
                at: fields.place(of: "ranking"),
                "抽签须有公开的随机数：请填 lot_seed（例如某日公布的彩票号码）",
                "lots need public randomness: fill in lot_seed"
            )
        }
    }

    private func noteHeat() {
        let measures = [rules.boards.groupMeasure] + rules.boards.furtherMeasures
        guard measures.contains(.heat), rules.boards.heat == nil else { return }
        log.error(
            "contest.heat.missing",
            at: fields.place(of: "boards"),
            "按热度排名必须写明公式 heat: {people: , attempts: , points: }",
            "heat needs its formula: heat: {people: , attempts: , points: }"
        )
    }

    private func noteReveal(_ track: TrackReading) {
        let rules = track.rules
        let places = track.fields
        let revealed = min(rules.feedback, rules.pointsShown)
        if rules.delivery == .wholePaper && revealed == .afterResponse {
            let key = rules.feedback == .afterResponse ? "feedback" : "points_shown"
            log.error(
                "contest.feedback.whole-paper",
                at: places.node(key)?.place ?? places.place,
                text: RevealPolicy.afterResponse.rawValue,
                "整卷作答在交卷前可以改答案，不能答一题就公布对错；请改为 one_at_a_time 或 after_submission",
                "a whole paper may be changed until handed in, so nothing can be shown after each "
                    + "response; use one_at_a_time or after_submission"
            )
        }
        if rules.pointsShown < rules.feedback {
            log.warning(
                "contest.points-shown.leaks",
                at: places.node("points_shown")?.place ?? places.place,
                text: rules.pointsShown.rawValue,
                "得分早于对错公布，从得分可以推知对错",
                "points shown before feedback give right and wrong away"
            )
        }
    }

    private func noteUnreachable(_ track: TrackReading) {
        let scoring = track.rules.scoring
        let count = track.rules.paper.questionCount
        let needed =
            scoring.thresholds.map(\.rightAtLeast) + scoring.bonuses.map(\.rightAtLeast)
            + scoring.lots.map(\.everyRight)
        let place = track.fields.place(of: "scoring")
        for least in needed where least > count {
            log.warning(
                "contest.step.unreachable",
                at: place,
                text: "\(least)",
                "一份试卷只有 \(count) 题，答对 \(least) 题不可能达到",
                "a paper has \(count) questions, so \(least) right cannot be reached"
            )
        }
        if let mark = scoring.passMark, mark.hundredths > AttemptWorth.most(track.rules) {
            log.warning(
                "contest.pass-mark.unreachable",
                at: place,
                text: "\(mark)",
                "合格线高于满分",
                "the pass mark is above the full mark"
            )
        }
        if case .rightAtLeast(let least) = rules.countsWhen, track.rules.counts, least > count {
            log.error(
                "contest.counts-when.unreachable",
                at: fields.place(of: "counts_when"),
                text: "\(least)",
                "赛道 \(track.rules.name) 只有 \(count) 题，永远不会计入",
                "track \(track.rules.name) has \(count) questions and could never count"
            )
        }
    }

    private func noteThemes(_ track: TrackReading) {
        guard let last = rules.schedule.lastDay else { return }
        let first = rules.schedule.firstDay
        let isOutside = track.rules.paper.themes.contains { $0.from < first || $0.through > last }
        guard isOutside else { return }
        log.warning(
            "contest.theme.outside",
            at: track.fields.place(of: "paper"),
            "有的主题日期不在竞赛期内",
            "a theme's days lie outside the contest"
        )
    }

    private func noteSharedPools() {
        let counting = Set(
            rules.tracks.filter(\.counts).flatMap { $0.paper.sections.flatMap(\.pools) }
        )
        for track in tracks where !track.rules.counts {
            let pools = Set(track.rules.paper.sections.flatMap(\.pools))
            for pool in pools.intersection(counting).sorted() {
                log.warning(
                    "contest.pool.shared",
                    at: track.fields.place(of: "paper"),
                    text: pool,
                    "练习与正式答题共用题池 \(pool)，练习会泄露正式题目",
                    "practice shares the pool \(pool) with a counting track and gives it away"
                )
            }
        }
    }

    /// What a person may at most gather must fit what standings store: points as 32-bit hundredths,
    /// times as 32-bit milliseconds.
    private func noteSums() {
        var points: Int64 = 0
        var milliseconds: Int64 = 0
        var isBounded = true
        for track in rules.tracks where track.counts {
            guard let attempts = AttemptWorth.attempts(track, rules.schedule) else {
                isBounded = false
                continue
            }
            points += attempts * AttemptWorth.most(track)
            milliseconds += attempts * (track.timeLimit?.milliseconds ?? 0)
        }
        let place = fields.place(of: "tracks")
        if points > Int64(Int32.max) {
            log.error(
                "contest.points.overflow",
                at: place,
                text: "\(points / 100)",
                "一个人最多可得的总分超过 21,474,836，请降低分值或限制次数",
                "one person's points could exceed 21,474,836; lower the points or limit attempts"
            )
        }
        if !isBounded && rules.ranking.value == .sum {
            log.warning(
                "contest.points.unbounded",
                at: place,
                "次数不限又按总分排名，名次取决于答题次数；总分到 21,474,836 为止",
                "unlimited attempts ranked by the sum reward repetition; sums stop at 21,474,836"
            )
        }
        let summedTimeDecides =
            rules.ranking.time == .summed
            && rules.ranking.breakers.contains(.time)
        if summedTimeDecides && milliseconds > Int64(UInt32.max) {
            log.warning(
                "contest.time.saturates",
                at: fields.place(of: "ranking"),
                "累计用时可能超过 49 天，超过部分不再区分",
                "summed times could exceed 49 days, beyond which they are not told apart"
            )
        }
    }
}

extension ContestSchedule {
    /// The day of the last instant before closing; nil outside the days that were worked out.
    var lastDay: ContestDay? {
        day(of: closesAt.advanced(by: .milliseconds(-1)))
    }
}

/// The most that attempts of a track can be.
enum AttemptWorth {
    /// The most hundredths of a point that one attempt can earn.
    static func most(_ track: TrackRules) -> Int64 {
        let scoring = track.scoring
        let bonuses = scoring.bonuses.reduce(0) { $0 + Int64($1.points.hundredths) }
        if let best = scoring.thresholds.map(\.points.hundredths).max() {
            return Int64(best) + bonuses
        }
        return track.paper.sections.reduce(bonuses) { sum, section in
            let types = section.types.isEmpty ? QuestionType.allCases : section.types
            let worth = types.map { scoring.worth(of: $0).hundredths }.max() ?? 0
            return sum + Int64(worth) * Int64(section.count)
        }
    }

    /// The most attempts that one person can begin; nil without a limit.
    static func attempts(_ track: TrackRules, _ schedule: ContestSchedule) -> Int64? {
        var perContest: Int64?
        if let perDay = track.attemptsPerDay, let last = schedule.lastDay {
            let days = Int64(last.number) - Int64(schedule.firstDay.number) + 1
            let granted = track.grants.reduce(0) { $0 + Int64($1.perDay) }
            perContest = (Int64(perDay) + granted) * days
        }
        guard let total = track.attemptsTotal.map(Int64.init) else { return perContest }
        return min(total, perContest ?? total)
    }
}
