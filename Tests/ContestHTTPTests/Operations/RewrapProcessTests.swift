import ContestEngine
import ContestModel
import Foundation
import GRDB
import SQLiteStore
import Synchronization
import Testing

/// `secret rewrap` as a process that is killed again and again.
@Suite struct RewrapProcessTests {
    private static let count = 12_000

    /// A contest with that many names on its roster, sealed with the folder's present secret.
    private func makeContest(in path: String) async throws {
        let folder = try DataFolder(path: path)
        let vault = PersonVault(ContestSecrets(keys: try folder.masterKeys(), contest: "a"))
        let store = try folder.open("a", create: true)
        let person = try #require(Person(name: "王小明", phone: "13900000000"))
        try await store.putRoster(
            try (0..<UInt64(Self.count)).map { number in
                SealedRosterEntry(
                    key: IdempotencyKey(high: 1, low: number),
                    lookup: IdempotencyKey(high: 2, low: number),
                    sealed: try vault.seal(roster: person),
                    pinHash: [1],
                    region: .none,
                    unit: .none
                )
            }
        )
        try await store.close()
    }

    /// Runs the program to its end, or kills it once it has shown so many lines of progress.
    private func run(_ words: [String], killedAtLine line: Int? = nil) async throws -> Int32 {
        let (ended, end) = AsyncStream<Int32>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("safetyquiz")
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        let progress = Pipe()
        process.standardError = progress
        process.terminationHandler = {
            end.yield($0.terminationStatus)
            end.finish()
        }
        try process.run()
        let number = process.processIdentifier
        let seen = Mutex(0)
        progress.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { return handle.readabilityHandler = nil }
            let count = seen.withLock { seen in
                seen += data.count { $0 == UInt8(ascii: "\n") }
                return seen
            }
            if let line, count >= line { kill(number, SIGKILL) }
        }
        return await ended.first { _ in true } ?? -1
    }

    /// How many lines a secret opens.
    private func opened(_ path: String, by keys: MasterKeys) async throws -> Int {
        let vault = PersonVault(ContestSecrets(keys: keys, contest: "a"))
        let queue = try DatabaseQueue(path: path + "/contests/a/ledger.sqlite")
        defer { try? queue.close() }
        return try await queue.read { database in
            try Data.fetchAll(database, sql: "SELECT sealed FROM roster")
                .count { vault.open(roster: Array($0))?.name == "王小明" }
        }
    }

    @Test func `a rewrapping that is killed at any moment loses no name and is taken up again`()
        async throws
    {
        let folder = try TestFolder()
        let path = folder.path + "/data"
        try await makeContest(in: path)
        #expect(try await run(["secret", "rotate", "--data", path]) == 0)
        let keys = try DataFolder.masterKeys(in: path)
        #expect(try await opened(path, by: keys.onlyPresent) == 0)
        let command = ["secret", "rewrap", "--remove-earlier", "--data", path]
        var ends: [Int32] = []
        for line in [1, 2, 5, 8, 11] {
            ends.append(try await run(command, killedAtLine: line))
            // Nothing may be lost, wherever it was.
            let left = try DataFolder.masterKeys(in: path)
            #expect(try await opened(path, by: left) == Self.count)
        }
        #expect(ends.first == SIGKILL)
        #expect(try await run(command) == 0)
        let left = try DataFolder.masterKeys(in: path)
        #expect(left.generations.map(\.isRemoved) == [true, false])
        #expect(try await opened(path, by: left.onlyPresent) == Self.count)
    }
}
