import ContestEngine
import ContestModel
import Crypto
import Foundation
import GRDB
@testable import SQLiteStore
@testable import StoreConformance
import Testing

/// Names under a new secret, opened by cryptography of the test's own.
@Suite struct RewrappingTests {
    private let harness: SQLiteHarness
    private var path: String { harness.folder + "/data" }
    private var copies: String { harness.folder + "/copies" }

    init() throws { harness = try SQLiteHarness() }

    /// A contest of so many people and roster lines.
    private func makeContest(_ name: String, people: Int, lines: Int) async throws -> LedgerHead {
        let folder = try DataFolder(path: path, segmentFolder: copies)
        let secrets = ContestSecrets(keys: try folder.masterKeys(), contest: name)
        let vault = PersonVault(secrets)
        let store = try folder.open(name, create: true)
        let entries = try (0..<people).map { index in
            var entry = Sample.registration(index)
            var sealed = try vault.seal(try #require(Self.person(index)), lookup: nil)
            sealed.participant = Sample.participant(index)
            entry.person = sealed
            return entry
        }
        _ = try await store.append(entries)
        try await store.putRoster(
            try (0..<lines).map { index in
                SealedRosterEntry(
                    key: Sample.key(index),
                    lookup: secrets.lookupKey("roster", "王\(index)"),
                    sealed: try vault.seal(roster: try #require(Self.person(index))),
                    pinHash: [1],
                    region: .none,
                    unit: .none
                )
            }
        )
        let head = try await store.head()
        _ = try await folder.copyOn(name, from: store)
        try await store.close()
        return head
    }

    private static func person(_ index: Int) -> Person? {
        Person(name: "王\(index)", phone: "139\(10_000_000 + index)")
    }

    /// The key that names of a contest are wrapped with: HKDF-SHA256 as the secret's article has it.
    private func key(_ contest: String, _ secret: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Data("safetyquiz/1/\(contest)/person".utf8),
            outputByteCount: 32
        )
    }

    /// How many people and roster lines of the file one secret opens, down to the names.
    private func opened(
        _ contest: String,
        by secret: [UInt8],
        in file: String? = nil
    ) throws -> (people: Int, lines: Int) {
        let key = key(contest, secret)
        func open(_ bytes: Data, by key: SymmetricKey) -> Data? {
            (try? AES.GCM.SealedBox(combined: bytes)).flatMap { try? AES.GCM.open($0, using: key) }
        }
        let queue = try DatabaseQueue(path: file ?? "\(path)/contests/\(contest)/ledger.sqlite")
        defer { try? queue.close() }
        return try queue.read { database in
            let people = try Row.fetchAll(
                database,
                sql: """
                    SELECT participant, wrapped, sealed FROM person_key JOIN person
                    USING (participant)
                    """
            ).count { row in
                guard let own = open(row[1], by: key),
                    let name = open(row[2], by: SymmetricKey(data: own))
                else { return false }
                return String(decoding: name, as: UTF8.self).contains("王\(row[0] as Int)\"")
            }
            let lines = try Data.fetchAll(database, sql: "SELECT sealed FROM roster")
                .count { open($0, by: key) != nil }
            return (people, lines)
        }
    }

    @Test func `after a rotation and a rewrapping the new secret alone opens every name`()
        async throws
    {
        let head = try await makeContest("a", people: 250, lines: 130)
        _ = try await makeContest("b", people: 3, lines: 0)
        let folder = try DataFolder(path: path)
        let old = try folder.masterKeys().present.secret
        let new = try folder.rotateSecret(revoking: true).present.secret
        // Without the rewrapping the new secret opens nothing: this is what the check can tell.
        #expect(try opened("a", by: new) == (0, 0))
        #expect(try opened("a", by: old) == (250, 130))
        await #expect(throws: DataFolderError.sealedWithEarlier("a", count: 380)) {
            try await folder.removeEarlierSecrets()
        }

        var shown: [Int] = []
        for contest in ["a", "b"] {
            let done = try await folder.rewrap(contest, batch: 100) { shown.append($0.seen) }
            #expect(done.unreadable == 0 && done.renewed == done.total && done.seen == done.total)
        }
        #expect(shown == [100, 200, 250, 250, 350, 380, 380, 3, 3, 3])
        #expect(try opened("a", by: new) == (250, 130))
        #expect(try opened("b", by: new) == (3, 0))
        #expect(try opened("a", by: old) == (0, 0))
        // The ledger is as it was; and so is what has been done, when it is done again.
        let store = try folder.open("a", create: false)
        #expect(try await store.head() == head)
        try await store.close()
        #expect(try await folder.rewrap("a") { _ in }.renewed == 0)
    }

    @Test
    func `the old secret leaves no trace in the folder, and people prove themselves as before`()
        async throws
    {
        _ = try await makeContest("a", people: 5, lines: 2)
        let folder = try DataFolder(path: path)
        let before = try folder.masterKeys()
        let earlier = ContestSecrets(keys: before, contest: "a")
        let session = SessionToken(Sample.participant(3), from: .epoch).text(earlier)
        let code = earlier.recoveryCode(Sample.participant(3))
        _ = try folder.rotateSecret(revoking: false)
        _ = try await folder.rewrap("a") { _ in }
        let left = try await folder.removeEarlierSecrets()
        #expect(left.generations.map(\.isRemoved) == [true, false])
        #expect(try DataFolder.masterKeys(in: path) == left)

        let file = try #require(FileManager.default.contents(atPath: path + "/secret"))
        let text = String(decoding: file, as: UTF8.self)
        func holds(_ bytes: [UInt8]) -> Bool {
            text.contains(bytes.map { String(format: "%02x", $0) }.joined())
        }
        #expect(holds(left.present.secret) && !holds(before.present.secret))
        #expect(!holds(key("a", before.present.secret).withUnsafeBytes(Array.init)))

        let now = ContestSecrets(keys: left, contest: "a")
        #expect(SessionToken(Array(session.utf8), secrets: now, now: .epoch) != nil)
        #expect(now.participant(recoveryCode: code) == Sample.participant(3))
        #expect(now.lookupKey("roster", "王1") == earlier.lookupKey("roster", "王1"))
        #expect(
            now.optionTokens(attempt: AttemptID(sequence: 7), position: 1)
                == earlier.optionTokens(attempt: AttemptID(sequence: 7), position: 1)
        )
        // A second rotation keeps what was kept, and may remove its own predecessor.
        let again = try folder.rotateSecret(revoking: true)
        #expect(again.generations.map(\.isRevoked) == [true, true, false])
        _ = try await folder.rewrap("a") { _ in }
        let last = ContestSecrets(keys: try await folder.removeEarlierSecrets(), contest: "a")
        #expect(last.participant(recoveryCode: code) == nil)
        #expect(last.lookupKey("roster", "王1") == earlier.lookupKey("roster", "王1"))
    }

    @Test func `what was cut off after any batch goes on, and is copied on with a new base`()
        async throws
    {
        struct CutOff: Error {}
        let head = try await makeContest("a", people: 40, lines: 0)
        let folder = try DataFolder(path: path, segmentFolder: copies)
        let old = try folder.masterKeys().present.secret
        let new = try folder.rotateSecret(revoking: false).present.secret
        var runs = 0
        while true {
            runs += 1
            do {
                let done = try await folder.rewrap("a", batch: 5) { progress in
                    if progress.renewed >= 5 { throw CutOff() }
                }
                #expect(done.renewed == 0 && done.seen == 40)
                break
            } catch is CutOff {
                let (under, left) = (try opened("a", by: new), try opened("a", by: old))
                #expect(under.people == 5 * runs && left.people == 40 - 5 * runs)
            }
        }
        #expect(runs == 9)

        // The segments that were there open with the old secret; a base is made that does not.
        let store = try folder.open("a", create: false)
        for _ in 1...2 { #expect(try await folder.copyOn("a", from: store) == head.sequence) }
        try await store.close()
        let bases = try FileManager.default.contentsOfDirectory(atPath: copies + "/a")
            .filter { $0.hasSuffix("base.sqlite") }
        #expect(bases.count == 2)
        let base = try DataFolder.newestBase(in: copies + "/a")
        #expect(try opened("a", by: new, in: base).people == 40)
    }
}
