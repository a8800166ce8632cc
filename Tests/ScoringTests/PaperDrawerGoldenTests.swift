import ContestModel
import Scoring
import Testing

/// Papers that algorithm 1 must give for ever.
///
/// The expected values were computed by an independent implementation in Python, written from the
/// prose of `PaperDrawer.swift` and `PaperGenerator.swift`: shuffles over copied lists, integers of
/// any size, sets, and an option order read off one number in mixed radix.
struct PaperDrawerGoldenTests {
    static let sections = [
        PaperSection(count: 5),
        PaperSection(count: 4, categories: ["fire"], minimumDifficulty: 2),
        PaperSection(count: 2, types: [.trueFalse], pools: ["main", "practice"]),
        PaperSection(count: 3, types: [.multiple], minimumDifficulty: 3, maximumDifficulty: 4),
    ]
    static let themes = [
        DailyTheme(
            from: ContestDay(number: 100),
            through: ContestDay(number: 102),
            categories: ["fire", "power"]
        )
    ]
    static let ordinaryDay = ContestDay(number: 99)
    static let themeDay = ContestDay(number: 101)

    @Test(
        arguments: [
            (0, [6, 7, 2], ["ACDB", "ABDC", "ABCD"]),
            (1, [7, 5, 6], ["ACDB", "BADC", "DCBA"]),
            (UInt64.max, [5, 7, 6], ["ABDC", "DBAC", "ABDC"]),
        ] as [(UInt64, [QuestionIndex], [String])]
    )
    func `three of ten`(seed: UInt64, questions: [QuestionIndex], orders: [String]) throws {
        let blueprint = PaperBlueprint(sections: [PaperSection(count: 3)])
        let drawer = try PaperDrawer(bank: SampleBank.alike(10), blueprint: blueprint)
        let paper = drawer.draw(seed: seed, day: Self.ordinaryDay)
        #expect(paper.questions.map(\.question) == questions)
        #expect(paper.questions.map { Self.letters($0.order) } == orders)
    }

    @Test(
        arguments: [
            (
                0,
                [
                    601, 748, 104, 418, 734, 999, 425, 538, 856, 919,
                    123, 77, 117, 659, 503, 306, 709, 202, 557, 75,
                ]
            ),
            (
                2_023_061,
                [
                    506, 366, 362, 97, 172, 525, 787, 798, 663, 83,
                    216, 125, 686, 679, 708, 634, 647, 259, 807, 439,
                ]
            ),
        ] as [(UInt64, [QuestionIndex])]
    )
    func `twenty of a thousand`(seed: UInt64, questions: [QuestionIndex]) throws {
        let blueprint = PaperBlueprint(sections: [PaperSection(count: 20)])
        let drawer = try PaperDrawer(bank: SampleBank.alike(1000), blueprint: blueprint)
        let paper = drawer.draw(seed: seed, day: Self.ordinaryDay)
        #expect(paper.questions.map(\.question) == questions)
    }

    @Test(
        arguments: [
            (ordinaryDay, [53, 37, 44, 39, 22, 43, 8, 36, 56, 0, 18, 5, 28, 9]),
            (themeDay, [20, 4, 9, 1, 29, 41, 18, 22, 32, 37, 28, 0, 38, 36]),
        ] as [(ContestDay, [QuestionIndex])]
    )
    func `four sections that share questions`(day: ContestDay, questions: [QuestionIndex]) throws {
        let blueprint = PaperBlueprint(sections: Self.sections, themes: Self.themes)
        let drawer = try PaperDrawer(bank: SampleBank.mixed, blueprint: blueprint)
        #expect(drawer.draw(seed: 7, day: day).questions.map(\.question) == questions)
    }

    @Test func `four sections in the order written`() throws {
        let blueprint = PaperBlueprint(
            sections: Self.sections,
            shuffleQuestions: false,
            shuffleOptions: false
        )
        let drawer = try PaperDrawer(bank: SampleBank.mixed, blueprint: blueprint)
        let paper = drawer.draw(seed: 7, day: Self.ordinaryDay)
        #expect(
            paper.questions.map(\.question)
                == [44, 0, 39, 5, 8, 18, 9, 28, 36, 56, 53, 37, 22, 43]
        )
        #expect(paper.questions.allSatisfy { $0.order == .identity })
    }

    struct Series: Sendable {
        var bank: QuestionBank
        var blueprint: PaperBlueprint
        var day = ordinaryDay
        var seedCount: UInt64 = 1000
        var digest: UInt64
    }

    @Test(arguments: [
        Series(
            bank: SampleBank.alike(1000),
            blueprint: PaperBlueprint(sections: [PaperSection(count: 20)]),
            digest: 0x37f8_3c12_8a00_18bc
        ),
        Series(
            bank: SampleBank.mixed,
            blueprint: PaperBlueprint(sections: sections, themes: themes),
            digest: 0xf4a6_4ab3_d72c_6e63
        ),
        Series(
            bank: SampleBank.mixed,
            blueprint: PaperBlueprint(sections: sections, themes: themes),
            day: themeDay,
            digest: 0xa71b_31cb_11e0_fc8c
        ),
        Series(
            bank: SampleBank.fiveOfEach,
            blueprint: PaperBlueprint(sections: [
                PaperSection(count: 5, categories: ["fire", "power"]),
                PaperSection(count: 5, categories: ["fire"]),
            ]),
            digest: 0x1ba5_c959_e58f_a15b
        ),
        Series(
            bank: SampleBank.alike(200),
            blueprint: PaperBlueprint(sections: [PaperSection(count: 200)]),
            digest: 0x9ff9_0f45_0500_8447
        ),
        Series(
            bank: SampleBank.alike(65_535),
            blueprint: PaperBlueprint(sections: [PaperSection(count: 200)]),
            seedCount: 20,
            digest: 0x53d7_2509_eb4a_c428
        ),
    ])
    func `a long series of papers has the digest that Python gave`(series: Series) throws {
        let drawer = try PaperDrawer(bank: series.bank, blueprint: series.blueprint)
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a over the ledger's bytes
        for seed in 0..<series.seedCount {
            for byte in drawer.draw(seed: seed, day: series.day).bytes {
                digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        #expect(digest == series.digest)
    }

    /// The first four options in the order shown.
    static func letters(_ order: OptionOrder) -> String {
        (0..<4).map { ["A", "B", "C", "D", "E", "F", "G", "H"][order.option(at: $0)] }.joined()
    }
}
