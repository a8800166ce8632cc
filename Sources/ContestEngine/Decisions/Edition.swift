import ContestModel
import Scoring

/// One version of the rules together with one version of the bank, made ready to draw and grade.
///
/// A class: each decision looks into it, and a copy would retain each of its many arrays.
final class Edition: Sendable {
    let rulesVersion: Int32
    let bankVersion: Int32
    let rules: ContestRules
    let bank: BankVersion
    let drawers: [PaperDrawer]
    let graders: [Grader]

    /// Compiles rules and bank; throws `Refusal.blueprintImpossible` when a paper cannot be drawn.
    init(
        rulesVersion: Int32,
        rules: ContestRules,
        bankVersion: Int32,
        bank: BankVersion
    ) throws(Refusal) {
        self.rulesVersion = rulesVersion
        self.bankVersion = bankVersion
        self.rules = rules
        self.bank = bank
        var drawers: [PaperDrawer] = []
        for track in rules.tracks {
            do {
                drawers.append(try PaperDrawer(bank: bank.bank, blueprint: track.paper))
            } catch {
                throw .blueprintImpossible("\(track.name): \(error)")
            }
        }
        self.drawers = drawers
        graders = rules.tracks.map {
            Grader(bank: bank.bank, rules: $0.scoring, countsWhen: rules.countsWhen)
        }
    }

    func track(_ index: UInt8) -> TrackRules? {
        rules.tracks.indices.contains(Int(index)) ? rules.tracks[Int(index)] : nil
    }
}
