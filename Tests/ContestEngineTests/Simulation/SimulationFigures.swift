@testable import ContestEngine
import ContestModel

/// What some seeds came to, as a line that a script can read.
struct SimulationFigures {
    private var seeds = 0
    private var steps = 0
    private var facts = 0
    private var acknowledged = 0
    private var crashes = 0
    private var amendments = 0
    private var displaced = 0

    mutating func add(_ simulation: Simulation) {
        seeds += 1
        steps += simulation.stepCount
        facts += simulation.store.ledger.facts.count
        acknowledged += simulation.oracle.acknowledgedCount
        crashes += simulation.crashCount
        amendments += simulation.machine.log.entries.count
        displaced += simulation.displacedCount
    }

    var line: String {
        "simulation seeds=\(seeds) steps=\(steps) facts=\(facts) acknowledged=\(acknowledged) "
            + "crashes=\(crashes) amendments=\(amendments) displaced=\(displaced)"
    }
}
