import ContestEngine
import ContestModel
import Foundation
@testable import SQLiteStore
@testable import StoreConformance
import Testing

/// A data folder whose contest is copied on to a folder of segments.
final class SegmentBench {
    /// As the rules among the sample facts name it: nothing is restored under another name.
    private static let contest = "sample"

    let harness: SQLiteHarness
    let path: String
    let copies: String
    private var folder: DataFolder?

    init() throws {
        harness = try SQLiteHarness()
        path = harness.folder + "/data"
        copies = harness.folder + "/copies"
    }

    /// The contest's folder of segments.
    var segments: String { "\(copies)/\(Self.contest)" }

    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: segments).sorted() }
    }

    /// Starts the server anew, as far as the store is concerned.
    func open() throws -> SQLiteStore {
        folder = nil
        let folder = try DataFolder(path: path, segmentFolder: copies)
        self.folder = folder
        let isNew = try folder.contests().isEmpty
        return try #require(try folder.open(Self.contest, create: isNew) as? SQLiteStore)
    }

    /// Copies on what the store committed.
    @discardableResult
    func copyOn(from store: SQLiteStore) async throws -> LedgerSequence? {
        try await folder?.copyOn(Self.contest, from: store)
    }

    /// Rebuilds the ledger in another folder and opens it there.
    func rebuilt(
        from backup: String? = nil,
        stopsAtFault: Bool = false
    ) async throws -> (store: SQLiteStore, replay: DataFolder.Replay) {
        let elsewhere = try DataFolder(path: "\(harness.folder)/\(UUID().uuidString)")
        let base = try backup ?? DataFolder.newestBase(in: segments)
        let staged = try await elsewhere.stage(backup: base, as: Self.contest)
        let replay = try await elsewhere.replay(
            segments: segments,
            onto: staged,
            stopsAtFault: stopsAtFault
        )
        return (try SQLiteStore(path: staged.path), replay)
    }

    /// A registration with its sealed data.
    static func person(_ index: Int) -> LedgerEntry {
        var entry = Sample.registration(index)
        entry.person = Sample.sealed(index, lookup: index % 2 == 0 ? Sample.key(index) : nil)
        return entry
    }
}
