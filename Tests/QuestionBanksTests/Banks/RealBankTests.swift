import ContestModel
import Foundation
import QuestionBanks
import Testing

/// What the banks of the repository promise: sound, reviewed, and not to be guessed.
@Suite struct RealBankTests {
    private let banks: [(file: String, bank: QuestionBank)]
    private let findings: [Finding]

    init() throws {
        var banks: [(file: String, bank: QuestionBank)] = []
        var findings: [Finding] = []
        let files = try FileManager.default.contentsOfDirectory(
            at: Places.banks,
            includingPropertiesForKeys: nil
        )
        for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "yaml" {
            let name = file.lastPathComponent
            let reading = BankReader.read(try Places.bytes(file), file: name, format: .yaml)
            findings += reading.findings
            if let version = reading.value { banks.append((name, version.bank)) }
        }
        self.banks = banks
        self.findings = findings
    }

    private var questions: [Question] { banks.flatMap(\.bank.questions) }

    @Test func `no bank has an error or a warning`() {
        #expect(findings.isEmpty, "\(FindingTable.render(findings))")
        #expect(banks.allSatisfy { $0.file == $0.bank.bank + ".yaml" })
        #expect(Set(questions.map(\.id)).count == questions.count)
    }

    @Test func `every question has an explanation, a category, a point and a basis`() {
        for question in questions {
            let isWhole =
                !question.explanation.isEmpty && !question.category.isEmpty
                && !question.knowledgePoint.isEmpty && question.basis != nil
            #expect(isWhole, "\(question.id)")
        }
    }

    @Test
    func `every question was answered blind by another than its author, and every line says so`()
        throws
    {
        for (file, bank) in banks {
            let path = Places.banks.appendingPathComponent("\(bank.bank).review.csv")
            let lines = String(decoding: try Places.bytes(path), as: UTF8.self)
                .split(whereSeparator: \.isNewline)
            var verdicts: [String: Substring] = [:]
            for line in lines.dropFirst() {
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                guard fields.count >= 9 else { continue }
                verdicts[String(fields[0])] = fields[1]
                #expect(fields.contains("第二遍复核"), "\(file) \(fields[0])")
            }
            for question in bank.questions {
                let verdict = verdicts[question.id]
                #expect(verdict == "采用" || verdict == "修改", "\(file) \(question.id)")
            }
            let kept = Set(bank.questions.map(\.id))
            for (id, verdict) in verdicts where verdict == "弃用" {
                #expect(!kept.contains(id), "\(file) \(id) was thrown out and is still there")
            }
        }
    }

    @Test func `keys cannot be guessed`() {
        let statements = questions.filter { $0.type == .trueFalse }
        let singles = questions.filter { $0.type == .single }
        let multiples = questions.filter { $0.type == .multiple }
        func share(_ count: Int, of total: Int) -> Double { Double(count) / Double(max(total, 1)) }
        let right = share(statements.count { $0.key == .option(0) }, of: statements.count)
        #expect((0.45...0.55).contains(right), "\(right)")
        for letter in 0..<8 {
            let held = share(singles.count { $0.key == .option(letter) }, of: singles.count)
            #expect(held <= 0.30, "\(letter): \(held)")
        }
        #expect(
            share(multiples.count { $0.key == .all($0.options.count) }, of: multiples.count) < 0.2
        )
        let longest = questions.filter { $0.type != .trueFalse }.count { question in
            let lengths = question.options.map(\.count)
            let most = lengths.max() ?? 0
            return lengths.count { $0 == most } == 1
                && question.key.indices.contains { lengths[$0] == most }
        }
        #expect(share(longest, of: singles.count + multiples.count) < 0.35)
        #expect(questions.count >= 1_000)
        #expect((0.40...0.50).contains(share(singles.count, of: questions.count)))
        #expect((0.20...0.30).contains(share(multiples.count, of: questions.count)))
    }

    @Test func `practice and contest are separate sets`() {
        let contest = Set(questions.filter { $0.pool == "main" }.map(\.stem))
        let practice = questions.filter { $0.pool == "practice" }
        #expect(!practice.isEmpty && practice.allSatisfy { !contest.contains($0.stem) })
        #expect(questions.allSatisfy { ["main", "practice"].contains($0.pool) })
    }
}
