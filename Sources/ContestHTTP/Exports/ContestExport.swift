import ContestEngine
import ContestModel
import Exports
import Hummingbird
import Leaderboards

/// The exports by name: a new one is a file beside this and a line in `all`.
struct ContestExport: Sendable {
    /// Its name in addresses.
    let name: String
    /// Makes the table, with its cover.
    let make: @Sendable (ContestServer, ExportRequest) async throws -> (ExportTable, ExportCover)

    static let all: [ContestExport] = [
        .standings, .people, .attempts, .tallies, .items, .winners,
    ]

    static func named(_ name: String) throws -> ContestExport {
        guard let export = all.first(where: { $0.name == name }) else {
            throw Problem.unknownExport
        }
        return export
    }
}

extension ContestServer {
    /// The cover of an export of a contest as it stands.
    ///
    /// - Parameters:
    ///   - sequence: The last fact that is in the figures.
    ///   - head: The ledger's end at or after it; nil reads it.
    ///   - period: The days covered; empty for the whole contest.
    func cover(
        _ request: ExportRequest,
        sequence: LedgerSequence? = nil,
        head: LedgerHead? = nil,
        period: String = "",
        notes: [String] = []
    ) async throws -> ExportCover {
        let found: LedgerHead
        if let head { found = head } else { found = try await request.entry.contest.store.head() }
        var cover = ExportCover(
            rules: request.view.rules,
            isPreliminary: request.view.isPreliminary,
            sequence: sequence ?? found.sequence,
            chain: Hexadecimal.encode(found.chain),
            chainSequence: found.sequence,
            madeAt: now,
            notes: [request.scope.note(request.view.live.boards)].compactMap(\.self) + notes
        )
        cover.period = period
        cover.publication = await request.entry.contest.publication.latestText
        return cover
    }
}

extension PublicationLog {
    /// The version published last: `第 2 版 公示（账本序号 1234）`; empty while none was.
    var latestText: String {
        guard let latest = announcements.last?.thing else { return "" }
        return "第 \(latest.number) 版 \(latest.state.chineseName)（账本序号 \(latest.asOf)）"
    }
}
