import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// Everybody who registered, in the order of registration.
    ///
    /// Telephone numbers only for operators, with a reason, which is on record before the first is
    /// read.
    static let people = ContestExport(name: "people") { server, request in
        if request.showsPhones {
            try await request.entry.contest.noteExport(
                "phones of people: \(request.phoneReason)",
                by: request.claims.name
            )
        }
        let view = await request.entry.contest.exportView(of: .overall)
        let table = ExportTable(
            "people",
            title: "人员",
            fields: PersonRow.fields(showsPhones: request.showsPhones),
            pages: PersonPages(request: request, view: view)
        )
        let note = request.showsPhones ? ["含手机号，仅限办理本竞赛事务使用，用毕删除"] : []
        return (
            table,
            try await server.cover(request, sequence: view.snapshot.sequence, notes: note)
        )
    }
}

private struct PersonPages: ExportPages {
    let request: ExportRequest
    let view: ExportView
    var position = 0

    init(request: ExportRequest, view: ExportView) {
        self.request = request
        self.view = view
    }

    mutating func next() async throws -> [PersonRow]? {
        let range = position..<min(position + 1_000, view.people.count)
        guard !range.isEmpty else { return nil }
        position = range.upperBound
        let contest = request.entry.contest
        let boards = view.snapshot.boards
        let all = range.map { ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: $0)) }
        let lines = Array(zip(all, await contest.exportLines(of: all))).filter { _, line in
            request.scope.contains(region: line.region, unit: line.unit, boards)
        }
        let people = try await contest.people(lines.map(\.0))
        return lines.map { participant, line in
            let counts = view.counts(of: participant)
            let person = people[participant]
            return PersonRow(
                name: person?.name,
                phone: request.showsPhones ? person?.phone : nil,
                pseudonym: line.pseudonym,
                region: boards.regions.index.node(line.region)?.name ?? "",
                unit: boards.units.index.node(line.unit)?.name ?? "",
                attempts: Int(counts?.attempts ?? 0),
                points: Int(counts?.points ?? 0),
                bestPoints: Int(counts?.bestPoints ?? 0),
                right: Int(counts?.right ?? 0),
                drawn: Int(counts?.drawn ?? 0),
                lots: Int(counts?.lots ?? 0)
            )
        }
    }
}
