import Audit
@testable import ContestEngine
import ContestModel
import Foundation
import Testing

@Suite struct BackupScheduleTests {
    @Test func `a backup an hour is made, three are kept, and nobody's own is deleted`()
        async throws
    {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let plan = UpkeepPlan(backupEvery: .seconds(3_600), backupCount: 3)
        try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(.national2023)
            let contest = try #require(server.house.contest("national-2023")).contest
            let own = try await server.must("POST", "/v1/contests/national-2023/backups")
            var heads: [Int64] = []
            for hour in 0..<5 {
                let guest = try await Guest.register(at: server, in: contest.name, number: hour)
                #expect(guest.account["session"].text.isEmpty == false)
                let head = try await server.head(of: contest.name)
                try await server.waitForBoards(of: contest.name, reaching: head)
                await server.house.backUpIfDue(contest, plan)
                // Not due again, and not due while nothing has happened.
                await server.house.backUpIfDue(contest, plan)
                let made = try server.house.shelf.scheduledBackups(of: contest.name)
                #expect(made.count == min(hour + 1, 3))
                heads.append(Int64(head))
                clock.advance(by: .seconds(3_600))
                await server.house.backUpIfDue(contest, plan)
                #expect(try server.house.shelf.scheduledBackups(of: contest.name) == made)
            }
            let kept = try server.house.shelf.scheduledBackups(of: contest.name)
            for (backup, head) in zip(kept, heads.suffix(3)) {
                let report = try LedgerAudit(path: backup.path).run()
                #expect(report.differences == [] && report.sequence == head)
            }
            #expect(FileManager.default.fileExists(atPath: own["file"].text))
            #expect(
                server.house.upkeep.copiesByContest[contest.name]?.backedUpSequence == heads.last
            )
        }
    }

    @Test func `a backup from the future does not hold the schedule up, nor flood the disk`()
        async throws
    {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let plan = UpkeepPlan(backupEvery: .seconds(3_600), backupCount: 3)
        try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(.national2023)
            let contest = try #require(server.house.contest("national-2023")).contest
            let path = try server.house.shelf.backupPath(
                contest.name,
                at: clock.now().advanced(by: .seconds(86_400)),
                isScheduled: true
            )
            _ = try await contest.store.backUp(to: path)
            for _ in 0..<4 { await server.house.backUpIfDue(contest, plan) }
            #expect(try server.house.shelf.scheduledBackups(of: contest.name).count == 2)
        }
    }

    /// A file where the folder of backups should be: told once, tried a minute later, and gone again
    /// with the first that is made.
    @Test func `a backup that fails is a warning until one is made`() async throws {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let plan = UpkeepPlan(backupEvery: .seconds(3_600), backupCount: 3)
        let backups = folder.path + "/backups"
        try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(.national2023)
            let contest = try #require(server.house.contest("national-2023")).contest
            try FileManager.default.moveItem(atPath: backups, toPath: backups + "-away")
            func failures() -> Int? {
                server.house.upkeep.copiesByContest[contest.name]?.backupFailureCount
            }
            for _ in 0..<3 { await server.house.backUpIfDue(contest, plan) }
            #expect(failures() == 1)
            let told = try await server.send("GET", "/readyz", token: server.admin)
            let warning = try #require(told.json["warnings"].list.first)
            #expect(warning["code"].text == "backup")
            #expect(warning["chinese"].text.contains("national-2023"))
            clock.advance(by: .seconds(60))
            await server.house.backUpIfDue(contest, plan)
            #expect(failures() == 2)
            try FileManager.default.moveItem(atPath: backups + "-away", toPath: backups)
            clock.advance(by: .seconds(60))
            await server.house.backUpIfDue(contest, plan)
            let mended = try await server.send("GET", "/readyz", token: server.admin)
            // Tests leave admission out, and the server says so as long as it runs.
            #expect(mended.json["warnings"].list.map { $0["code"].text } == ["testing"])
            #expect(try server.house.shelf.scheduledBackups(of: contest.name).count == 1)
        }
        // The next process knows how old it is before it makes one of its own.
        clock.advance(by: .seconds(600))
        try await TestServer.run(in: folder, clock: clock) { server in
            let contest = try #require(server.house.contest("national-2023")).contest
            await server.house.backUpIfDue(contest, plan)
            let metrics = try await server.send("GET", "/metrics", token: server.admin).text
            #expect(
                metrics.contains(#"safetyquiz_backup_age_seconds{contest="national-2023"} 600.0"#)
            )
        }
    }

    @Test func `a disk that will not last is told to organisers and not to the public`()
        async throws
    {
        try await TestServer.run { server in
            try await server.hold(.national2023)
            server.house.upkeep.roomFound(
                .init(freeByteCount: 5 << 30, timeLeft: .seconds(9 * 3_600), isShort: true)
            )
            let told = try await server.send("GET", "/readyz", token: server.admin)
            #expect(told.status == 200)
            let warning = try #require(told.json["warnings"].list.first)
            #expect(warning["code"].text == "disk")
            #expect(warning["chinese"].text.contains("约 9 小时后用完"))
            #expect(try await server.send("GET", "/readyz").json["warnings"].isNull)
            let metrics = try await server.send("GET", "/metrics", token: server.admin).text
            #expect(metrics.contains("safetyquiz_disk_left_seconds 32400.0"))
            #expect(metrics.contains(#"safetyquiz_warnings{code="disk"} 1.0"#))
        }
    }
}
