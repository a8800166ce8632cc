import ContestEngine
import ContestModel
import Foundation
@testable import SQLiteStore
@testable import StoreConformance
import Testing

@Suite struct RestoreTests {
    private let harness: SQLiteHarness
    private let folder: DataFolder
    private let backup: String
    private let head: LedgerHead

    /// A folder with a contest of five people, backed up after three of them.
    init() async throws {
        harness = try SQLiteHarness()
        folder = try DataFolder(path: harness.folder + "/data")
        backup = harness.folder + "/backup.sqlite"
        let store = try folder.open("a", create: true)
        _ = try await store.append((0..<3).map(SegmentBench.person))
        head = try await store.backUp(to: backup)
        _ = try await store.append((3..<5).map(SegmentBench.person))
        try await store.close()
    }

    private func restore(at instant: LedgerInstant = Sample.instant(1_000)) async throws
        -> (head: LedgerHead, setAside: String?)
    {
        let staged = try await folder.stage(backup: backup, as: "a")
        return try await folder.install(staged, at: instant, actor: "test")
    }

    @Test func `a restore says up to where it goes, and sets aside what was there`() async throws {
        let restored = try await restore()
        #expect(restored.head == head)
        let store = try folder.open("a", create: false)
        #expect(try await store.head() == head)
        #expect(try await store.people((0..<5).map(Sample.participant)).count == 3)
        try await store.close()
        let aside = try #require(restored.setAside)
        let former = try SQLiteStore(path: aside + "/ledger.sqlite")
        #expect(try await former.head().sequence == 5)
        #expect(FileManager.default.fileExists(atPath: backup))
    }

    @Test func `what a killed server left in its write-ahead log is restored with the rest`()
        async throws
    {
        let place = harness.folder + "/data/contests/a/ledger.sqlite"
        let left = harness.folder + "/left.sqlite"
        let store = try folder.open("a", create: false)
        _ = try await store.append((5..<9).map(SegmentBench.person))
        // As `kill -9` leaves it: nothing was closed.
        for tail in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: place + tail, toPath: left + tail)
        }
        try await store.close()
        let staged = try await folder.stage(backup: left, as: "a")
        #expect(try await folder.install(staged, at: .epoch, actor: "test").head.sequence == 9)
        // The control: without the log they are not there.
        try FileManager.default.removeItem(atPath: left + "-wal")
        let short = try SQLiteStore(path: left)
        #expect(try await short.head().sequence == 5)
        try await short.close()
    }

    @Test func `until it is installed, the contest is as it was`() async throws {
        let staged = try await folder.stage(backup: backup, as: "a")
        let store = try folder.open("a", create: false)
        #expect(try await store.head().sequence == 5)
        try await store.close()
        try folder.discard(staged)
        #expect(try folder.contests() == ["a"])
    }

    @Test(arguments: ["nothing", "text", "cut"])
    func `what is no backup is refused and leaves nothing behind`(_ kind: String) async throws {
        let file = harness.folder + "/other"
        switch kind {
        case "text": try Data("not a database".utf8).write(to: URL(fileURLWithPath: file))
        case "cut":
            let whole = try #require(FileManager.default.contents(atPath: backup))
            try whole.prefix(whole.count / 3).write(to: URL(fileURLWithPath: file))
        default: break
        }
        await #expect(throws: (any Error).self) {
            let staged = try await folder.stage(backup: file, as: "a")
            // A file cut in the middle may open; reading all of it cannot.
            let store = try SQLiteStore(path: staged.path)
            for kind in Fact.Kind.allCases { try await store.forEachFact(of: kind) { _ in } }
        }
        let store = try folder.open("a", create: false)
        #expect(try await store.head().sequence == 5)
    }

    @Test func `who was lost with the tail gets into nobody else's account`() async throws {
        let keys = MasterKeys([UInt8](repeating: 7, count: 32))
        let before = ContestSecrets(keys: keys, contest: "a")
        let now = Sample.instant(0)
        func session(_ index: Int) -> [UInt8] {
            Array(SessionToken(Sample.participant(index), from: now).text(before).utf8)
        }
        _ = try await restore()
        let store = try folder.open("a", create: false)
        var epochs: [ContestEpoch] = []
        try await store.forEachNote(of: ContestEpoch.noteKind) { note in
            epochs += [ContestEpoch(note)].compactMap(\.self)
        }
        #expect(epochs.map(\.participant) == [Sample.participant(3)])
        #expect(epochs.map(\.sequence) == [4])
        let after = ContestSecrets(keys: keys, contest: "a", epochs: epochs)

        // The people in the backup go on as before.
        #expect(SessionToken(session(2), secrets: after, now: now)?.participant.rawValue == 2)
        #expect(after.participant(recoveryCode: before.recoveryCode(Sample.participant(2))) != nil)
        let known = Array(AttemptID(sequence: 3).text(before).utf8)
        #expect(AttemptID(known, secrets: after) == AttemptID(sequence: 3))
        // Whoever came after it held an index that the next newcomer gets.
        #expect(SessionToken(session(3), secrets: after, now: now) == nil)
        #expect(after.participant(recoveryCode: before.recoveryCode(Sample.participant(3))) == nil)
        let lost = Array(AttemptID(sequence: 4).text(before).utf8)
        #expect(AttemptID(lost, secrets: after) == nil)
        let fresh = Array(SessionToken(Sample.participant(3), from: now).text(after).utf8)
        #expect(SessionToken(fresh, secrets: after, now: now)?.participant.rawValue == 3)
    }

    @Test func `a second restore is told from the first`() async throws {
        _ = try await restore()
        let first = try folder.open("a", create: false)
        try await first.close()
        _ = try await restore(at: Sample.instant(2_000))
        let store = try folder.open("a", create: false)
        var nonces: Set<[UInt8]> = []
        try await store.forEachNote(of: ContestEpoch.noteKind) { note in
            nonces.insert(ContestEpoch(note)?.nonce ?? [])
        }
        // The backup was made before either: it holds the mark of the second only.
        #expect(nonces.count == 1 && !nonces.contains([]))
    }
}
