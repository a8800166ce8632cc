import ContestEngine
import Foundation
import SQLiteStore
import Testing

@Suite struct SecretRotationTests {
    private let harness: SQLiteHarness

    init() throws {
        harness = try SQLiteHarness()
    }

    @Test func `a rotation keeps the earlier secrets and is read back`() throws {
        let folder = try DataFolder(path: harness.folder)
        let first = try folder.masterKeys()
        let second = try folder.rotateSecret(revoking: false)
        #expect(second.first == first.first)
        #expect(second.present.number == 1)
        #expect(second.present.secret != first.present.secret)
        let third = try folder.rotateSecret(revoking: true)
        #expect(third.generations.map(\.isRevoked) == [true, true, false])
        #expect(third.generations.map(\.secret).prefix(2) == second.generations.map(\.secret)[...])
        #expect(try DataFolder.masterKeys(in: harness.folder) == third)
        let file = try FileManager.default.attributesOfItem(atPath: harness.folder + "/secret")
        #expect((file[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func `after fifteen rotations there is no number left`() throws {
        let folder = try DataFolder(path: harness.folder)
        for _ in 0..<15 { _ = try folder.rotateSecret(revoking: false) }
        #expect(throws: DataFolderError.tooManySecrets) {
            try folder.rotateSecret(revoking: false)
        }
        #expect(try folder.masterKeys().generations.count == 16)
    }

    @Test(arguments: [
        "safetyquiz-secrets 1\n",
        "safetyquiz-secrets 2\n0 valid \(String(repeating: "ab", count: 32))\n",
        "safetyquiz-secrets 1\n0 valid 0011\n",
        "safetyquiz-secrets 1\n0 revoked \(String(repeating: "ab", count: 32))\n",
        "safetyquiz-secrets 1\n1 valid \(String(repeating: "ab", count: 32))\n",
        "safetyquiz-secrets 1\n0 maybe \(String(repeating: "ab", count: 32))\n",
    ])
    func `a file that is no list of secrets is refused and left as it is`(_ text: String) throws {
        let file = harness.folder + "/secret"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let folder = try DataFolder(path: harness.folder)
        #expect(throws: DataFolderError.damagedSecret(file)) { try folder.masterKeys() }
        #expect(throws: DataFolderError.damagedSecret(file)) {
            try folder.rotateSecret(revoking: true)
        }
        #expect(FileManager.default.contents(atPath: file) == Data(text.utf8))
    }
}

@Suite struct OrganiserRegisterTests {
    private let harness: SQLiteHarness
    private let register: OrganiserRegister

    init() throws {
        harness = try SQLiteHarness()
        register = OrganiserRegister(folder: harness.folder)
    }

    @Test func `a token's own name ends that token and no other`() throws {
        #expect(!register.isRevoked(id: "a", name: "甲", issuedAtMs: 5))
        try register.append(.init(act: "revoked", atMs: 9, id: "a"))
        #expect(register.isRevoked(id: "a", name: "甲", issuedAtMs: 5))
        #expect(!register.isRevoked(id: "b", name: "甲", issuedAtMs: 5))
    }

    @Test func `a name ends what was made for it up to then, and tokens that do not say when`()
        throws
    {
        try register.append(.init(act: "revoked", atMs: 9, name: "甲"))
        #expect(register.isRevoked(id: "a", name: "甲", issuedAtMs: 9))
        #expect(register.isRevoked(id: nil, name: "甲", issuedAtMs: nil))
        #expect(!register.isRevoked(id: "b", name: "甲", issuedAtMs: 10))
        #expect(!register.isRevoked(id: "c", name: "乙", issuedAtMs: 1))
    }

    @Test func `another process's line is seen, and an unfinished one passed over`() throws {
        try register.append(.init(act: "issued", atMs: 1, id: "a", name: "甲\n\"乙\""))
        #expect(!register.isRevoked(id: "a", name: "甲", issuedAtMs: 1))
        let file = harness.folder + "/organisers.log"
        var bytes = try #require(FileManager.default.contents(atPath: file))
        bytes.append(contentsOf: Data(#"{"act":"revoked","at_ms":2,"id""#.utf8))
        try bytes.write(to: URL(fileURLWithPath: file))
        #expect(!register.isRevoked(id: "a", name: "甲", issuedAtMs: 1))
        try OrganiserRegister(folder: harness.folder).append(
            .init(act: "revoked", atMs: 3, id: "a")
        )
        #expect(register.isRevoked(id: "a", name: "甲", issuedAtMs: 1))
        #expect(try register.entries().map(\.act) == ["issued", "revoked"])
    }

    @Test func `a register that cannot be read lets nobody in`() throws {
        try FileManager.default.createDirectory(
            atPath: harness.folder + "/organisers.log",
            withIntermediateDirectories: false
        )
        #expect(register.isRevoked(id: "a", name: "甲", issuedAtMs: 1))
    }
}
