@testable import ContestEngine
@testable import ContestHTTP
import ContestModel

extension FuzzTarget {
    /// Bytes → a relayed line → a session, an attempt, options → the machine's decision → the mark,
    /// held against a marking of its own that compares texts.
    static let grading: FuzzTarget = {
        let games = played.map(seeds) ?? []
        let isPlayed = !games.isEmpty && games.allSatisfy { marks($0) == 1 }
        expect(isPlayed, "a seed does not get as far as a mark")
        return FuzzTarget("grading", seeds: games) { _ = marks($0) }
    }()

    /// Plays an input and holds every mark that comes out of it; how many there were.
    private static func marks(_ bytes: [UInt8]) -> Int {
        guard var contest = played else { return 0 }
        var marks = 0
        var chosen: [Int: (revision: UInt16, texts: Set<String>)] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(32) {
            guard let line = RelayLine(line),
                let session = SessionToken(line.session, secrets: secrets, now: now),
                let attempt = AttemptID(line.attempt, secrets: secrets)
            else { continue }
            guard let response = line.response else {
                let answers = contest.answers {
                    $0.submit(attempt, of: session.participant, now: now, waiter: 0)
                }
                for case .success(.submission(let receipt)) in answers {
                    check(receipt, against: chosen, contest.paper)
                    marks += 1
                }
                continue
            }
            let tokens = secrets.optionTokens(attempt: attempt, position: response.position)
            guard let shown = OptionMask(response.options, among: tokens) else { continue }
            let command = ResponseCommand(
                attempt: attempt,
                participant: session.participant,
                position: response.position,
                revision: response.revision,
                shown: shown
            )
            let answers = contest.answers { $0.respond(command, now: now, waiter: 0) }
            for case .success(.response(let receipt)) in answers {
                expect(receipt.verdict == nil, "a verdict before the paper is in")
                expect(receipt.position == response.position, "another question's receipt")
                guard receipt.revision > chosen[receipt.position]?.revision ?? 0 else { continue }
                let question = contest.paper.questions[receipt.position]
                let places = response.options.compactMap(tokens.firstIndex)
                chosen[receipt.position] = (
                    receipt.revision, Set(places.map { question.options[$0] })
                )
            }
        }
        return marks
    }

    private static let played = PlayedContest()

    private static func check(
        _ receipt: SubmissionReceipt,
        against chosen: [Int: (revision: UInt16, texts: Set<String>)],
        _ paper: AttemptView
    ) {
        let right = paper.questions.count { question in
            let source = sampleBank.questions.first { $0.stem == question.stem }
            let key = source.map { item in Set(item.key.indices.map { item.options[$0] }) }
            return key != nil && chosen[question.position]?.texts == key
        }
        expect(receipt.drawn == paper.questionCount, "drawn")
        expect(receipt.answered == chosen.count, "answered")
        expect(receipt.counts == !chosen.isEmpty, "counts")
        expect(receipt.mark?.right == right, "right")
        expect(receipt.mark?.points.hundredths == Int32(right) * 100, "points")
    }

    /// A paper all right, one half right and answered anew, and one handed in empty.
    private static func seeds(_ contest: PlayedContest) -> [[UInt8]] {
        let session = sessions.first ?? ""
        let attempt = contest.paper.id.text(secrets)
        let head = "{\"session\":\"\(session)\",\"attempt\":\"\(attempt)\""
        func answer(_ question: PaperQuestion, _ places: [Int], _ revision: Int) -> String {
            let tokens = secrets.optionTokens(
                attempt: contest.paper.id,
                position: question.position
            )
            let texts = places.map { place in
                let digits = String(tokens[place], radix: 16)
                return "\"" + String(repeating: "0", count: 8 - digits.count) + digits + "\""
            }
            return head + ",\"position\":\(question.position),\"options\":["
                + texts.joined(separator: ",") + "],\"revision\":\(revision)}"
        }
        func right(_ question: PaperQuestion) -> [Int] {
            guard let source = sampleBank.questions.first(where: { $0.stem == question.stem })
            else {
                return []
            }
            let key = source.key.indices.map { source.options[$0] }
            return question.options.indices.filter { key.contains(question.options[$0]) }
        }
        let questions = contest.paper.questions
        let whole = questions.map { answer($0, right($0), 1) } + [head + "}"]
        let half =
            questions.map { answer($0, [0], 1) } + questions.prefix(2).map { answer($0, [1], 2) }
            + [head + "}", head + "}"]
        return [whole, half, [head + "}"]].map { Array($0.joined(separator: "\n").utf8) }
    }
}
