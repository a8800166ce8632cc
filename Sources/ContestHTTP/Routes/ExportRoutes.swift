import ContestEngine
import ContestModel
import Exports
import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    /// What a printed page may do: be seen, in its own style.
    private static let printedPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'"

    func addExportRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/exports/:export") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            let (entry, view) = try published(context)
            let export = try ContestExport.named(context.parameters.require("export"))
            return try await self.export(export, request, context, entry, view, claims)
        }
        router.get("/v1/contests/:contest/report") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            return try await report(request, context, entry, view)
        }
        router.get("/v1/contests/:contest/archive") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            return try await archive(context, entry, view, claims)
        }
        router.get("/v1/contests/:contest/extract") { request, context in
            let claims = try await tokens.require(.auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let pass = try gate.enter()
            let extract = try await extract(entry, by: claims)
            return try await send(
                extract,
                as: "application/vnd.sqlite3",
                named: "\(entry.contest.name)-ledger-extract.sqlite",
                pass,
                context
            )
        }
    }

    private func report(
        _ request: Request,
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> Response {
        let format = request.uri.queryParameters["format"] ?? "html"
        guard ["html", "xlsx", "json", "text"].contains(format) else {
            throw Problem.invalidParameter("format")
        }
        let pass = try gate.enter()
        let report = try await contestReport(entry, view)
        switch format {
        case "xlsx":
            let file = try await report.workbook()
            let name = "\(entry.contest.name)-report.xlsx"
            return try await send(file, as: ExportFormat.xlsx.mediaType, named: name, pass, context)
        case "json": return try Answer.json(ReportBody(report))
        case "text":
            return Answer.bytes(ByteBuffer(string: report.text), "text/plain; charset=utf-8")
        default: return Self.printed(report.html())
        }
    }

    /// An HTML page of ours to look at or to print.
    static func printed(_ html: String) -> Response {
        var page = Answer.bytes(ByteBuffer(string: html), "text/html; charset=utf-8")
        page.headers[.contentSecurityPolicy] = printedPolicy
        if let referrer = HTTPField.Name("Referrer-Policy") {
            page.headers[referrer] = "no-referrer"
        }
        return page
    }

    /// The report of a contest as it stands.
    func contestReport(
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> ContestReport {
        let found = try await desk.figures(of: entry.contest)
        var cover = ExportCover(
            rules: view.rules,
            isPreliminary: view.isPreliminary,
            sequence: found.head.sequence,
            chain: Hexadecimal.encode(found.head.chain),
            chainSequence: found.head.sequence,
            madeAt: now
        )
        cover.publication = await entry.contest.publication.latestText
        return ContestReport(
            cover: cover,
            rules: view.rules,
            figures: found.figures,
            hardest: try await hardest(entry.contest)
        )
    }
}
