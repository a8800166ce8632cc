import ContestEngine
import ContestModel
import Foundation
@testable import SQLiteStore
@testable import StoreConformance
import Testing

@Suite struct SegmentTests {
    @Test func `a ledger rebuilt from a base and segments has the same facts, people and chain`()
        async throws
    {
        let bench = try SegmentBench()
        let store = try bench.open()
        _ = try await store.append(try Sample.oneOfEachRareKind())
        try await bench.copyOn(from: store)
        for index in 0..<40 {
            _ = try await store.append([SegmentBench.person(index), Sample.attempt(of: index)])
            if index % 7 == 0 { try await bench.copyOn(from: store) }
        }
        var corrected = Sample.sealed(5, lookup: nil)
        corrected.sealed = Array("corrected".utf8)
        try await store.replacePerson(corrected)
        try await store.erase(Sample.participant(6))
        #expect(try await bench.copyOn(from: store) == store.head().sequence)

        let (copy, _) = try await bench.rebuilt()
        #expect(try await copy.head() == store.head())
        for kind in Fact.Kind.allCases {
            var (found, expected): ([CommittedFact], [CommittedFact]) = ([], [])
            try await copy.forEachFact(of: kind) { found.append($0) }
            try await store.forEachFact(of: kind) { expected.append($0) }
            #expect(found == expected, "\(kind)")
        }
        let everybody = (0..<40).map(Sample.participant)
        #expect(try await copy.people(everybody) == store.people(everybody))
        #expect(try await copy.people([Sample.participant(5)]).first?.sealed == corrected.sealed)
        #expect(try await copy.people([Sample.participant(6)]).isEmpty)
    }

    @Test func `an orderly restart goes on where it was, and a crash begins with a new base`()
        async throws
    {
        let bench = try SegmentBench()
        var store = try bench.open()
        _ = try await store.append([SegmentBench.person(0)])
        try await bench.copyOn(from: store)
        try await store.close()
        store = try bench.open()
        _ = try await store.append([SegmentBench.person(1)])
        try await bench.copyOn(from: store)
        #expect(try bench.files.filter { $0.hasSuffix("base.sqlite") }.count == 1)

        // What was committed and not copied is lost to the copies with the process.
        _ = try await store.append([SegmentBench.person(2)])
        try await store.close()
        store = try bench.open()
        _ = try await store.append([SegmentBench.person(3)])
        try await bench.copyOn(from: store)
        #expect(try bench.files.filter { $0.hasSuffix("base.sqlite") }.count == 2)
        #expect(try await bench.rebuilt().store.head() == store.head())
    }

    @Test func `a backup made in between goes on with the segments after it`() async throws {
        let bench = try SegmentBench()
        let store = try bench.open()
        for index in 0..<10 {
            _ = try await store.append([SegmentBench.person(index)])
            try await bench.copyOn(from: store)
        }
        let backup = bench.harness.newPath()
        _ = try await store.backUp(to: backup)
        for index in 10..<20 {
            _ = try await store.append([SegmentBench.person(index)])
            try await bench.copyOn(from: store)
        }
        #expect(try await bench.rebuilt(from: backup).store.head() == store.head())
    }

    @Test func `a roster asks for a base, since segments do not carry it`() async throws {
        let bench = try SegmentBench()
        let store = try bench.open()
        _ = try await store.append([SegmentBench.person(0)])
        try await bench.copyOn(from: store)
        let entry = SealedRosterEntry(
            key: Sample.key(1),
            lookup: Sample.key(2),
            sealed: [1],
            pinHash: [2],
            region: .none,
            unit: .none
        )
        try await store.putRoster([entry])
        try await bench.copyOn(from: store)
        let copy = try await bench.rebuilt().store
        #expect(try await copy.roster(lookup: Sample.key(2)) == [entry])
    }

    @Test func `a folder that cannot be written loses nothing once it can be`() async throws {
        let bench = try SegmentBench()
        let store = try bench.open()
        try Data().write(to: URL(fileURLWithPath: bench.copies))
        _ = try await store.append([SegmentBench.person(0)])
        await #expect(throws: (any Error).self) { try await bench.copyOn(from: store) }
        try FileManager.default.removeItem(atPath: bench.copies)
        _ = try await store.append([SegmentBench.person(1)])
        try await bench.copyOn(from: store)
        #expect(try await bench.rebuilt().store.head() == store.head())
    }
}
