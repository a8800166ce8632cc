import ContestEngine
import Foundation
import Testing

/// Whole contests by seed.
///
/// `SEED=17 swift test --filter SimulationTests` replays one and prints each step; `SEEDS=20000`
/// runs more of them.
struct SimulationTests {
    private static let shardCount: UInt64 = 8
    private static let replayed = number("SEED")
    private static let seedCount = number("SEEDS") ?? 320

    @Test(arguments: 0..<shardCount)
    func `whatever the seed, the engine keeps what it said and counts as the oracle counts`(
        shard: UInt64
    ) async throws {
        let seeds = Self.replayed.map { $0...$0 } ?? 1...Self.seedCount
        for seed in seeds where seed % Self.shardCount == shard {
            var simulation = try await Simulation(seed: seed, isVerbose: Self.replayed != nil)
            try await simulation.run()
            for line in simulation.trace { print(line) }
            guard let first = simulation.oracle.violations.first else { continue }
            Issue.record("SEED=\(seed) step \(simulation.stepCount): \(first)")
            return
        }
    }

    @Test(arguments: PlantedBug.allCases)
    func `the oracle finds a bug that is put in on purpose`(_ bug: PlantedBug) async throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            var simulation = try await Simulation(seed: seed, plant: bug)
            try await simulation.run()
            if !simulation.oracle.violations.isEmpty { return }
        }
        Issue.record("forty seeds with \(bug.rawValue), and nothing was found")
    }

    @Test func `a seed is the same contest each time`() async throws {
        var chains: Set<[UInt8]> = []
        for _ in 1...2 {
            var simulation = try await Simulation(seed: 5)
            try await simulation.run()
            chains.insert(simulation.store.ledger.head.chain)
        }
        #expect(chains.count == 1)
    }

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }
}
