import Audit
import Foundation

// A small contest for amendments: papers of five questions from a bank of nine, Q1 … Q9. Q1 to Q8
// are single choices among A B C D, whose key is A; Q9 is a multiple choice with the key ABC. A
// right one earns 1 point. Two attempts a day. Regions 1 > 2, 3; units 10 > 11, 12, 13. Every
// attempt takes as many seconds as it has facts between its start and its end, and one.

/// A ledger that is written one act after the other; each takes a second.
struct QuizLedger {
    static let opening: Int64 = 1_000_000_000_000
    static let day: Int64 = 86_400_000
    /// A Sunday.
    static let firstDay: Int64 = 20_240

    static let ranking = """
        {"breakers":[],"method":"standard","time":"of_best","value":"sum"}
        """

    static let scoring = """
        {"bonuses":[],"lots":[],"multiple":100,"partialCredit":"half","single":100,\
        "thresholds":[],"trueFalse":100,"wrongPenalty":0}
        """

    static let track = """
        {"attemptsPerDay":2,"counts":true,"delivery":"whole_paper",\
        "feedback":"after_submission","grants":[],"name":"main","paper":{"sections":[\
        {"categories":[],"count":5,"maximumDifficulty":5,"minimumDifficulty":1,"pools":["main"],\
        "types":[]}],"shuffleOptions":true,"shuffleQuestions":true,"themes":[]},\
        "pointsShown":"after_submission","scoring":\(scoring),"title":"正赛"}
        """

    static let rules = """
        {"bank":"quiz","contest":"quiz","countsWhen":{"anyResponse":{}},\
        "ranking":\(ranking),"rehearsal":false,\
        "schedule":{"closesAt":\(opening + 49 * day),"closing":"own_deadline",\
        "dayStarts":[\((0..<50).map { "\(opening + Int64($0) * day)" }.joined(separator: ","))],\
        "firstDay":\(firstDay),"opensAt":\(opening),"timeZone":"Asia/Shanghai"},\
        "tracks":[\(track)]}
        """

    static let bank = """
        {"bank":"quiz","questions":[\((1...9).map(question).joined(separator: ","))],"title":"题库"}
        """

    static func question(_ number: Int) -> String {
        """
        {"category":"法规","difficulty":3,"id":"Q\(number)","key":\(number == 9 ? 7 : 1),\
        "options":["A","B","C","D"],"pool":"main","stem":"?",\
        "type":"\(number == 9 ? "multiple" : "single")"}
        """
    }

    var ledger = TestLedger()
    private var now = QuizLedger.opening
    private var counts: [String: Int64] = [:]

    /// - Parameters:
    ///   - rules: Texts to replace in the rules.
    ///   - units: Below unit 10.
    init(rules replacements: KeyValuePairs<String, String> = [:], units: [Int] = [11, 12, 13]) {
        var rules = Self.rules
        for (old, new) in replacements {
            precondition(rules.contains(old), "\(old) is not in the rules")
            rules = rules.replacingOccurrences(of: old, with: new)
        }
        ledger.facts = [
            .contest(rules, at: now), .bank(Self.bank, at: now),
            .tree("region", JuneContest.tree(1, [2, 3]), at: now),
            .tree("unit", JuneContest.tree(10, units), at: now),
        ]
    }

    private mutating func tick() -> Int64 {
        now += 1000
        return now
    }

    /// Goes on to a later day.
    mutating func goOn(toDay day: Int64) {
        now = max(now, Self.opening + day * Self.day)
    }

    /// Registers people, numbered on, under these units and region 2.
    mutating func register(units: Int64...) {
        for unit in units {
            let count = ledger.facts.filter { $0.table == "registration" }.count
            ledger.facts.append(
                .registration(Int64(count), at: tick(), region: 2, unit: unit)
            )
        }
    }

    /// A whole attempt.
    ///
    /// - Parameters:
    ///   - paper: The questions' numbers.
    ///   - chosen: One letter a question; `-` for none, `+` for ABC.
    ///   - stored: right, points in hundredths, and where they differ from usual: answered, drawn,
    ///     counts, lots.
    mutating func play(
        _ label: String,
        of participant: Int64,
        _ paper: [Int],
        _ chosen: String,
        stored: [Int64],
        region: Int64 = 2,
        unit: Int64,
        keyRevision: Int64 = 0,
        amending: [(kind: String, label: String, details: String)] = []
    ) {
        let start = tick()
        let day = (start - Self.opening) / Self.day
        let ordinal = counts["\(participant) \(day)", default: 0] + 1
        let total = counts["\(participant)", default: 0] + 1
        counts["\(participant) \(day)"] = ordinal
        counts["\(participant)"] = total
        ledger.facts.append(
            .attempt(
                label,
                of: participant,
                at: start,
                day: Self.firstDay + day,
                ordinal: ordinal,
                total: total,
                limit: nil,
                paper: paper.map { UInt16($0 - 1) }
            )
        )
        for (position, letter) in chosen.enumerated() where letter != "-" {
            let masks: [Character: Int64] = ["A": 1, "B": 2, "C": 4, "D": 8, "+": 7, "2": 3]
            ledger.facts.append(
                .response(
                    "\(label).\(position)",
                    to: label,
                    at: tick(),
                    position: Int64(position),
                    chosen: masks[letter] ?? 0,
                    shown: start
                )
            )
        }
        for act in amending { amend(act.kind, act.label, act.details) }
        let answered = Int64(chosen.filter { $0 != "-" }.count)
        let end = tick()
        ledger.facts.append(
            .submission(
                of: label,
                at: end,
                elapsed: end - start,
                region: region,
                unit: unit,
                grade: [
                    stored.count > 3 ? stored[3] : Int64(paper.count),
                    stored.count > 2 ? stored[2] : answered, stored[0], stored[1],
                    stored.count > 5 ? stored[5] : 0,
                    stored.count > 4 ? stored[4] : answered == 0 ? 0 : 1,
                ]
            )
        )
        ledger.set("\(label).s", "key_revision", to: keyRevision)
    }

    /// An amendment.
    mutating func amend(_ kind: String, _ details: String) { amend(kind, kind, details) }

    /// An amendment with a label of its own.
    mutating func amend(_ kind: String, _ label: String, _ details: String) {
        ledger.facts.append(
            .amendment(kind, at: tick(), label: label, details: details)
        )
    }

    /// Takes the amendment with a label back.
    mutating func reverse(_ target: String, _ label: String? = nil) {
        amend(
            "reverse",
            label ?? "reverse \(target)",
            #"{"amendment":\#(ledger.sequence(target))}"#
        )
    }

    /// New rules, as the next version.
    mutating func apply(rules: String, version: Int64) {
        ledger.facts.append(.contest(rules, version: version, at: tick()))
    }

    /// The ledger of the worked example: Q7's key is A and truly C.
    ///
    /// All have their other four right; 甲 (0) chose A, 乙 (1) C, 丙 (2) B; 丁 (3) never drew Q7 and
    /// has 4 of 5.
    ///
    /// - Parameter stored: By the bank's keys, as `play` takes them.
    static func example(
        rules: KeyValuePairs<String, String> = [:],
        stored: [[Int64]] = [[5, 500], [4, 400], [4, 400], [4, 400]]
    ) -> QuizLedger {
        var quiz = QuizLedger(rules: rules)
        quiz.register(units: 11, 11, 12, 12)
        quiz.play("甲", of: 0, [1, 2, 3, 4, 7], "AAAAA", stored: stored[0], unit: 11)
        quiz.play("乙", of: 1, [1, 2, 7, 3, 4], "AACAA", stored: stored[1], unit: 11)
        quiz.play("丙", of: 2, [7, 1, 2, 3, 4], "BAAAA", stored: stored[2], unit: 12)
        quiz.play("丁", of: 3, [1, 2, 3, 4, 5], "AAAAB", stored: stored[3], unit: 12)
        return quiz
    }

    /// The whole audit's report.
    func report() throws -> AuditReport {
        try withLedger(ledger) { audit, _ in try audit.run() }
    }

    static let corrected = #"{"bankVersions":[1],"keys":[4],"question":"Q7"}"#
    static let both = #"{"bankVersions":[1],"keys":[1,4],"question":"Q7"}"#
    static let question7 = #"{"bankVersions":[1],"question":"Q7"}"#
}
