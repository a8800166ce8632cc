import ContestEngine
import ContestModel
import Exports
import Hummingbird
import Leaderboards
import QuestionBanks

extension ContestServer {
    /// The pseudonymous extract of a contest's ledger, in a file that goes when it is let go.
    ///
    /// It holds the bank with its keys, so that the reading is on record.
    func extract(
        _ entry: ContestHouse.OpenContest,
        by claims: OrganiserClaims
    ) async throws -> ExportFile {
        try await entry.contest.noteExport("ledger extract with keys", by: claims.name)
        let file = try ExportFile.place(named: "ledger-extract.sqlite")
        _ = try await house.extract(entry.contest, to: file.path)
        return file
    }

    /// Everything of a finished contest in one file that opens without the server.
    func archive(
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        guard !view.isPreliminary else { throw Problem.notFinal }
        let pass = try gate.enter()
        try await entry.contest.noteExport("archive with names", by: claims.name)
        let report = try await contestReport(entry, view)
        var entries: [ArchiveEntry] = []
        for table in report.tables {
            let bytes = try await report.csv(table)
            entries.append(
                ArchiveEntry("tables/\(table.name).csv", "\(table.title)（CSV）", .bytes(bytes))
            )
        }
        entries.insert(
            ArchiveEntry("report.xlsx", "报告工作簿", .file(try await report.workbook())),
            at: 0
        )
        // A contest may keep no board of people over the whole.
        if view.live.boards.people(in: .overall) != nil {
            entries.append(
                ArchiveEntry(
                    "tables/standings.csv",
                    "总成绩，含姓名（CSV）",
                    .file(try await standingsFile(entry, view, claims))
                )
            )
        }
        entries += try await drawEntries(entry, view, claims)
        let log = await entry.contest.publication
        if !log.announcements.isEmpty {
            let content = ArchiveContent.bytes(Array(try Answer.encoded(AnnouncementsBody(log))))
            entries.append(ArchiveEntry("announcements.json", "公布的各版结果及其账本序号", content))
        }
        let rules = try CanonicalJSON.encode(view.rules)
        entries += [
            ArchiveEntry("rules.json", "竞赛规则（规范 JSON）", .bytes(Array(rules))),
            ArchiveEntry(
                "rules.txt",
                "竞赛规则（参赛须知）",
                .bytes(Array(RulesSheet.chinese(view.rules).utf8))
            ),
            ArchiveEntry(
                "ledger-extract.sqlite",
                "账本摘录，不含姓名、电话",
                .file(try await extract(entry, by: claims))
            ),
            ArchiveEntry(
                "VERIFY.txt",
                "核验办法 / how to check",
                .bytes(Array(VerifyingText.text(report.cover).utf8))
            ),
        ]
        let page = report.html(links: entries.map { ($0.name, $0.title) })
        let archive = try await ExportFile.zip(
            [("index.html", .bytes(Array(page.utf8)))] + entries.map { ($0.name, $0.content) },
            named: "archive.zip"
        )
        let name = "\(entry.contest.name)-archive.zip"
        return try await send(archive, as: "application/zip", named: name, pass, context)
    }

    /// Every draw with its entrants' list, and the winners of those that stand.
    private func drawEntries(
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> [ArchiveEntry] {
        let draws = await entry.contest.draws.draws
        guard !draws.isEmpty else { return [] }
        let request = ExportRequest(entry, view, claims)
        let (table, cover) = try await ContestExport.winners.make(self, request)
        let file = try await ExportFile.stream(table, cover: cover, as: .csv, named: "winners.csv")
        var entries = [ArchiveEntry("tables/winners.csv", "中奖名单，含姓名（CSV）", .file(file))]
        for draw in draws {
            let body = try Answer.encoded(DrawBody(draw, names: [:]))
            let title = draw.prepared.thing.title
            entries.append(
                ArchiveEntry("draws/\(draw.name).json", "抽奖：\(title)", .bytes(Array(body)))
            )
            guard let list = try await entry.contest.entrants(of: draw.name) else { continue }
            entries.append(
                ArchiveEntry("draws/\(draw.name)-entrants.csv", "抽奖名单：\(title)", .bytes(list))
            )
        }
        return entries
    }

    /// The overall board as a CSV file.
    private func standingsFile(
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> ExportFile {
        let request = ExportRequest(entry, view, claims)
        let (table, cover) = try await ContestExport.standings.make(self, request)
        return try await ExportFile.stream(table, cover: cover, as: .csv, named: "standings.csv")
    }
}

private struct ArchiveEntry {
    var name: String
    var title: String
    var content: ArchiveContent

    init(_ name: String, _ title: String, _ content: ArchiveContent) {
        self.name = name
        self.title = title
        self.content = content
    }
}
