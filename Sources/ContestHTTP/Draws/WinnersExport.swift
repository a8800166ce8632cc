import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// The winners and alternates of every draw that stands.
    ///
    /// Telephone numbers only for operators, with a reason, which is on record before the first is
    /// read.
    static let winners = ContestExport(name: "winners") { server, request in
        let contest = request.entry.contest
        if request.showsPhones {
            try await contest.noteExport(
                "phones of winners: \(request.phoneReason)",
                by: request.claims.name
            )
        }
        var rows: [WinnerRow] = []
        for draw in await contest.draws.draws where draw.stands {
            rows += try await winners(of: draw, request)
        }
        let table = ExportTable(
            "winners",
            title: "中奖名单",
            fields: WinnerRow.fields(showsPhones: request.showsPhones),
            notes: ["作废的抽奖不在其中；候补按顺序递补"],
            rows: rows
        )
        let note = request.showsPhones ? ["含手机号，仅限办理本竞赛事务使用，用毕删除"] : []
        return (table, try await server.cover(request, notes: note))
    }

    private static func winners(
        of draw: DrawLog.Draw,
        _ request: ExportRequest
    ) async throws -> [WinnerRow] {
        guard let drawn = draw.drawn else { return [] }
        let contest = request.entry.contest
        let pseudonyms = drawn.thing.winners + drawn.thing.alternates
        let participants = await contest.participants(named: pseudonyms)
        let known = Array(participants.values)
        let people = try await contest.people(known)
        let lines = Dictionary(
            zip(known, await contest.exportLines(of: known)),
            uniquingKeysWith: { first, _ in first }
        )
        let boards = request.view.live.boards
        let prizes = draw.wonPrizes
        return pseudonyms.enumerated().compactMap { index, pseudonym in
            guard let participant = participants[pseudonym], let line = lines[participant],
                request.scope.contains(region: line.region, unit: line.unit, boards)
            else { return nil }
            return WinnerRow(
                draw: draw.prepared.thing.title,
                place: index + 1,
                prize: prizes.indices.contains(index) ? prizes[index] : "候补",
                name: people[participant]?.name,
                phone: request.showsPhones ? people[participant]?.phone : nil,
                pseudonym: pseudonym,
                region: boards.regions.index.node(line.region)?.name ?? "",
                unit: boards.units.index.node(line.unit)?.name ?? "",
                sequence: drawn.sequence
            )
        }
    }
}
