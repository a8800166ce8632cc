import ContestEngine
import ContestModel
import Foundation
@testable import SQLiteStore
@testable import StoreConformance
import Testing

@Suite struct SegmentFaultTests {
    /// A base and five segments of two facts each: files 1, and 2 (empty) to 7.
    private func bench() async throws -> SegmentBench {
        let bench = try SegmentBench()
        let store = try bench.open()
        _ = try await store.append([SegmentBench.person(100)])
        try await bench.copyOn(from: store)
        for index in 0..<5 {
            _ = try await store.append([SegmentBench.person(index), Sample.attempt(of: index)])
            try await bench.copyOn(from: store)
        }
        return bench
    }

    private func edit(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        change(&bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test func `any altered byte of a segment is found and the file named`() async throws {
        let bench = try await bench()
        let file = bench.segments + "/00000004.segment"
        let original = try Data(contentsOf: URL(fileURLWithPath: file))
        for place in stride(from: 0, to: original.count, by: 23) {
            try edit(file) { $0[place] ^= 0x40 }
            await #expect(throws: SegmentFault.damaged(file: "00000004.segment"), "byte \(place)") {
                try await bench.rebuilt()
            }
            try original.write(to: URL(fileURLWithPath: file))
        }
        #expect(try await bench.rebuilt().replay.head.sequence == 11)
    }

    @Test func `a torn segment is found, and what came before it can be had`() async throws {
        let bench = try await bench()
        try edit(bench.segments + "/00000005.segment") { $0.removeLast(40) }
        let fault = SegmentFault.damaged(file: "00000005.segment")
        await #expect(throws: fault) { try await bench.rebuilt() }
        let partial = try await bench.rebuilt(stopsAtFault: true)
        #expect(partial.replay.fault == fault)
        #expect(try await partial.store.head().sequence == 5)
    }

    @Test func `a missing segment is named`() async throws {
        let bench = try await bench()
        try FileManager.default.removeItem(atPath: bench.segments + "/00000004.segment")
        await #expect(throws: SegmentFault.missing(file: "00000004.segment")) {
            try await bench.rebuilt()
        }
    }

    @Test func `segments that are exchanged or of another ledger do not fit`() async throws {
        let bench = try await bench()
        let file = "/00000004.segment"
        let foreign = try SegmentBench()
        let another = try foreign.open()
        _ = try await another.append([SegmentBench.person(200)])
        try await foreign.copyOn(from: another)
        for index in 0..<5 {
            _ = try await another.append([SegmentBench.person(index), Sample.attempt(of: index)])
            try await foreign.copyOn(from: another)
        }
        try FileManager.default.removeItem(atPath: bench.segments + file)
        try FileManager.default.copyItem(
            atPath: foreign.segments + file,
            toPath: bench.segments + file
        )
        await #expect(throws: SegmentFault.otherChain(file: "00000004.segment", sequence: 5)) {
            try await bench.rebuilt()
        }
        try FileManager.default.removeItem(atPath: bench.segments + file)
        try FileManager.default.copyItem(
            atPath: bench.segments + "/00000006.segment",
            toPath: bench.segments + file
        )
        await #expect(
            throws: SegmentFault.gap(file: "00000004.segment", expected: 4, found: 8)
        ) { try await bench.rebuilt() }
    }

    @Test func `a folder without a base says so`() throws {
        let harness = try SQLiteHarness()
        #expect(throws: SegmentFault.noBase(folder: harness.folder)) {
            try DataFolder.newestBase(in: harness.folder)
        }
    }
}
