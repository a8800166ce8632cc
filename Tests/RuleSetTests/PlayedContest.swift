import ContestModel
import Leaderboards
import Scoring
import Testing

/// A contest held by the rules of a file, without a clock: attempts are marked by `Grader` and
/// taken into `ContestFold`, as the engine does.
///
/// Papers are made up, so that one knows by hand what every answer earns: as many questions of each
/// section's first type as the section draws, in the sections' order.
struct PlayedContest {
    /// Answers in the paper's order.
    ///
    ///     o   the key
    ///     x   wrong: B for the key A, AC for the key AB
    ///     h   half of a multiple-choice key: A for AB
    ///     -   omitted
    typealias Answers = String

    let rules: ContestRules
    private(set) var fold: ContestFold
    private var leaves: [UInt32: (region: NodeID, unit: NodeID)] = [:]
    private var sequence: LedgerSequence = 0

    init(_ rules: ContestRules, regions: [Int32] = [], units: [Int32] = []) throws {
        self.rules = rules
        fold = ContestFold(
            ranking: rules.ranking,
            boards: rules.boards,
            origin: rules.schedule.opensAt,
            regions: try #require(GroupIndex(Self.tree(regions))),
            units: try #require(GroupIndex(Self.tree(units)))
        )
        fold.turn(to: rules.schedule.firstDay)
    }

    mutating func enter(_ participant: UInt32, region: Int32 = 0, unit: Int32 = 0) {
        leaves[participant] = (NodeID(rawValue: region), NodeID(rawValue: unit))
        fold.enter(
            ParticipantIndex(rawValue: participant),
            region: NodeID(rawValue: region),
            unit: NodeID(rawValue: unit)
        )
    }

    /// Marks an attempt and takes it in.
    ///
    /// - Parameters:
    ///   - day: 1 is the contest's first.
    ///   - end: Seconds from the contest's opening.
    @discardableResult mutating func play(
        _ participant: UInt32,
        track name: String = "main",
        day: Int32 = 1,
        _ answers: Answers,
        seconds: Int64 = 60,
        end: Int64 = 0
    ) throws -> Score {
        let track = try #require(rules.tracks.first { $0.name == name })
        var score = try Self.score(answers, track: track, rules: rules)
        // The engine's own rule: a track that does not count never does.
        if !track.counts { score.counts = false }
        sequence += 1
        fold.take(
            FoldedSubmission(
                sequence: sequence,
                participant: ParticipantIndex(rawValue: participant),
                day: ContestDay(number: rules.schedule.firstDay.number + day - 1),
                endedAt: rules.schedule.opensAt.advanced(by: .seconds(end)),
                elapsed: .seconds(seconds),
                score: score,
                region: leaves[participant]?.region ?? .none,
                unit: leaves[participant]?.unit ?? .none
            )
        )
        return score
    }

    /// The boards and tallies as they are.
    var boards: ContestBoards { fold.snapshot(sequence: sequence, at: .epoch).boards }

    /// Rank, participant and hundredths of every line of a board.
    func lines(_ period: BoardPeriod = .overall) throws -> [[Int]] {
        let board = try #require(fold.board(in: period))
        return board.rows(from: 0, count: board.count).map {
            [$0.rank, Int($0.key.participant.rawValue), Int($0.key.value)]
        }
    }

    /// Lots that a person earned.
    func lots(of participant: UInt32) -> UInt32 {
        fold.standings(of: ParticipantIndex(rawValue: participant)).lots
    }

    private static func tree(_ nodes: [Int32]) -> GroupTree {
        GroupTree(nodes: nodes.map { GroupNode(id: NodeID(rawValue: $0), code: "\($0)", name: "") })
    }

    private static func score(
        _ answers: Answers,
        track: TrackRules,
        rules: ContestRules
    ) throws -> Score {
        let types = track.paper.sections.flatMap { section in
            Array(repeating: section.types.first ?? .single, count: section.count)
        }
        try #require(answers.utf8.count == types.count, "an answer for each question")
        let questions = types.enumerated().map { index, type in
            let isMultiple = type == .multiple
            let options = type == .trueFalse ? Question.trueFalseOptions : ["甲", "乙", "丙", "丁"]
            return Question(
                id: "q\(index)",
                type: type,
                stem: "第 \(index) 题",
                options: options,
                key: .all(isMultiple ? 2 : 1)
            )
        }
        let bank = QuestionBank(bank: "made-up", title: "", published: true, questions: questions)
        let paper = Paper(
            questions: questions.indices.map {
                DrawnQuestion(question: QuestionIndex($0), order: .identity)
            }
        )
        let responses = try zip(types, answers).map { type, answer in
            switch (type, answer) {
            case (.multiple, "o"): OptionMask(bits: 0b0011)
            case (.multiple, "x"): OptionMask(bits: 0b0101)
            case (.multiple, "h"), (.single, "o"), (.trueFalse, "o"): OptionMask(bits: 0b0001)
            case (.single, "x"), (.trueFalse, "x"): OptionMask(bits: 0b0010)
            default: try #require(answer == "-" ? OptionMask.empty : nil)
            }
        }
        return Grader(bank: bank, rules: track.scoring, countsWhen: rules.countsWhen)
            .grade(paper: paper, responses: responses)
    }
}

/// So many right answers and the rest of the paper.
func right(_ count: Int, of drawn: Int, rest: Character = "x") -> PlayedContest.Answers {
    String(repeating: "o", count: count) + String(repeating: rest, count: drawn - count)
}
