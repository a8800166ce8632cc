import ContestEngine
import Exports
import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    /// Carries out an export by name.
    func export(
        _ export: ContestExport,
        _ request: Request,
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let pass = try gate.enter()
        let asked = try ExportRequest(request, entry, view, claims)
        let format = try asked.choice("format", default: ExportFormat.csv)
        let (table, cover) = try await export.make(self, asked)
        let name = "\(entry.contest.name)-\(export.name).\(format.fileExtension)"
        return try await deliver(table, cover, as: format, named: name, pass, context)
    }

    /// Sends a table: page by page as the client takes it, or by a file that goes afterwards.
    private func deliver(
        _ table: ExportTable,
        _ cover: ExportCover,
        as format: ExportFormat,
        named name: String,
        _ pass: ExportPass,
        _ context: BasicRequestContext
    ) async throws -> Response {
        guard format.isStreamed else {
            var writer = try format.writer()
            guard let file = try await writer.write(table, cover: cover, to: { _ in }) else {
                throw ReportFault.noFile
            }
            return try await send(file, as: format.mediaType, named: name, pass, context)
        }
        var table = table
        // What cannot be read shows now, while it can still be answered with a problem.
        try await table.begin()
        let begun = table
        let body = ResponseBody { output in
            var writer = try format.writer()
            var table = begun
            try writer.begin(cover)
            try writer.begin(table)
            while let page = try await table.next() {
                try writer.append(page)
                let bytes = writer.take()
                // Returns once the client has taken enough of what went before. An empty chunk
                // would end the body.
                if !bytes.isEmpty { try await output.write(ByteBuffer(bytes: bytes)) }
            }
            _ = try await writer.finish()
            let rest = writer.take()
            if !rest.isEmpty { try await output.write(ByteBuffer(bytes: rest)) }
            try await output.finish(nil)
            withExtendedLifetime(pass) {}
        }
        return attachment(body, as: format.mediaType, named: name)
    }

    /// Sends a file piece by piece; it goes when the answer does.
    func send(
        _ file: ExportFile,
        as type: String,
        named name: String,
        _ pass: ExportPass,
        _ context: BasicRequestContext
    ) async throws -> Response {
        let content = try await FileIO().loadFile(path: file.path, context: context)
        let body = ResponseBody(contentLength: content.contentLength) { output in
            try await content.write(output)
            withExtendedLifetime((file, pass)) {}
        }
        return attachment(body, as: type, named: name)
    }

    /// An answer that browsers save under a name.
    private func attachment(
        _ body: ResponseBody,
        as type: String,
        named name: String
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type,
                .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: body
        )
    }
}
