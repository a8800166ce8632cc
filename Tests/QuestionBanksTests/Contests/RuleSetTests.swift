import ContestModel
import Foundation
import QuestionBanks
import Testing

/// What DOMAIN.md's table says of the published contests, worked by hand.
@Suite struct RuleSetTests {
    private func rules(_ name: String) throws -> ContestRules {
        let url = Places.ruleSets.appendingPathComponent("\(name).yaml")
        let reading = ContestFileReader.read(
            try Places.bytes(url),
            file: "\(name).yaml",
            format: .yaml
        )
        #expect(reading.findings.isEmpty, "\(FindingTable.render(reading.findings))")
        return try #require(reading.value, "\(FindingTable.render(reading.findings))")
    }

    @Test func `every rule set on disk is read and fits the demo bank`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Places.ruleSets,
            includingPropertiesForKeys: nil
        )
        #expect(files.count >= 7)
        let bankFile = Places.banks.appendingPathComponent("safety-month.yaml")
        let reading = BankReader.read(
            try Places.bytes(bankFile),
            file: "safety-month.yaml",
            format: .yaml
        )
        let bank = try #require(reading.value).bank
        for file in files {
            let rules = try rules(file.deletingPathExtension().lastPathComponent)
            #expect(rules.contest == file.deletingPathExtension().lastPathComponent)
            let errors = ContestFileReader.check(rules, against: bank)
                .filter { $0.severity == .error }
            #expect(errors.isEmpty, "\(FindingTable.render(errors))")
        }
    }

    @Test func `2019 has two lines with extra attempts, a threshold and a lot`() throws {
        let rules = try rules("national-2019")
        #expect(rules.tracks.count == 2)
        for track in rules.tracks {
            #expect(track.attemptsPerDay == 1 && track.counts)
            #expect(
                track.grants == [
                    GrantRule(source: .invite, perDay: 1), GrantRule(source: .share, perDay: 1),
                ]
            )
            #expect(track.paper.sections == [PaperSection(count: 5, types: [.single])])
            #expect(
                track.scoring.thresholds == [
                    ScoreStep(rightAtLeast: 4, points: Points(hundredths: 200)),
                    ScoreStep(rightAtLeast: 0, points: Points(hundredths: 100)),
                ]
            )
            #expect(track.scoring.lots == [LotRule(everyRight: 4, most: 1)])
        }
        #expect(rules.boards.groupMeasure == .attempts)
    }

    @Test func `2021 has bonus, three lots and a practice room`() throws {
        let rules = try rules("national-2021")
        let main = try #require(rules.tracks.first)
        #expect(main.attemptsPerDay == 1 && main.paper.questionCount == 15)
        #expect(main.delivery == .oneAtATime)
        #expect(
            main.scoring.bonuses == [
                ScoreStep(rightAtLeast: 15, points: Points(hundredths: 1000))
            ]
        )
        #expect(main.scoring.lots == [LotRule(everyRight: 5, most: 3)])
        let practice = try #require(rules.tracks.last)
        #expect(!practice.counts && practice.attemptsPerDay == 6)
        #expect(practice.paper.sections.map(\.pools) == [["practice"]])
    }

    @Test func `2023 has one attempt a day, five questions, 150 seconds, a point each`() throws {
        let rules = try rules("national-2023")
        let track = try #require(rules.tracks.first)
        #expect(rules.tracks.count == 1 && track.name == "main")
        #expect(track.attemptsPerDay == 1 && track.attemptsTotal == nil && track.grants.isEmpty)
        #expect(track.paper == PaperBlueprint(sections: [PaperSection(count: 5)]))
        #expect(track.timeLimit == TimeLimit(milliseconds: 150_000))
        #expect(track.delivery == .oneAtATime && track.feedback == .afterResponse)
        #expect(track.scoring == ScoringRules())
        #expect(rules.ranking == RankingRules())
        #expect(rules.identity == .open && rules.countsWhen == .anyResponse)
        // 2023-06-01 00:00 +08:00 is 2023-05-31 16:00 UTC, 19,508 days and 16 hours after 1970.
        #expect(rules.schedule.opensAt.millisecondsSinceEpoch == 1_685_548_800_000)
        #expect(rules.schedule.closesAt.millisecondsSinceEpoch == 1_688_140_800_000)
        // 2023-06-01 is day 53 × 365 + 13 leap days + 151 = 19,509.
        #expect(rules.schedule.firstDay == ContestDay(number: 19_509))
        #expect(rules.schedule.dayStarts.first == rules.schedule.opensAt)
        // 30 days of June and the day of closing itself, then 400 more.
        #expect(rules.schedule.dayStarts.count == 431)
        #expect(rules.schedule.dayStarts[30] == rules.schedule.closesAt)
    }

    @Test func `Xuchang ranks the best of any number, then the shorter time`() throws {
        let rules = try rules("xuchang-2023")
        let track = try #require(rules.tracks.first)
        #expect(track.attemptsPerDay == nil && track.attemptsTotal == nil)
        #expect(track.paper.questionCount == 20)
        for type in QuestionType.allCases {
            #expect(track.scoring.worth(of: type) == Points(hundredths: 500))
        }
        #expect(
            rules.ranking
                == RankingRules(value: .best, time: .ofBest, breakers: [.time])
        )
    }

    @Test func `Sichuan ranks regions by attempts, Shandong by people`() throws {
        let sichuan = try rules("sichuan-2025")
        #expect(sichuan.tracks.first?.attemptsPerDay == 3)
        #expect(sichuan.tracks.first?.paper.questionCount == 5)
        #expect(sichuan.boards.groupMeasure == .attempts && !sichuan.boards.unitBoards)
        let shandong = try rules("shandong-2018")
        #expect(shandong.boards.groupMeasure == .people && shandong.boards.regionBoards)
        #expect(shandong.ranking.value == .count)
    }

    @Test func `an invented contest uses every other rule`() throws {
        let rules = try rules("qinghe-2026")
        #expect(rules.schedule.closing == .hard && rules.identity == .roster)
        #expect(rules.countsWhen == .rightAtLeast(3))
        // 08:00 and 12:00 at +08:00.
        #expect(rules.schedule.opensAt.millisecondsSinceEpoch == 1_780_272_000_000)
        #expect(rules.schedule.freezesAt?.millisecondsSinceEpoch == 1_781_409_600_000)
        let main = try #require(rules.tracks.first)
        #expect(main.attemptsPerDay == 2 && main.attemptsTotal == 20)
        #expect(main.paper.sections.map(\.count) == [4, 2, 4])
        #expect(main.paper.sections.map(\.types) == [[.single], [.multiple], [.trueFalse]])
        #expect(main.paper.sections.map(\.maximumDifficulty) == [3, 5, 5])
        #expect(!main.paper.shuffleQuestions && main.paper.shuffleOptions)
        #expect(main.paper.themes.map(\.categories.count) == [2, 3])
        #expect(main.paper.themes.last?.from == main.paper.themes.last?.through)
        #expect(main.timeLimit == TimeLimit(milliseconds: 1_200_000))
        #expect(main.feedback == .afterSubmission && main.pointsShown == .afterSubmission)
        #expect(main.scoring.multiple == Points(hundredths: 250))
        #expect(main.scoring.trueFalse == Points(hundredths: 50))
        #expect(main.scoring.partialCredit == .half)
        #expect(main.scoring.wrongPenalty == Points(hundredths: 25))
        #expect(main.scoring.bonuses.map(\.rightAtLeast) == [9, 10])
        #expect(main.scoring.passMark == Points(hundredths: 660))
        #expect(rules.tracks.last?.timeLimit == TimeLimit(milliseconds: 90_000))
        #expect(
            rules.ranking
                == RankingRules(
                    value: .best,
                    time: .summed,
                    breakers: [.time, .first],
                    method: .dense
                )
        )
        #expect(
            rules.boards
                == BoardRules(
                    periods: [.overall],
                    regionBoards: false,
                    unitBoards: true,
                    groupMeasure: .average
                )
        )
        #expect(
            rules.publication
                == PublicationRules(
                    personalBoards: true,
                    groupBoards: false,
                    names: .masked,
                    minimumGroupSize: 5
                )
        )
    }
}
