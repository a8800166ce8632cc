import ContestEngine
import Foundation
@testable import SQLiteStore
import StoreConformance

/// Stores on real files in a folder of their own, which goes when the harness does.
final class SQLiteHarness: StoreHarness {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "safetyquiz-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func newPath() -> String { "\(folder)/\(UUID().uuidString).sqlite" }

    func make() async throws -> any ContestStore { try open() }

    /// A new empty store, as the type that it is.
    func open() throws -> SQLiteStore { try SQLiteStore(path: newPath()) }

    func reopen(_ store: any ContestStore) async throws -> any ContestStore {
        guard let store = store as? SQLiteStore else { throw CocoaError(.fileNoSuchFile) }
        return try SQLiteStore(path: store.path)
    }

    func openBeside(_ store: any ContestStore) async throws -> any ContestStore {
        try await reopen(store)
    }

    func backupPath() throws -> String { newPath() }

    func open(backup path: String) async throws -> any ContestStore {
        try SQLiteStore(path: path)
    }
}
