import ContestModel
import Foundation
import Glibc
import QuestionBanks
import Spreadsheets
import Testing

/// A file of one format that is to be broken.
struct FuzzSample: Sendable, CustomTestStringConvertible {
    var format: String
    var bytes: [UInt8]
    var testDescription: String { format }

    init(_ format: String, _ bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }

    /// A small bank of every kind of question.
    private static let bank = QuestionBank(
        bank: "b",
        title: "题",
        published: true,
        questions: (1...4).map { RandomBank.bank(seed: $0).questions }.flatMap { $0.prefix(2) }
            .enumerated().map { index, question in
                var question = question
                question.id = "q\(index)"
                return question
            }
    )

    static func all() throws -> [FuzzSample] {
        let foreign = """
            {"data": [{"题型": "单选", "question": "问？", "A": "甲", "B": "乙", "answer": 1, "难度": "中"},
             {"q": null, "title": "多？", "options": [{"key": "A", "text": "甲"}, {"key": "B", "text": "乙",
             "isCorrect": true}], "id": 5}, {"content": "判？", "answers": "对", "options": ["对", "错"]},
             {"stem": "集？", "options": {"A": "甲", "B": "乙", "C": "丙"}, "answer": ["A", "丙", 2]}]}
            """
        let aiken = "甲？\nA. x\nB) y\nANSWER: A\n\n乙\n丙？\nA、x\nB．y\nC. z\n答案：A、C\n"
        let moodle = """
            <?xml version="1.0" encoding="UTF-8"?><quiz><question type="category"><category>
            <text>$course$/a//b/c</text></category></question><question type="multichoice"><name>
            <text>n</text></name><questiontext format="html"><text><![CDATA[<p>m<sup>2</sup>&lt;</p>]]>
            </text></questiontext><single>false</single><answer fraction="50"><text>甲</text></answer>
            <answer fraction="50.0"><text>乙</text><feedback><text>f</text></feedback></answer>
            <answer fraction="-1"><text>丙</text></answer></question><question type="essay"/></quiz>
            """
        var samples = try BankWriter.all.map { FuzzSample($0.name, try $0.write(bank)) }
        samples += [
            FuzzSample("json", Array(foreign.utf8)), FuzzSample("aiken", Array(aiken.utf8)),
            FuzzSample("moodle", Array(moodle.utf8)),
        ]
        let qti = try #require(samples.first { $0.format == "qti" })
        let item = try ZipArchive(qti.bytes).bytes(of: "items/q0.xml")
        return samples + [FuzzSample("xml", item)]
    }
}

@Suite struct ImportFuzzTests {
    private func check(_ reading: Reading<BankVersion>, _ name: String) {
        for question in reading.value?.bank.questions ?? [] {
            let isWhole =
                (2...8).contains(question.options.count) && !question.key.isEmpty
                && question.key.indices.allSatisfy(question.options.indices.contains)
            #expect(isWhole, "\(name)")
        }
        for finding in reading.findings {
            let isPlaced = (finding.line ?? 1) >= 1 && (finding.column ?? 1) >= 1
            #expect(isPlaced && finding.text.utf8.count < 1000, "\(name): \(finding)")
        }
        #expect(reading.value != nil || reading.findings.contains { $0.severity == .error })
    }

    /// `FUZZ_FACTOR=100` in the environment makes the long run.
    @Test func `mutated files of every format never stop their reader`() throws {
        let factor = ProcessInfo.processInfo.environment["FUZZ_FACTOR"].flatMap(UInt64.init) ?? 1
        for sample in try FuzzSample.all() {
            let format = try #require(BankFormat.all.first { $0.name == sample.format })
            for seed in 1...(400 * min(max(factor, 1), 100_000)) {
                var generator = SplitMix(state: seed)
                let bytes = Mutation.mutated(sample.bytes, &generator)
                let reading = BankReader.read(bytes, file: "f", format: format)
                check(reading, "\(sample.format), seed \(seed)")
                guard seed % 20 == 0, let bank = reading.value?.bank else { continue }
                try expectWritable(bank, "\(sample.format), seed \(seed)")
            }
        }
    }

    /// Whatever a reader accepts can be written and read back in every format.
    private func expectWritable(_ bank: QuestionBank, _ name: String) throws {
        for writer in BankWriter.all {
            let format = try #require(BankFormat.all.first { $0.name == writer.name })
            let back = BankReader.read(try writer.write(bank), file: "f", format: format)
            #expect(back.value?.bank == bank, "\(name), \(writer.name)")
        }
    }

    @Test func `every reader bears files of every other format, and their beginnings`() throws {
        for sample in try FuzzSample.all() {
            for format in BankFormat.all {
                for length in [0, 1, 2, 5, sample.bytes.count / 2, sample.bytes.count] {
                    let bytes = Array(sample.bytes.prefix(length))
                    check(
                        BankReader.read(bytes, file: "f", format: format),
                        "\(sample.format) as \(format.name), \(length)"
                    )
                }
            }
        }
    }

    /// Files made to cost time: a quarter MiB of whatever a reader might go through again and again.
    @Test(arguments: [
        "{", "}", "\\", "~", "=", "#", "::", "%", "[html]", "//\n", "\n", "a\n", "A. a\n",
        "ANSWER: A\n",
        "a{~\n\n", "::a::b{=c~d}\n\n", "[", "[[],", "{\"a\":", "<a>", "<a ", "&", "<![CDATA[",
        "<!--", "<p>", "<p:a/>", "<a p:b='1'/>", "<?x?>", "]]>",
        "[id:", "// safetyquiz {", "$CATEGORY: a/\n\n",
    ])
    func `no flood takes long`(_ piece: String) {
        let unit = Array(piece.utf8)
        let bytes = Array(
            repeatElement(unit, count: (1 << 18) / unit.count).joined()
        )
        for format in BankFormat.all {
            let began = Self.processorSeconds()
            _ = BankReader.read(bytes, file: "f", format: format)
            let time = Self.processorSeconds() - began
            // A debug build; what is quadratic takes minutes.
            #expect(time < 20, "\(piece.debugDescription) as \(format.name): \(time) s")
        }
    }

    /// What this thread has used of a processor: other work on the machine does not count.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
