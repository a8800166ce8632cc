import Audit
import ContestHTTP
import Foundation
import GRDB
import Testing

/// The archive of a finished contest, and the ledger extract in it.
@Suite struct ArchiveTests {
    /// Unpacks a zip archive with Python's own library; empty without a Python.
    private static func unpack(_ bytes: [UInt8], into folder: String) throws -> [String] {
        let file = folder + "/archive.zip"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-m", "zipfile", "-e", file, folder + "/archive"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder + "/archive")
        return names.filter { $0.contains(".") }.sorted()
    }

    @Test func `a finished contest's archive opens without the server and passes the audit`()
        async throws
    {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let contest = TestContest.national2023
        let bytes = try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(contest)
            for number in 0..<4 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                try await guest.play(choose: Choice.first)
            }
            try await server.act("close", in: contest.name)
            let path = "/v1/contests/\(contest.name)"
            try await server.poll("the final figures") {
                try await server.send("GET", path).json["is_preliminary"] == .boolean(false)
            }
            let reply = try await server.send("GET", path + "/archive", token: server.admin)
            #expect(reply["content-type"] == "application/zip", "\(reply.text.prefix(300))")
            return reply.bytes
        }
        let log = try await DatabaseQueue(path: folder.ledger(of: contest.name)).read { database in
            try String.fetchAll(database, sql: "SELECT subject FROM access_log ORDER BY id")
        }
        #expect(log == ["archive with names", "ledger extract with keys"])
        let names = try Self.unpack(bytes, into: folder.path)
        #expect(
            names == [
                "VERIFY.txt", "index.html", "ledger-extract.sqlite", "report.xlsx", "rules.json",
                "rules.txt", "tables/daily.csv", "tables/items.csv", "tables/overview.csv",
                "tables/regions.csv",
                "tables/standings.csv", "tables/units.csv",
            ]
        )
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(folder.path)/archive/\(name)", encoding: .utf8)
        }
        let index = try text("index.html")
        for name in names where name != "index.html" {
            #expect(index.contains("<a href=\"\(name)\">"), "\(name)")
        }
        #expect(index.contains("最终") && !index.contains("<script"))
        #expect(try text("tables/standings.csv").contains("选手0"))
        #expect(try text("rules.txt").contains("测试竞赛"))
        let extract = folder.path + "/archive/ledger-extract.sqlite"
        let report = try LedgerAudit(path: extract).run(through: nil) { _ in }
        #expect(report.isClean, "\(report.text)")
        #expect(report.people == 4 && report.attempts == 4)
        #expect(try text("VERIFY.txt").contains(report.chain))
        #expect(try text("VERIFY.txt").contains("账本序号：\(report.sequence)"))
        let tables = try await DatabaseQueue(path: extract).read { database in
            try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"
            )
        }
        let gone = ["person", "person_key", "roster", "access_log", "standing", "checkpoint"]
        #expect(Set(tables).isDisjoint(with: gone))
        #expect(tables.contains("submission"))
    }

    @Test func `nothing sealed of a person is left in the bytes of an extract`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.national2023
        let extract = try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            for number in 0..<3 {
                _ = try await Guest.register(at: server, in: contest.name, number: number)
            }
            let path = "/v1/contests/\(contest.name)/extract"
            let token = try await server.tokens.sign(.test([.auditor], name: "审计员丙"))
            let reply = try await server.send("GET", path, token: token)
            #expect(reply.status == 200)
            let operating = try await server.tokens.sign(.test([.operator]))
            #expect(try await server.send("GET", path, token: operating).problem == "forbidden")
            return reply.bytes
        }
        let source = try DatabaseQueue(path: folder.ledger(of: contest.name))
        let (sealed, log) = try await source.read { database in
            (
                try Data.fetchAll(
                    database,
                    sql: "SELECT sealed FROM person UNION ALL SELECT wrapped FROM person_key"
                ),
                try String.fetchAll(database, sql: "SELECT actor || ' ' || subject FROM access_log")
            )
        }
        #expect(sealed.count == 6)
        let whole = Data(extract)
        #expect(sealed.allSatisfy { whole.range(of: $0) == nil })
        #expect(log == ["审计员丙 ledger extract with keys"])
        #expect(whole.range(of: Data("审计员丙".utf8)) == nil)
    }
}
