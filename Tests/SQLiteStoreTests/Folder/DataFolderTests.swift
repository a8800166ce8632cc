import ContestEngine
import ContestModel
import Foundation
@testable import SQLiteStore
import Testing

struct DataFolderTests {
    private let harness: SQLiteHarness

    init() throws {
        harness = try SQLiteHarness()
    }

    private var path: String { harness.folder + "/data" }

    @Test func `a folder has one owner at a time`() throws {
        let path = path
        var folder: DataFolder? = try DataFolder(path: path)
        #expect(folder?.path == path)
        #expect(throws: DataFolderError.inUse(path), performing: { try DataFolder(path: path) })
        folder = nil
        #expect(throws: Never.self) { try DataFolder(path: path) }
    }

    @Test func `the master secret is made once and only its owner may read it`() throws {
        let first = try DataFolder(path: path).masterKeys()
        #expect(first.generations.map(\.number) == [0])
        #expect(first.present.secret.count == 32)
        #expect(Set(first.present.secret).count > 8)
        #expect(try DataFolder(path: path).masterKeys() == first)
        let file = try FileManager.default.attributesOfItem(atPath: path + "/secret")
        #expect((file[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func `a damaged secret is refused and not replaced`() throws {
        let file = path + "/secret"
        let folder = try DataFolder(path: path)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: file))
        #expect(throws: DataFolderError.damagedSecret(file)) { try folder.masterKeys() }
        #expect(FileManager.default.contents(atPath: file) == Data([1, 2, 3]))
    }

    @Test func `contests are made once, listed by name and discarded`() async throws {
        let folder = try DataFolder(path: path)
        for name in ["qinghe-2026", "a"] {
            try await folder.open(name, create: true).close()
        }
        #expect(try folder.contests() == ["a", "qinghe-2026"])
        #expect(throws: DataFolderError.exists("a")) { try folder.open("a", create: true) }
        try await folder.open("a", create: false).close()
        try folder.discard("a")
        #expect(try folder.contests() == ["qinghe-2026"])
        #expect(throws: DataFolderError.self) { try folder.open("a", create: false) }
    }

    @Test(arguments: ["", "..", "a/b", "A", "青河", "a b", String(repeating: "a", count: 65)])
    func `a name that is no plain word never becomes a path`(_ name: String) throws {
        let folder = try DataFolder(path: path)
        #expect(throws: DataFolderError.badName(name)) { try folder.open(name, create: true) }
        #expect(throws: DataFolderError.badName(name)) { try folder.discard(name) }
        #expect(throws: DataFolderError.badName(name)) {
            try folder.backupPath(name, at: .epoch, isScheduled: false)
        }
    }
}
