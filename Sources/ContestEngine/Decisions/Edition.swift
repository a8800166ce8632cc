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
    private let traits: [TrackTraits]
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
        traits = rules.tracks.map(TrackTraits.init)
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
        traits = edition.traits
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
        if !keys.isEmpty, case .keys(let keys) = keys[question] {
            return keys.contains(chosen) ? chosen : keys.first ?? .empty
        }
        return place(of: question).map { bank.bank.questions[$0].key } ?? .empty
    }

    /// How a question is answered, and by how many options; nil outside the bank.
    //
    // Field by field, here and below: a question as a value retains each of its ten strings.
    func shape(of question: QuestionIndex) -> (type: QuestionType, optionCount: Int)? {
        guard let index = place(of: question) else { return nil }
        return (bank.bank.questions[index].type, bank.bank.questions[index].options.count)
    }

    /// A question in the order that a paper gives its options; nil outside the bank.
    func paperQuestion(
        _ drawn: DrawnQuestion,
        position: Int,
        _ answer: OpenAttempt.Answer
    ) -> PaperQuestion? {
        guard let index = place(of: drawn.question) else { return nil }
        let options = bank.bank.questions[index].options
        let count = min(options.count, 8)
        return PaperQuestion(
            position: position,
            type: bank.bank.questions[index].type,
            stem: bank.bank.questions[index].stem,
            options: (0..<count).map { place in
                let option = drawn.order.option(at: place)
                return option < count ? options[option] : ""
            },
            chosen: drawn.order.shown(answer.committedChosen, count: count),
            revision: answer.committedRevision
        )
    }

    /// Right or wrong, with key and explanation; nil outside the bank.
    ///
    /// Callers have checked the feedback policy.
    func verdict(_ drawn: DrawnQuestion, chosen: OptionMask, track: UInt8) -> Verdict? {
        guard let index = place(of: drawn.question), graders.indices.contains(Int(track))
        else { return nil }
        return Verdict(
            isRight: graders[Int(track)].mark(question: drawn.question, chosen: chosen).right,
            key: drawn.order.shown(
                key(of: drawn.question, for: chosen),
                count: bank.bank.questions[index].options.count
            ),
            explanation: bank.bank.questions[index].explanation
        )
    }

    private func place(of question: QuestionIndex) -> Int? {
        bank.bank.questions.indices.contains(Int(question)) ? Int(question) : nil
    }

    /// What each decision asks of a track.
    func track(_ index: UInt8) -> TrackTraits? {
        traits.indices.contains(Int(index)) ? traits[Int(index)] : nil
    }
}

/// The few rules of a track that every decision looks at: a copy of all of them would move some
/// hundred bytes and retain a dozen arrays each time.
struct TrackTraits: Sendable {
    let name: String
    let counts: Bool
    let timeLimit: TimeLimit?
    let delivery: DeliveryMode
    let feedback: RevealPolicy
    let pointsShown: RevealPolicy

    init(_ track: TrackRules) {
        name = track.name
        counts = track.counts
        timeLimit = track.timeLimit
        delivery = track.delivery
        feedback = track.feedback
        pointsShown = track.pointsShown
    }
}
