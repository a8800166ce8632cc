import ContestModel
import Scoring
import Testing

/// Chi-square tests over thousands of seeds, and controls that show what the tests can see.
struct PaperDrawerUniformityTests {
    static let day = ContestDay(number: 0)
    static let seedCount: UInt64 = 20_000

    /// A way to draw some of a bank's questions from a seed.
    typealias Draw = (_ seed: UInt64) -> [Int]

    /// How often each question comes up over all seeds.
    static func exposures(of questionCount: Int, _ draw: Draw) -> [Int] {
        var counts = [Int](repeating: 0, count: questionCount)
        for seed in 0..<seedCount {
            for question in draw(seed) { counts[question] += 1 }
        }
        return counts
    }

    /// How often each question stands first.
    static func firstPlaces(of questionCount: Int, _ draw: Draw) -> [Int] {
        exposures(of: questionCount) { Array(draw($0).prefix(1)) }
    }

    static func drawer(of bank: QuestionBank, _ sections: [PaperSection]) throws -> Draw {
        let drawer = try PaperDrawer(
            bank: bank,
            blueprint: PaperBlueprint(sections: sections, shuffleQuestions: false)
        )
        return { drawer.draw(seed: $0, day: day).questions.map { Int($0.question) } }
    }

    @Test(arguments: [100, 1000])
    func `every question is as likely to stand first`(questionCount: Int) throws {
        let draw = try Self.drawer(of: SampleBank.alike(questionCount), [PaperSection(count: 20)])
        #expect(ChiSquare.isUniform(Self.firstPlaces(of: questionCount, draw)))
    }

    @Test func `every set of two of five questions in each order is as likely`() throws {
        let draw = try Self.drawer(of: SampleBank.alike(5), [PaperSection(count: 2)])
        let pairs = Self.exposures(of: 25) { seed in
            let drawn = draw(seed)
            return [drawn[0] * 5 + drawn[1]]
        }
        #expect(
            ChiSquare.isUniform(pairs.enumerated().filter { $0.offset % 6 != 0 }.map(\.element))
        )
        #expect([0, 6, 12, 18, 24].allSatisfy { pairs[$0] == 0 })
    }

    @Test func `what an earlier section took leaves the rest equally likely`() throws {
        // Three of forty, then one more of the same forty: the last is uniform over all forty, and
        // so is its distance from the first over the thirty-nine that remain.
        let sections = [PaperSection(count: 3), PaperSection(count: 1)]
        let draw = try Self.drawer(of: SampleBank.alike(40), sections)
        #expect(ChiSquare.isUniform(Self.exposures(of: 40) { [draw($0)[3]] }))
        let distances = Self.exposures(of: 40) { seed in
            let drawn = draw(seed)
            return [(drawn[3] - drawn[0] + 40) % 40]
        }
        #expect(distances[0] == 0)
        #expect(ChiSquare.isUniform(Array(distances.dropFirst())))
    }

    @Test func `across sections every question is as likely in every place once shuffled`() throws {
        let drawer = try PaperDrawer(
            bank: SampleBank.alike(12),
            blueprint: PaperBlueprint(sections: [
                PaperSection(count: 4), PaperSection(count: 4), PaperSection(count: 4),
            ])
        )
        for place in 0..<12 {
            let counts = Self.exposures(of: 12) { seed in
                [Int(drawer.draw(seed: seed, day: Self.day).questions[place].question)]
            }
            #expect(ChiSquare.isUniform(counts), "place \(place)")
        }
    }

    @Test func `the key stands as often in each place, and orders of neighbours are independent`()
        throws
    {
        let drawer = try PaperDrawer(
            bank: SampleBank.alike(100),
            blueprint: PaperBlueprint(sections: [PaperSection(count: 2)])
        )
        let pairs = Self.exposures(of: 16) { seed in
            let places = drawer.draw(seed: seed, day: Self.day).questions.map { drawn in
                (0..<4).first { drawn.order.option(at: $0) == 0 } ?? 0
            }
            return [places[0] * 4 + places[1]]
        }
        #expect(ChiSquare.isUniform(pairs))
    }

    @Test func `control: a draw by remainder fails`() {
        // The remainder of a byte by 100 favours the first 56 questions by three to two.
        let counts = Self.firstPlaces(of: 100) { seed in
            var random = SeededGenerator(state: seed &* 0x9E37_79B9_7F4A_7C15)
            return [Int(random.next() >> 56) % 100]
        }
        #expect(!ChiSquare.isUniform(counts))
    }

    @Test func `control: the naive shuffle that exchanges with any place fails`() {
        // Exchanging each place with any of all gives 3^3 = 27 ways for 6 orders.
        let counts = Self.exposures(of: 27) { seed in
            var random = SeededGenerator(state: seed &* 0x9E37_79B9_7F4A_7C15)
            var list = [0, 1, 2]
            for place in 0..<3 { list.swapAt(place, Int.random(in: 0..<3, using: &random)) }
            return [list[0] * 9 + list[1] * 3 + list[2]]
        }
        #expect(!ChiSquare.isUniform(counts.filter { $0 > 0 }))
    }
}
