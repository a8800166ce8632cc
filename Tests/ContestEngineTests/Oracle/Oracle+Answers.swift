@testable import ContestEngine
import ContestModel

extension Oracle {
    /// Whether a reply is true of the ledger and is what was asked for.
    mutating func judge(_ reply: CommandReply, to call: Call, _ ledger: SimulatedLedger) {
        switch (call.request, reply) {
        case (.register(let person), .registered(let receipt)):
            guard case .registration(let body)? = acknowledge(receipt.sequence, ledger)?.body else {
                return expect(false, "a registration's receipt names fact \(receipt.sequence)")
            }
            expect(
                body.participant == receipt.participant && body.pseudonym == receipt.pseudonym,
                "the receipt \(receipt) is not that of \(body)"
            )
            note(person, is: body.participant)
        case (.register(let person), .duplicate(let sequence)):
            guard case .registration(let body)? = acknowledge(sequence, ledger)?.body else {
                return expect(false, "a repeated registration was sent to fact \(sequence)")
            }
            note(person, is: body.participant)
        case (.start(let participant, _), .attempt(let view)),
            (.read(_, let participant), .attempt(let view)):
            judge(view, participant, ledger)
        case (.respond(let command), .response(let receipt)):
            expect(
                receipt.attempt == command.attempt && receipt.position == command.position,
                "\(command) got the receipt of \(receipt.position)"
            )
            judge(command, receipt.sequence, receipt.revision, ledger)
            expect(
                ledger.fact(receipt.sequence)?.at == receipt.receivedAt,
                "the receipt of response \(receipt.sequence) says \(receipt.receivedAt)"
            )
        case (.respond(let command), .duplicate(let sequence)):
            judge(command, sequence, nil, ledger)
        case (.submit(let attempt, let participant), .submission(let receipt)):
            expect(receipt.attempt == attempt, "\(attempt) got the receipt of \(receipt.attempt)")
            judge(receipt, participant, ledger)
        case (.grant(let asked), .done(let sequence)),
            (.grant(let asked), .duplicate(let sequence)):
            guard case .grant(let body)? = acknowledge(sequence, ledger)?.body else {
                return expect(false, "a grant was sent to fact \(sequence)")
            }
            expect(
                body.key == asked.key && body.participant == asked.participant,
                "\(asked) was answered with \(body)"
            )
        case (.organise(let body), .done(let sequence)):
            expect(acknowledge(sequence, ledger)?.body == body, "fact \(sequence) is no \(body)")
        default:
            expect(false, "\(call.request) was answered with \(reply)")
        }
    }

    private mutating func judge(
        _ view: AttemptView,
        _ participant: ParticipantIndex,
        _ ledger: SimulatedLedger
    ) {
        guard let fact = acknowledge(view.id.sequence, ledger), case .attempt(let body) = fact.body
        else { return expect(false, "a view of \(view.id), which is no attempt") }
        expect(body.participant == participant, "\(participant) sees \(view.id) of another")
        expect(
            view.day == body.day && view.startedAt == fact.at
                && view.questionCount == body.paper.questions.count,
            "the view \(view) is not that of \(body)"
        )
        let shown = view.questions.map(\.position)
        expect(shown == Array(0..<shown.count), "questions \(shown) are shown")
        let answered = Set((ledger.responses[view.id] ?? [:]).keys.map { Int($0.position) })
        let most = view.delivery == .wholePaper ? view.questionCount : answered.count + 1
        expect(
            shown.count == min(most, view.questionCount),
            "\(shown.count) questions of \(view.id) are shown after \(answered.count) answers"
        )
    }

    private mutating func judge(
        _ command: ResponseCommand,
        _ sequence: LedgerSequence,
        _ revision: UInt16?,
        _ ledger: SimulatedLedger
    ) {
        guard case .response(let body)? = acknowledge(sequence, ledger)?.body,
            case .attempt(let start)? = ledger.fact(body.attempt.sequence)?.body
        else { return expect(false, "\(command) was sent to fact \(sequence)") }
        expect(start.participant == command.participant, "\(command) answers for another")
        expect(
            body.attempt == command.attempt && Int(body.position) == command.position
                && body.revision == revision ?? body.revision
                && body.revision == command.revision ?? body.revision,
            "\(command) was acknowledged with \(body)"
        )
        let question = start.paper.questions[Int(body.position)]
        expect(
            body.chosen == question.order.canonical(command.shown),
            "\(command) was stored as \(body.chosen.letters)"
        )
    }

    private mutating func judge(
        _ receipt: SubmissionReceipt,
        _ participant: ParticipantIndex,
        _ ledger: SimulatedLedger
    ) {
        note(receipt)
        guard case .submission(let body)? = acknowledge(receipt.sequence, ledger)?.body,
            case .attempt(let start)? = ledger.fact(body.attempt.sequence)?.body
        else { return expect(false, "\(receipt) names no submission") }
        expect(start.participant == participant, "\(participant) got the receipt of another")
        expect(
            receipt.attempt == body.attempt && receipt.endedAt == body.endedAt
                && receipt.elapsed == body.elapsed && receipt.ending == body.ending
                && receipt.answered == Int(body.score.answered)
                && receipt.drawn == Int(body.score.drawn) && receipt.counts == body.score.counts
                && receipt.mark?.points ?? body.score.points == body.score.points,
            "\(receipt) is not that of \(body)"
        )
    }
}
