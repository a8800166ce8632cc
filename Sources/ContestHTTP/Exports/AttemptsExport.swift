import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// Every ended attempt, in the order in which they began; people by their random names.
    static let attempts = ContestExport(name: "attempts") { server, request in
        let head = try await request.entry.contest.store.head()
        let pages = AttemptPages(
            request: request,
            attempts: await request.entry.contest.endedAttempts(through: head.sequence)
        )
        let table = ExportTable(
            "attempts",
            title: "答题记录",
            fields: AttemptRow.fields,
            notes: ["地区、单位为答题计入时所属，改换单位不影响已计入的答题"],
            pages: pages
        )
        return (table, try await server.cover(request, head: head))
    }
}

private struct AttemptPages: ExportPages {
    let request: ExportRequest
    var attempts: EndedAttempts

    mutating func next() async throws -> [AttemptRow]? {
        guard let page = try await attempts.next() else { return nil }
        let boards = request.view.live.boards
        let lines = page.filter { line in
            request.scope.contains(
                region: line.folded.region,
                unit: line.folded.unit,
                boards
            )
        }
        let pseudonyms = await request.entry.contest.pseudonyms(of: lines.map(\.participant))
        return zip(lines, pseudonyms).map { line, pseudonym in
            AttemptRow(
                attempt: line.id,
                pseudonym: pseudonym ?? Pseudonym(bits: 0),
                track: line.track,
                day: line.day,
                startedAt: line.startedAt,
                endedAt: line.submission.endedAt,
                elapsedMilliseconds: line.submission.elapsed.milliseconds,
                ending: line.submission.ending,
                score: line.folded.score,
                region: boards.regions.index.node(
                    boards.regions.index.present(line.folded.region)
                )?.name ?? "",
                unit: boards.units.index.node(
                    boards.units.index.present(line.folded.unit)
                )?.name ?? ""
            )
        }
    }
}
