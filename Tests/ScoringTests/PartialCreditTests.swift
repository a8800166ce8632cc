import ContestModel
import Scoring
import Testing

/// Multiple-choice marks, worked by hand.
struct PartialCreditTests {
    struct Row: Sendable {
        var key: String
        var chosen: String
        /// Hundredths under all or nothing, half, per option, right minus wrong; nil for wrong.
        var marks: [Int32?]
    }

    /// Responses to questions worth 2 points.
    ///
    /// A third of 200 is 66.6 and two thirds are 133.3, which round toward zero.
    static let twoPoints = [
        Row(key: "ABC", chosen: "ABC", marks: [200, 200, 200, 200]),
        Row(key: "ABC", chosen: "A", marks: [nil, 100, 66, 66]),
        Row(key: "ABC", chosen: "BC", marks: [nil, 100, 133, 133]),
        Row(key: "ABC", chosen: "AD", marks: [nil, nil, nil, nil]),
        Row(key: "ABC", chosen: "ABD", marks: [nil, nil, nil, 66]),
        Row(key: "ABC", chosen: "ABCD", marks: [nil, nil, nil, 133]),
        Row(key: "ABC", chosen: "D", marks: [nil, nil, nil, nil]),
        Row(key: "AB", chosen: "CD", marks: [nil, nil, nil, nil]),
        Row(key: "AB", chosen: "B", marks: [nil, 100, 100, 100]),
        Row(key: "ABCD", chosen: "ACD", marks: [nil, 100, 150, 150]),
        Row(key: "C", chosen: "C", marks: [200, 200, 200, 200]),
        Row(key: "C", chosen: "CD", marks: [nil, nil, nil, nil]),
        Row(key: "ABCDEFGH", chosen: "ABCDEFG", marks: [nil, 100, 175, 175]),
    ]

    @Test(
        arguments: zip(
            [.allOrNothing, .half, .perOption, .rightMinusWrong] as [PartialCredit],
            0..<4
        )
    )
    func `each mode by its table, wrong costing a quarter of a point`(
        mode: PartialCredit,
        column: Int
    ) {
        for row in Self.twoPoints {
            let mark = Self.mark(row.chosen, key: row.key, worth: 200, mode: mode, penalty: 25)
            let expected = QuestionMark(
                right: row.chosen == row.key,
                points: Points(hundredths: row.marks[column] ?? -25)
            )
            #expect(mark == expected, "\(row.chosen) for \(row.key)")
        }
    }

    @Test(
        arguments: [
            (101, .half, "A", 50), (-101, .half, "A", -50), (1, .half, "A", 0),
            (1, .perOption, "A", 0),
            (100, .perOption, "A", 33), (100, .perOption, "AB", 66), (-100, .perOption, "AB", -66),
            (.max, .perOption, "AB", 1_431_655_764), (.min, .rightMinusWrong, "AB", -1_431_655_765),
        ] as [(Int32, PartialCredit, String, Int32)]
    )
    func `shares round toward zero, and a share that rounds to nothing is not wrong`(
        worth: Int32,
        mode: PartialCredit,
        chosen: String,
        points: Int32
    ) {
        let mark = Self.mark(chosen, key: "ABC", worth: worth, mode: mode, penalty: 25)
        #expect(mark == QuestionMark(right: false, points: Points(hundredths: points)))
    }

    @Test(arguments: PartialCredit.allCases)
    func `an omitted question neither earns nor costs anything`(mode: PartialCredit) {
        #expect(Self.mark("", key: "ABC", worth: 200, mode: mode, penalty: 25) == .nothing)
        #expect(Self.mark("", key: "", worth: 200, mode: mode, penalty: 25) == .nothing)
    }

    @Test(arguments: [QuestionType.single, .trueFalse], PartialCredit.allCases)
    func `no part of a single key earns anything`(type: QuestionType, mode: PartialCredit) {
        for (chosen, points) in [("A", 200), ("B", -25), ("AB", -25), ("ABCDEFGH", -25)] {
            let mark = Self.mark(chosen, key: "A", type: type, worth: 200, mode: mode, penalty: 25)
            #expect(mark.points.hundredths == Int32(points), "\(chosen)")
            #expect(mark.right == (chosen == "A"))
        }
    }

    @Test(arguments: PartialCredit.allCases)
    func `all keys and responses of five options agree with plain set arithmetic`(
        mode: PartialCredit
    ) {
        for key in 1..<32 as Range<UInt8> {
            for chosen in 1..<32 as Range<UInt8> {
                let keys = OptionMask(bits: key)
                let response = OptionMask(bits: chosen)
                let mark = Self.mark(
                    response.letters,
                    key: keys.letters,
                    worth: 300,
                    mode: mode,
                    penalty: 7
                )
                let expected = Self.plainMark(Set(response.indices), Set(keys.indices), mode)
                #expect(mark.points.hundredths == expected, "\(response.letters) \(keys.letters)")
            }
        }
    }

    /// The mark of 300 hundredths with a penalty of 7, by sets.
    static func plainMark(_ chosen: Set<Int>, _ key: Set<Int>, _ mode: PartialCredit) -> Int32 {
        if chosen == key { return 300 }
        let isPart = chosen.isStrictSubset(of: key)
        let netCount = chosen.intersection(key).count - chosen.subtracting(key).count
        switch mode {
        case .half where isPart: return 150
        case .perOption where isPart: return Int32(300 * chosen.count / key.count)
        case .rightMinusWrong where netCount > 0: return Int32(300 * netCount / key.count)
        default: return -7
        }
    }

    static func mark(
        _ chosen: String,
        key: String,
        type: QuestionType = .multiple,
        worth: Int32,
        mode: PartialCredit,
        penalty: Int32
    ) -> QuestionMark {
        var question = SampleBank.question(0, type: type, optionCount: 8)
        question.key = OptionMask(key)
        let worth = Points(hundredths: worth)
        let rules = ScoringRules(
            single: worth,
            multiple: worth,
            trueFalse: worth,
            partialCredit: mode,
            wrongPenalty: Points(hundredths: penalty)
        )
        let grader = Grader(
            bank: SampleBank.bank([question]),
            rules: rules,
            countsWhen: .anyResponse
        )
        return grader.mark(question: 0, chosen: OptionMask(chosen))
    }
}
