import ContestModel
import Foundation
import Leaderboards
import Testing

/// The path of a Python; without it this suite is skipped.
private let python = ProcessInfo.processInfo.environment["SAFETYQUIZ_TEST_PYTHON"]

/// The statistics against `Tests/Items/item_statistics.py`, which works them out from their
/// definitions in fractions.
@Suite(.enabled(if: python != nil)) struct ItemDifferentialTests {
    @Test(arguments: 1...24)
    func `random attempts have the statistics that Python works out`(_ seed: Int) throws {
        let sample = try ItemSample(python: try #require(python), seed: seed)
        var fold = ItemFold(questionCount: sample.items.count)
        for (person, encounters) in sample.attempts { fold.add(person, encounters) }
        let found = fold.statistics(sample.items)
        #expect(found.count == sample.expected.count)
        for (number, (row, expected)) in zip(found, sample.expected).enumerated() {
            for difference in expected.differences(from: row) {
                Issue.record("seed \(seed), question \(number): \(difference)")
            }
        }
    }

    @Test func `of the keys of a large sample only the planted one is suspected`() throws {
        let samples = try (1...24).map { try ItemSample(python: try #require(python), seed: $0) }
        let large = samples.filter { $0.attempts.count >= 1_600 }
        #expect(large.count >= 3)
        for sample in large {
            var fold = ItemFold(questionCount: sample.items.count)
            for (person, encounters) in sample.attempts { fold.add(person, encounters) }
            let rows = fold.statistics(sample.items)
            let suspected = rows.indices.filter { rows[$0].suspicion?.isOfKey == true }
            #expect(suspected == sample.planted)
        }
    }
}

/// What the script prints.
private struct ItemSample {
    var items: [ItemKey] = []
    var attempts: [(ParticipantIndex, [ItemEncounter])] = []
    var expected: [ExpectedItem] = []
    /// The questions with a wrong key.
    var planted: [Int] = []

    private struct Item: Decodable {
        var key: UInt8
        var options: Int
        var multiple: Bool
        var true_key: UInt8
    }

    init(python: String, seed: Int) throws {
        let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Items/item_statistics.py")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script.path, "\(seed)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let tree = try #require(
            try JSONSerialization.jsonObject(with: output) as? [String: [Any]]
        )
        func part<Value: Decodable>(_ name: String, _ type: Value.Type) throws -> Value {
            let data = try JSONSerialization.data(withJSONObject: tree[name] ?? [])
            return try JSONDecoder().decode(type, from: data)
        }
        let items = try part("items", [Item].self)
        self.items = items.map {
            ItemKey(key: OptionMask(bits: $0.key), optionCount: $0.options, isMultiple: $0.multiple)
        }
        planted = items.indices.filter { items[$0].key != items[$0].true_key }
        expected = try part("expected", [ExpectedItem].self)
        for attempt in tree["attempts"] as? [[Any]] ?? [] {
            let person = try #require(attempt.first as? Int)
            let lines = try #require(attempt.last as? [[Any]])
            attempts.append(
                (
                    ParticipantIndex(rawValue: UInt32(person)),
                    lines.map { line in
                        ItemEncounter(
                            question: line[0] as? Int ?? -1,
                            chosen: OptionMask(bits: UInt8(line[1] as? Int ?? 0)),
                            isRight: line[2] as? Bool ?? false,
                            time: (line[3] as? Int).map { .milliseconds($0) }
                        )
                    }
                )
            )
        }
    }
}

/// What the script says about one question.
private struct ExpectedItem: Decodable {
    var drawn: Int
    var right: Int
    var omitted: Int
    var people: Int
    var discrimination: Double?
    var interval: [Double]?
    var discrimination_people: Int
    var strong: Shares
    var weak: Shares
    var median: Int?
    var suspicion: String?

    struct Shares: Decodable {
        var people: Double
        var options: [Double]
        var omitted: Double?
    }

    /// Every figure that is another, or further off than a billionth.
    func differences(from row: ItemStatistics) -> [String] {
        var found: [String] = []
        func same<Value: Equatable>(_ name: String, _ left: Value, _ right: Value) {
            if left != right { found.append("\(name): expected \(left), found \(right)") }
        }
        func near(_ name: String, _ left: [Double?], _ right: [Double?]) {
            let agrees =
                left.count == right.count
                && zip(left, right).allSatisfy { left, right in
                    guard let left, let right else { return left == nil && right == nil }
                    return abs(left - right) <= 1e-9
                }
            if !agrees { found.append("\(name): expected \(left), found \(right)") }
        }
        same("drawn", drawn, row.drawn)
        same("right", right, row.right)
        same("omitted", omitted, row.omitted)
        same("people", people, row.people)
        same("median", median, row.medianTenths)
        near("discrimination", [discrimination], [row.discrimination?.value])
        near(
            "interval",
            [interval?.first, interval?.last],
            [row.discrimination?.lower, row.discrimination?.upper]
        )
        if discrimination != nil {
            same("its people", discrimination_people, row.discrimination?.people)
        }
        for (name, expected, shares) in [
            ("strong", strong, row.strong), ("weak", weak, row.weak),
        ] {
            near(
                name,
                [expected.people, expected.omitted] + expected.options,
                [shares.people, shares.omitted] + shares.options
            )
        }
        let word: String? =
            switch row.suspicion {
            case nil: nil
            case .negativeDiscrimination: "negative"
            case .distractorPreferred: "distractor"
            case .both: "both"
            case .lowDiscrimination: "low"
            }
        same("suspicion", suspicion, word)
        return found
    }
}
