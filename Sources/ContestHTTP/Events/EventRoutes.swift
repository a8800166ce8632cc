import ContestEngine
import ContestModel
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Leaderboards
import NIOCore
import ServiceLifecycle

// Server-sent events (HTML Living Standard, 9.2). A stream looks like this:
//
//     retry: 3000
//
//     id: 4711
//     event: board
//     data: {"board":"overall", ... the same members as the board's first page ...}
//
//     : nothing new
//
// The identifier is the snapshot's ledger sequence. A client that comes again with Last-Event-ID
// gets nothing until the list has changed, or the present list at once.

extension ContestServer {
    private static let watchedRowCounts = 1...50

    /// A board's first rows, whenever they have changed.
    func events(_ request: Request, _ question: BoardQuestion) throws -> Response {
        // Days that are over are read, not watched.
        guard question.reference.past == nil else { throw Problem.unknownBoard }
        _ = try question.present()
        return try stream(
            request,
            WatchKey(
                contest: question.entry.contest.name,
                list: .people(question.reference),
                limit: try integer(request, "limit", in: Self.watchedRowCounts) ?? 10,
                reader: question.reader
            )
        )
    }

    /// The first groups below a node, whenever they have changed.
    func groupEvents(_ request: Request, _ question: GroupQuestion) throws -> Response {
        guard question.past == nil,
            question.measure == question.view.rules.boards.groupMeasure
        else { throw Problem.unknownBoard }
        return try stream(
            request,
            WatchKey(
                contest: question.entry.contest.name,
                list: .groups(question.kind, below: question.parent),
                limit: try integer(request, "limit", in: Self.watchedRowCounts) ?? 10,
                reader: question.reader
            )
        )
    }

    private func stream(_ request: Request, _ key: WatchKey) throws -> Response {
        let last = HTTPField.Name.lastEventID.flatMap { request.headers[$0] }.flatMap(Int64.init)
        guard let ticket = watch.enter(key, knowing: last) else { throw Problem.watchersFull }
        var response = Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8",
                .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody { writer in
                try await Self.write(ticket, of: request, to: &writer)
                try await writer.finish(nil)
            }
        )
        // Proxies must not wait for more.
        if let name = HTTPField.Name("X-Accel-Buffering") { response.headers[name] = "no" }
        return response
    }

    /// Writes a stream until its client, its list or the server goes away.
    @concurrent
    private static func write(
        _ ticket: BoardWatch.Ticket,
        of request: Request,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        // Clients that were cut off together do not come back together.
        try await writer.write(ByteBuffer(string: "retry: \(2_000 + ticket.id % 8 * 500)\n\n"))
        try await request.body.consumeWithInboundCloseHandler { _ in
            try await withGracefulShutdownHandler {
                while true {
                    switch await ticket.next() {
                    case .frame(let frame): try await writer.write(frame)
                    case .heartbeat: try await writer.write(Self.heartbeat)
                    case .end: return
                    }
                }
            } onGracefulShutdown: {
                ticket.end()
            }
        } onInboundClosed: {
            ticket.end()
        }
    }

    private static let heartbeat = ByteBuffer(string: ": \n\n")

    /// A tick of a contest: whoever watches it learns what has changed.
    func publishEvents(of contest: Contest) async {
        guard let entry = house.contest(contest.name), let view = contest.published else { return }
        await watch.tick(contest.name) { reader in
            let snapshot = reader.snapshot(of: view)
            return WatchStamp(
                sequence: snapshot.sequence,
                day: snapshot.boards.day,
                edition: view.edition,
                isPreliminary: view.isPreliminary,
                isFrozen: view.isFrozen,
                showsPeople: view.showsPeople,
                showsValues: view.showsValues
            )
        } render: { key in
            try await frame(key, entry, view)
        }
    }

    private func frame(
        _ key: WatchKey,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> ByteBuffer {
        switch key.list {
        case .people(let reference):
            let question = BoardQuestion(
                entry: entry,
                view: view,
                reference: reference,
                reader: key.reader
            )
            try requireShown(question)
            let (snapshot, board) = try question.present()
            let rows = try await named(board.rows(from: 0, count: key.limit), question)
            let body = BoardBody(total: board.count, rows: rows, next: nil)
            let based = BasedBody(basis: question.basis(snapshot), body: body)
            return try Self.frame("board", snapshot.sequence, based)
        case .groups(let kind, let parent):
            let question = GroupQuestion(
                entry: entry,
                view: view,
                kind: kind,
                parent: parent,
                measure: view.rules.boards.groupMeasure,
                reader: key.reader
            )
            try requireShown(question)
            let snapshot = key.reader.snapshot(of: view)
            let rows = ranking(question, snapshot).rows
            let body = body(question, Array(rows.prefix(key.limit)), total: rows.count, next: nil)
            let based = BasedBody(basis: question.basis(snapshot), body: body)
            return try Self.frame("groups", snapshot.sequence, based)
        }
    }

    private static func frame(
        _ event: String,
        _ sequence: LedgerSequence,
        _ body: some Encodable
    ) throws -> ByteBuffer {
        // JSON escapes line breaks, so that the data is one line.
        var buffer = ByteBuffer(string: "id: \(sequence)\nevent: \(event)\ndata: ")
        buffer.writeBytes(try Answer.encoded(body))
        buffer.writeString("\n\n")
        return buffer
    }
}

extension HTTPField.Name {
    fileprivate static var lastEventID: HTTPField.Name? { HTTPField.Name("Last-Event-ID") }
}
