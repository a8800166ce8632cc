import ContestModel
import Foundation
import QuestionBanks
import Testing

@Suite struct BankSchemaTests {
    @Test func `the schema in the repository is the one that is compiled in`() throws {
        let file = Places.banks.appendingPathComponent("bank.schema.json")
        #expect(try Places.bytes(file) == Array(BankSchema.json.utf8))
    }

    /// An independent implementation judges our banks, and banks that are wrong.
    @Test(.enabled(if: SchemaJudge.python != nil))
    func `the schema accepts our banks and refuses wrong ones`() throws {
        let judge = try SchemaJudge(schema: BankSchema.json)
        defer { judge.close() }
        for file in try Places.bankFiles() {
            let yaml = try Places.bytes(file)
            let json = try #require(FileConversion.json(yaml: yaml, file: "b").value)
            #expect(try judge.accepts(json), "\(file.lastPathComponent)")
        }
        let question =
            #"{"id": "a", "type": "single", "stem": "s", "options": ["x", "y"], "key": "A"}"#
        func bank(_ question: String) -> [UInt8] {
            Array(#"{"bank": "b", "title": "t", "questions": [\#(question)]}"#.utf8)
        }
        #expect(try judge.accepts(bank(question)))
        let wrong = [
            question.replacing("\"a\"", with: "\"A\""),
            question.replacing("single", with: "singel"),
            question.replacing("stem", with: "stm"),
            question.replacing("[\"x\", \"y\"]", with: "[\"x\"]"),
            question.replacing("\"key\": \"A\"", with: "\"key\": null"),
            question.replacing("\"key\": \"A\"", with: "\"key\": \"A\", \"difficulty\": 6"),
            question.replacing("\"options\": [\"x\", \"y\"], ", with: ""),
            question.replacing("single", with: "true_false"),
            question.replacing(
                "\"key\"",
                with: "\"basis\": {\"law\": \"l\", \"valid_from\": \"2021-13-01\"}, \"key\""
            ),
        ]
        for question in wrong {
            #expect(try !judge.accepts(bank(question)), "\(question)")
            let reading = BankReader.read(bank(question), file: "b", format: .json)
            #expect(reading.value == nil, "\(question)")
        }
    }
}

/// Python's jsonschema, where the tests are given an interpreter that has it.
struct SchemaJudge {
    static let python = ProcessInfo.processInfo.environment["SAFETYQUIZ_TEST_PYTHON"]
    private let folder: URL

    init(schema: String) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("bank-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(schema.utf8).write(to: folder.appendingPathComponent("schema.json"))
    }

    func close() {
        try? FileManager.default.removeItem(at: folder)
    }

    func accepts(_ json: [UInt8]) throws -> Bool {
        try Data(json).write(to: folder.appendingPathComponent("bank.json"))
        let script = """
            import json, sys, jsonschema
            schema = json.load(open("schema.json", encoding="utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            bank = json.load(open("bank.json", encoding="utf-8"))
            errors = list(jsonschema.Draft202012Validator(schema).iter_errors(bank))
            sys.exit(3 if errors else 0)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        let code = process.terminationStatus
        try #require(code == 0 || code == 3, "the judge itself failed")
        return code == 0
    }
}
