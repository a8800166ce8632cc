import ContestModel
import Testing

struct PaperTests {
    /// By hand: question 258 = 0x0102; places 0…7 show 1, 0, 2, 3, 4, 5, 6, 7, three bits each from
    /// the lowest, which is octal 76543201 = 0xFAC681.
    @Test func `a question takes five bytes`() {
        let order = OptionOrder([1, 0, 2, 3, 4, 5, 6, 7])
        #expect(order.bits == 0xFA_C681)
        let paper = Paper(questions: [DrawnQuestion(question: 258, order: order)])
        #expect(paper.bytes == [0x02, 0x01, 0x81, 0xC6, 0xFA])
    }

    @Test(arguments: [0, 1, 5, 200])
    func `a paper is read back from its bytes`(count: Int) {
        let orders = Permutations.ofEight.map { OptionOrder($0) }
        let paper = Paper(
            questions: (0..<count).map { index in
                DrawnQuestion(
                    question: QuestionIndex(65_535 - 327 * index),
                    order: orders[index % orders.count]
                )
            }
        )
        #expect(paper.bytes.count == count * Paper.bytesPerQuestion)
        #expect(Paper(bytes: paper.bytes) == paper)
        // A slice does not begin at zero.
        #expect(Paper(bytes: Array(([9, 9] + paper.bytes).dropFirst(2))) == paper)
    }

    @Test(arguments: [1, 2, 3, 4, 6, 999])
    func `bytes that are no whole number of questions are no paper`(count: Int) {
        #expect(Paper(bytes: [UInt8](repeating: 7, count: count)) == nil)
    }

    @Test func `any five bytes are a question, whatever they hold`() {
        #expect(
            Paper(bytes: [UInt8](repeating: 0xff, count: 5))?.questions
                == [DrawnQuestion(question: .max, order: OptionOrder(bits: 0xff_ffff))]
        )
    }
}

struct OptionOrderTests {
    @Test(arguments: Permutations.ofFour + Permutations.ofEight)
    func `an order shows each option at its place`(options: [UInt8]) {
        let order = OptionOrder(options)
        for (place, option) in options.enumerated() {
            #expect(order.option(at: place) == Int(option))
        }
        let paper = Paper(questions: [DrawnQuestion(question: 1, order: order)])
        #expect(Paper(bytes: paper.bytes)?.questions.first?.order == order)
    }

    @Test(arguments: Permutations.ofFour + Permutations.ofEight)
    func `what was chosen on the screen and what it means are each other's inverse`(
        options: [UInt8]
    ) {
        let order = OptionOrder(options)
        for bits in 0..<(1 << options.count) {
            let shown = OptionMask(bits: UInt8(bits))
            // By the definition, with sets: the place `i` stands for `options[i]`.
            let meant = Set(shown.indices.map { Int(options[$0]) })
            let canonical = order.canonical(shown)
            #expect(Set(canonical.indices) == meant)
            #expect(order.shown(canonical, count: options.count) == shown)
        }
    }

    @Test func `the bank's own order changes no mask`() {
        #expect(OptionOrder.identity == OptionOrder(0..<8 as Range<UInt8>))
        for bits in UInt8.min...UInt8.max {
            let mask = OptionMask(bits: bits)
            #expect(OptionOrder.identity.canonical(mask) == mask)
            #expect(OptionOrder.identity.shown(mask, count: 8) == mask)
        }
    }

    /// The order DBAC: the first place shows D, and so on.
    @Test(arguments: [("A", "D"), ("B", "B"), ("C", "A"), ("D", "C"), ("AB", "BD"), ("CD", "AC")])
    func `the order DBAC worked by hand`(shown: String, canonical: String) {
        let order = OptionOrder([3, 1, 0, 2])
        #expect(order.canonical(OptionMask(letters: shown)).letters == canonical)
        #expect(order.shown(OptionMask(letters: canonical), count: 4).letters == shown)
    }

    @Test func `only the lowest twenty-four bits and three bits an option are kept`() {
        #expect(OptionOrder(bits: .max).bits == 0xff_ffff)
        #expect(OptionOrder([8, 17, 255]) == OptionOrder([0, 1, 7]))
        #expect(OptionOrder([UInt8](repeating: 7, count: 30)).bits == 0xff_ffff)
    }

    @Test(arguments: [-1, 0, 8, 9, Int.max, Int.min])
    func `no place and no count is out of range`(number: Int) {
        #expect((0..<8).contains(OptionOrder.identity.option(at: number)))
        let shown = OptionOrder.identity.shown(.all(8), count: max(number, 0))
        #expect(shown == .all(min(max(number, 0), 8)))
    }
}

/// Orders of options.
enum Permutations {
    /// All twenty-four of four options.
    static let ofFour: [[UInt8]] = all([0, 1, 2, 3])

    /// The identity, its reverse, each rotation and some that were written down at random.
    static let ofEight: [[UInt8]] =
        (0..<8 as Range<UInt8>).map { first in (0..<8).map { (first + $0) % 8 } } + [
            [7, 6, 5, 4, 3, 2, 1, 0], [1, 0, 3, 2, 5, 4, 7, 6], [3, 7, 0, 4, 6, 1, 5, 2],
            [5, 2, 7, 1, 0, 6, 3, 4], [2, 5, 6, 0, 7, 3, 4, 1],
        ]

    private static func all(_ options: [UInt8]) -> [[UInt8]] {
        guard !options.isEmpty else { return [[]] }
        return options.flatMap { first in
            all(options.filter { $0 != first }).map { [first] + $0 }
        }
    }
}
