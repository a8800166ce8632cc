import ContestModel
import QuestionBanks
import Testing

/// One line of a sound contest file exchanged for others, and what must be found where.
struct ContestFault: Sendable, CustomTestStringConvertible {
    var line: Int
    var replacement: String
    var expected: [String]
    var testDescription: String { "\(line): \(replacement)" }

    init(_ line: Int, _ replacement: String, _ expected: String...) {
        self.line = line
        self.replacement = replacement
        self.expected = expected
    }
}

/// Sixteen lines; the numbers in the table below are theirs.
private let sound = [
    "contest: county",
    "title: 知识竞赛",
    "bank: safety-month",
    "opens: \"2026-06-01 00:00\"",
    "closes: \"2026-06-30 24:00\"",
    "identity: open",
    "counts_when: any_response",
    "tracks:",
    "  - name: main",
    "    attempts_per_day: 1",
    "    paper: {questions: 5}",
    "    time_limit: 150s",
    "    delivery: whole_paper",
    "    feedback: after_submission",
    "    scoring: {points: 1}",
    "ranking: {value: sum}",
]

private let faults: [ContestFault] = [
    ContestFault(1, "contest: County", "text.name@1:10"),
    ContestFault(1, "# none", "file.key.missing@2:1"),
    ContestFault(2, "title: ''", "file.key.missing@2:1"),
    ContestFault(2, "titel: x", "file.key.missing@1:1", "file.key.unknown@2:1"),
    ContestFault(3, "bank: [a]", "file.value.not-text@3:7"),
    ContestFault(4, "opens: 2026-06-01", "contest.time@4:8"),
    ContestFault(4, "opens: \"2026-02-30 00:00\"", "contest.time@4:8"),
    ContestFault(4, "opens: \"2026-06-01 24:01\"", "contest.time@4:8"),
    ContestFault(4, "opens: \"2026-07-01 00:00\"", "contest.closes-before-opens@5:9"),
    ContestFault(4, "opens: \"2016-06-01 00:00\"", "contest.window-too-long@5:9"),
    ContestFault(6, "identity: opne", "file.value.choice@6:11"),
    ContestFault(6, "time_zone: Mars/Phobos", "contest.time-zone@6:12"),
    ContestFault(6, "time_zone: ../../etc/passwd", "contest.time-zone@6:12"),
    ContestFault(6, "freezes: \"2026-07-02 00:00\"", "contest.freezes-outside@6:10"),
    ContestFault(6, "rehearsal: no", "file.value.boolean@6:12"),
    ContestFault(6, "rehearsal: \"true\"", "file.value.boolean@6:12"),
    ContestFault(7, "counts_when: always", "contest.counts-when@7:14"),
    ContestFault(7, "counts_when: {right_at_least: 0}", "file.value.integer@7:31"),
    ContestFault(
        7,
        "counts_when: {right_at_least: 6}",
        "contest.counts-when.unreachable@7:1"
    ),
    ContestFault(7, "boards: {periods: [day, day]}", "file.value.repeated@7:25"),
    ContestFault(7, "boards: {periods: [month]}", "file.value.choice@7:20"),
    ContestFault(7, "publication: {minimum_group_size: 0}", "file.value.integer@7:35"),
    ContestFault(7, "publication: {names: initials}", "file.value.choice@7:22"),
    ContestFault(
        7,
        "publication: {names: full, mask_names: false}",
        "contest.names.twice@7:28"
    ),
    ContestFault(7, "title: 又一个", "file.key.repeated@7:1"),
    ContestFault(9, "  - name: Main", "text.name@9:11"),
    ContestFault(9, "  - title: 无名", "file.key.missing@9:5"),
    ContestFault(10, "    attempts_per_day: 0", "file.value.integer@10:23"),
    ContestFault(10, "    attempts_per_day: 一", "file.value.integer@10:23"),
    ContestFault(
        10,
        "    grants: [{source: invite}]",
        "contest.points.unbounded@8:1",
        "contest.grants.pointless@10:5"
    ),
    ContestFault(
        10,
        "    grants: [{source: invite}, {source: invite}]",
        "contest.grants.pointless@10:5",
        "contest.grant.repeated@10:41"
    ),
    ContestFault(11, "    paper: {questions: 201}", "file.value.integer@11:24"),
    ContestFault(11, "    paper: {}", "file.key.missing@11:12"),
    ContestFault(
        11,
        "    paper: {questions: 5, sections: [{questions: 5}]}",
        "contest.paper.both@11:13"
    ),
    ContestFault(
        11,
        "    paper: {sections: [{questions: 150}, {questions: 51}]}",
        "contest.paper.too-long@11:12"
    ),
    ContestFault(
        11,
        "    paper: {questions: 5, difficulty: [4, 2]}",
        "contest.paper.difficulty@11:39"
    ),
    ContestFault(11, "    paper: {questions: 5, difficulty: 6}", "file.value.integer@11:39"),
    ContestFault(11, "    paper: {questions: 5, pools: [Main]}", "text.name@11:35"),
    ContestFault(11, "    paper: {questions: 5, types: [essay]}", "file.value.choice@11:35"),
    ContestFault(
        11,
        "    paper: {questions: 5, themes: [{from: 2026-06-02, through: 2026-06-01, categories: [甲]}]}",
        "contest.theme.days@11:36"
    ),
    ContestFault(
        11,
        "    paper: {questions: 5, themes: [{from: 2026-07-02, categories: [甲]}]}",
        "contest.theme.outside@11:5"
    ),
    ContestFault(12, "    time_limit: 3 weeks", "contest.time-limit@12:17"),
    ContestFault(12, "    time_limit: 25h", "contest.time-limit@12:17"),
    ContestFault(12, "    time_limit: 0", "contest.time-limit@12:17"),
    ContestFault(14, "    feedback: after_response", "contest.feedback.whole-paper@14:15"),
    ContestFault(
        14,
        "    points_shown: after_response",
        "contest.feedback.whole-paper@14:19",
        "contest.points-shown.leaks@14:19"
    ),
    ContestFault(15, "    scoring: {points: 1.005}", "contest.points@15:23"),
    ContestFault(15, "    scoring: {points: -1}", "contest.points@15:23"),
    ContestFault(15, "    scoring: {points: 100001}", "contest.points@15:23"),
    // (5 + 3) × 100,000 points × 30 days are above 21,474,836.47.
    ContestFault(
        15,
        "    scoring: {points: 100000, bonuses: [{right_at_least: 5, points: 100000}, "
            + "{right_at_least: 4, points: 100000}, {right_at_least: 3, points: 100000}]}",
        "contest.points.overflow@8:1"
    ),
    ContestFault(
        15,
        "    scoring: {bonuses: [{right_at_least: 6, points: 1}]}",
        "contest.step.unreachable@15:5"
    ),
    ContestFault(15, "    scoring: {pass_mark: 6}", "contest.pass-mark.unreachable@15:5"),
    ContestFault(
        15,
        "    scoring: {thresholds: [{right_at_least: 4, points: 1}, {right_at_least: 4, points: 2}]}",
        "contest.step.repeated@15:60"
    ),
    ContestFault(16, "ranking: {value: most}", "file.value.choice@16:18"),
]

@Suite struct ContestFaultTests {
    private func read(_ lines: [String]) -> Reading<ContestRules> {
        ContestFileReader.read(
            Array(lines.joined(separator: "\n").utf8),
            file: "c.yaml",
            format: .yaml
        )
    }

    @Test func `the sound file is sound`() {
        #expect(read(sound).brief.isEmpty)
    }

    @Test(arguments: faults)
    func `each fault of a contest file is found at its place`(_ fault: ContestFault) {
        var lines = sound
        lines[fault.line - 1] = fault.replacement
        #expect(read(lines).brief == fault.expected)
    }

    @Test func `several faults are all found`() {
        var lines = sound
        lines[3] = "opens: soon"
        lines[11] = "    time_limit: long"
        lines[15] = "ranking: {vaule: sum, method: denes}"
        #expect(
            read(lines).brief == [
                "contest.time@4:8", "contest.time-limit@12:17", "file.key.unknown@16:11",
                "file.value.choice@16:31",
            ]
        )
    }

    /// 人次 would tell at once whether three answers are right.
    @Test func `counting by right answers needs points that show`() {
        var lines = sound
        lines[6] = "counts_when: {right_at_least: 3}"
        lines[13] = "    feedback: after_closing"
        #expect(read(lines).brief == ["contest.counts.oracle@7:1"])
    }

    @Test func `two tracks of one name and shared practice are found`() {
        let lines =
            sound + [
                "boards: {units: false}"
            ]
        var twice = lines
        twice.insert(contentsOf: ["  - {name: main, counts: false, paper: {questions: 1}}"], at: 15)
        #expect(
            read(twice).brief == ["contest.track.repeated@16:6", "contest.pool.shared@16:33"]
        )
    }
}
