import Foundation
import Testing

/// What the server says of files and of openings, place by place.
@Suite struct FindingTests {
    private static let tables = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Tables")

    @Test func `a workbook's faults name sheet, row and column`() async throws {
        let workbook = try Data(contentsOf: Self.tables.appendingPathComponent("faults.xlsx"))
        try await TestServer.run(clock: TestTime.clock()) { server in
            let reply = try await server.send(
                "PUT",
                "/v1/banks/faults?format=xlsx",
                token: server.admin,
                bytes: Array(workbook),
                type: "application/octet-stream"
            )
            #expect(reply.status == 422)
            let places = reply.json["errors"].list.map { fault in
                let row = fault["line"].integer ?? 0
                let column = fault["column"].integer ?? 0
                return "\(fault["code"].text)@\(fault["sheet"].text)!\(row):\(column)"
            }
            // Where make_tables.py put a key beyond the options, and an unknown type.
            #expect(places.contains("bank.key.outside-options@一!2:6"))
            #expect(places.contains("bank.type.unknown@二!3:1"))
        }
    }

    @Test func `opening a contest on a bank that nobody approved says so`() async throws {
        try await TestServer.run(clock: TestTime.clock()) { server in
            let contest = TestContest.national2023
            try await server.hold(contest, opening: false)
            let opened = try await server.act("open", in: contest.name)
            let codes = opened["findings"].list.map { $0["code"].text }
            #expect(codes.contains("contest.bank.not-approved"))
            let paused = try await server.act("pause", in: contest.name)
            #expect(paused["findings"].list.isEmpty)
        }
    }
}
