import Audit
import Testing

/// Random amendments over random attempts, against a model that follows the rules word by word: for
/// each attempt it looks through all amendments again, and it knows no short cut.
@Suite struct RandomAmendmentTests {
    @Test(arguments: 1...40)
    func `standings are those of a naive model`(seed: Int) throws {
        var story = RandomStory(seed: UInt64(seed))
        for _ in 0..<60 { story.goOn() }
        let report = try story.quiz.report()
        #expect(report.isClean, "seed \(seed): \(report.text)")
        let model = NaiveModel(story)
        let standings = try #require(report.standings)
        #expect(standings.rows.map(\.lineText) == model.lines(unit: nil), "seed \(seed)")
        #expect(report.people == standings.rows.count, "seed \(seed)")
        try withLedger(story.quiz.ledger) { audit, _ in
            for unit in [10, 11, 12, 13] {
                let rows = try audit.standings(within: AuditGroup(.unit, node: unit))?.rows
                let lines = model.lines(unit: model.present(Int64(unit)))
                #expect(rows?.map(\.lineText) == lines, "seed \(seed), unit \(unit)")
            }
        }
        for unit in standings.units {
            let lines = model.lines(unit: Int64(unit.id))
            #expect(unit.tally.people == lines.count, "seed \(seed), unit \(unit.id)")
        }
    }
}

extension AuditRow {
    /// One line as the model writes it.
    fileprivate var lineText: String { "\(rank) p\(participant) \(value) ×\(attempts)" }
}

/// A random contest of five people, as it was played and as it was amended.
struct RandomStory {
    struct Attempt {
        var sequence: Int64
        var submission: Int64
        var person: Int64
        var day: Int64
        var paper: [Int]
        /// One mask a question; zero for none.
        var chosen: [UInt8]
        var unit: Int64
    }

    enum Act {
        case keys(question: Int, [UInt8])
        case credit(question: Int)
        case withdraw(question: Int)
        case sets(isOut: Bool, people: [Int64], attempts: [Int64])
        case move(person: Int64, unit: Int64, withPast: Bool)
        case people(from: Int64, into: Int64)
        case units(from: Int64, into: Int64)
        case reverse(Int64)
    }

    private(set) var quiz = QuizLedger()
    private(set) var attempts: [Attempt] = []
    private(set) var acts: [(sequence: Int64, act: Act)] = []
    static let registered: [Int64] = [11, 11, 12, 12, 13]
    private var state: UInt64
    private var day: Int64 = 0
    private var played: [Int64: Int] = [:]

    init(seed: UInt64) {
        state = seed
        quiz.register(units: 11, 11, 12, 12, 13)
    }

    /// A number below a bound (SplitMix64).
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ word >> 31) % UInt64(bound))
    }

    /// Somebody plays, or the organiser amends.
    mutating func goOn() {
        switch below(10) {
        case 0..<6: play()
        case 6 where acts.count > 1: amend(.reverse(acts[below(acts.count)].sequence))
        default: amendAnything()
        }
    }

    private mutating func play() {
        let person = Int64(below(5))
        if played[person, default: 0] == 2 || below(8) == 0 {
            day += 1
            played = [:]
            quiz.goOn(toDay: day)
        }
        played[person, default: 0] += 1
        let first = below(4)
        let paper = (0..<5).map { first + $0 + 1 }
        let letters: [Character] = ["A", "A", "B", "C", "-"]
        let masks: [Character: UInt8] = ["A": 1, "B": 2, "C": 4, "-": 0]
        let text = (0..<5).map { _ in letters[below(5)] }
        var attempt = Attempt(
            sequence: Int64(quiz.ledger.facts.count + 1),
            submission: .max,
            person: person,
            day: day,
            paper: paper,
            chosen: text.map { masks[$0] ?? 0 },
            unit: 0
        )
        let model = NaiveModel(self)
        attempt.unit = model.unit(of: person, before: attempt.sequence)
        let score = model.score(of: attempt)
        quiz.play(
            "a\(attempt.sequence)",
            of: person,
            paper,
            String(text),
            stored: [
                Int64(score.right), Int64(score.right * 100), Int64(score.answered),
                Int64(score.drawn), score.counts ? 1 : 0,
            ],
            unit: attempt.unit,
            keyRevision: Int64(acts.filter { model.isAboutKeys($0.act) }.count)
        )
        attempt.submission = Int64(quiz.ledger.facts.count)
        attempts.append(attempt)
    }

    private mutating func amendAnything() {
        let question = below(8) + 1
        switch below(9) {
        case 0: amend(.keys(question: question, [2]))
        case 1: amend(.keys(question: question, [1, 4]))
        case 2: amend(.credit(question: question))
        case 3: amend(.withdraw(question: question))
        case 4, 5:
            let attempt = attempts.isEmpty ? [] : [attempts[below(attempts.count)].sequence]
            let people = below(3) == 0 ? [Int64(below(5))] : []
            amend(.sets(isOut: below(3) > 0, people: people, attempts: attempt))
        case 6, 7:
            let unit = Int64(11 + below(3))
            amend(.move(person: Int64(below(5)), unit: unit, withPast: below(2) == 0))
        default:
            // Only upward, so that no circle can close whatever is taken back.
            if below(3) == 0 {
                amend(.units(from: Int64(12 + below(2)), into: 11))
            } else {
                let from = 1 + below(4)
                amend(.people(from: Int64(from), into: Int64(below(from))))
            }
        }
    }

    private mutating func amend(_ act: Act) {
        let (kind, details) = Self.spelling(of: act)
        quiz.amend(kind, "act \(quiz.ledger.facts.count)", details)
        acts.append((Int64(quiz.ledger.facts.count), act))
    }

    private static func spelling(of act: Act) -> (String, String) {
        switch act {
        case .keys(let question, let keys):
            (
                keys.count == 1 ? "revise_key" : "accept_keys",
                #"{"bankVersions":[1],"keys":\#(keys),"question":"Q\#(question)"}"#
            )
        case .credit(let question):
            ("credit_question", #"{"bankVersions":[1],"question":"Q\#(question)"}"#)
        case .withdraw(let question):
            ("withdraw_question", #"{"bankVersions":[1],"question":"Q\#(question)"}"#)
        case .sets(let isOut, let people, let attempts):
            (
                isOut ? "disqualify" : "reinstate",
                #"{"attempts":\#(attempts),"participants":\#(people)}"#
            )
        case .move(let person, let unit, let withPast):
            ("move", #"{"participant":\#(person),"unit":\#(unit),"withPast":\#(withPast)}"#)
        case .people(let from, let into):
            ("merge", #"{"from":\#(from),"into":\#(into),"of":"person"}"#)
        case .units(let from, let into):
            ("merge", #"{"from":\#(from),"into":\#(into),"of":"unit"}"#)
        case .reverse(let sequence): ("reverse", #"{"amendment":\#(sequence)}"#)
        }
    }
}
