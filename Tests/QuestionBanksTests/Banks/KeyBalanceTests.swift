import QuestionBanks
import Testing

@Suite struct KeyBalanceTests {
    private func warnings(_ questions: [String]) -> [String] {
        let text = "bank: b\ntitle: t\nquestions:\n" + questions.joined()
        return BankReader.read(Array(text.utf8), file: "b", format: .yaml).brief
            .filter { $0.hasPrefix("bank.balance") }
    }

    private func statements(_ right: Int, of count: Int) -> [String] {
        (0..<count).map {
            "  - {id: s-\($0), type: true_false, stem: 句 \($0), key: \($0 < right)}\n"
        }
    }

    private func multiples(_ all: Int, of count: Int) -> [String] {
        (0..<count).map {
            "  - {id: m-\($0), type: multiple, stem: 多 \($0), options: [甲, 乙, 丙], "
                + "key: \($0 < all ? "ABC" : "AB")}\n"
        }
    }

    private func singles(_ first: Int, of count: Int) -> [String] {
        (0..<count).map {
            "  - {id: q-\($0), type: single, stem: 单 \($0), options: [甲, 乙, 丙, 丁], "
                + "key: \($0 < first ? "A" : ["B", "C", "D"][$0 % 3])}\n"
        }
    }

    @Test(arguments: [(13, 20, 0), (14, 20, 1), (7, 20, 0), (6, 20, 1), (19, 19, 0)])
    func `true/false banks are sound from 35 to 65 per cent`(
        _ right: Int,
        _ count: Int,
        _ found: Int
    ) {
        #expect(warnings(statements(right, of: count)).count == found)
    }

    @Test(arguments: [(8, 20, 0), (9, 20, 1), (19, 19, 0)])
    func `no letter holds more than 40 per cent of single keys`(
        _ first: Int,
        _ count: Int,
        _ found: Int
    ) {
        #expect(warnings(singles(first, of: count)).count == found)
    }

    @Test(arguments: [(3, 10, 0), (4, 10, 1), (9, 9, 0)])
    func `all options are right in at most 30 per cent of multiples`(
        _ all: Int,
        _ count: Int,
        _ found: Int
    ) {
        #expect(warnings(multiples(all, of: count)).count == found)
    }
}
