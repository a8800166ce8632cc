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
    /// Mark by the keys that stand.
    let graders: [Grader]
    /// Questions that an amendment was ever about.
    let touched: Set<QuestionIndex>
    /// Keys in place of the bank's own.
    private let keys: [QuestionIndex: AcceptedKey]

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
        touched = []
        keys = [:]
        graders = rules.tracks.map {
            Grader(bank: bank.bank, rules: $0.scoring, countsWhen: rules.countsWhen)
        }
    }

    /// The same edition with the keys as amendments have left them.
    init(_ edition: Edition, amended: AmendedState, withdrawal: WithdrawalRules) {
        rulesVersion = edition.rulesVersion
        bankVersion = edition.bankVersion
        rules = edition.rules
        bank = edition.bank
        drawers = edition.drawers
        var touched: Set<QuestionIndex> = []
        var revisions: [QuestionIndex: AcceptedKey] = [:]
        for (position, question) in edition.bank.bank.questions.enumerated() {
            let reference = AmendedState.QuestionReference(
                bankVersion: edition.bankVersion,
                question: question.id
            )
            guard amended.touchedQuestions.contains(reference),
                let index = QuestionIndex(exactly: position)
            else { continue }
            touched.insert(index)
            revisions[index] = amended.keys[reference]
        }
        self.touched = touched
        keys = revisions
        graders = edition.rules.tracks.map {
            Grader(
                bank: edition.bank.bank,
                rules: $0.scoring,
                countsWhen: edition.rules.countsWhen,
                revisions: revisions,
                withdrawal: withdrawal
            )
        }
    }

    /// Whether a paper holds a question whose key was ever amended.
    func isTouched(_ paper: Paper) -> Bool {
        if touched.isEmpty { return false }
        return paper.questions.contains { touched.contains($0.question) }
    }

    /// The key to show beside a response: the one that makes it right where there are several.
    func key(of question: QuestionIndex, for chosen: OptionMask) -> OptionMask {
        if case .keys(let keys) = keys[question] {
            return keys.contains(chosen) ? chosen : keys.first ?? .empty
        }
        return bank.bank.question(at: question)?.key ?? .empty
    }

    func track(_ index: UInt8) -> TrackRules? {
        rules.tracks.indices.contains(Int(index)) ? rules.tracks[Int(index)] : nil
    }
}
