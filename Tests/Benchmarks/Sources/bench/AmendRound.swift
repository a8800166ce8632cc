import ContestEngine
import ContestModel
import Foundation
import Logging
import SQLiteStore

/// A question withdrawn from a contest of the founding case's size: every figure is folded anew.
///
/// Printed beside opening the contest without a checkpoint, which reads the same rows.
enum AmendRound {
    static func run() async throws {
        let folder = NSTemporaryDirectory() + "safetyquiz-amend-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let county = try await CountyStore(path: folder + "/ledger.sqlite")
        let clock = ContinuousClock()
        let store = try SQLiteStore(path: county.path)
        var start = clock.now
        let contest = try await Contest(
            name: "bench",
            store: store,
            vault: PersonVault(ContestSecrets(master: [1, 2, 3], contest: "bench")),
            clock: AnchoredClock(),
            logger: Logger(label: "bench")
        )
        let opening = start.duration(to: clock.now) / .seconds(1)
        let question = AmendedQuestion(question: "q-\(CountyStore.planted)", bankVersions: [1])
        let act = AmendmentFact(
            kind: .withdrawQuestion,
            actor: "bench",
            reasonCode: "wrong_key",
            reason: "bench",
            details: Array(try CanonicalJSON.encode(question))
        )
        var times: [Double] = []
        for _ in 1...3 {
            start = clock.now
            let preview = try await contest.preview(act)
            times.append(start.duration(to: clock.now) / .seconds(1))
            let (before, after) = preview.tally
            guard before.attempts == county.attempts, after.attempts == before.attempts,
                before.people == CountyStore.people, after.drawn < before.drawn
            else { throw CountyStore.Failure(message: "wrong figures: \(before), \(after)") }
        }
        try await store.close()
        let note = "作废一题、全部重算 re-scoring after a withdrawal, \(county.attempts) attempts"
        BenchFigure(name: "amend.seconds", value: times.sorted()[1], unit: "s", note: note).emit()
        BenchFigure(
            name: "amend.opening_without_checkpoint_seconds",
            value: opening,
            unit: "s"
        ).emit()
    }
}
