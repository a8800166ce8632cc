import ArgumentParser
import ContestModel
import Foundation
import QuestionBanks

/// Question banks.
struct BankCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank",
        abstract: "题库：检查与导入 / check and import question banks",
        subcommands: [Check.self, Statistics.self, Convert.self, Import.self, Schema.self]
    )

    /// Names every fault of bank files.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查题库文件，列出全部问题 / name every fault"
        )

        @Argument(help: "题库文件 / bank files (.yaml .json .xlsx .csv .gift .xml .zip …)")
        var files: [String]

        @OptionGroup var telling: FindingOptions

        func run() async throws {
            try telling.requireOne(of: files)
            var findings: [Finding] = []
            var failed = false
            var banks: [(file: String, bank: QuestionBank)] = []
            for file in files {
                let reading = try BankFile.read(file)
                failed = failed || reading.hasErrors
                findings += reading.findings
                if let version = reading.value { banks.append((file, version.bank)) }
                if let version = reading.value, !telling.json {
                    let count = version.bank.questions.count
                    print(
                        "\(file)：\(version.bank.title)，\(count) 题，版本 \(version.digest.prefix(12))"
                    )
                }
            }
            findings += BankComparison.findings(banks)
            if failed, let file = files.first {
                try telling.handBack(file, as: .bank, findings)
            }
            try telling.tell(findings)
            if failed { throw ExitCode(65) }
        }
    }

    /// Writes a bank in another format.
    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "把题库转成另一种格式 / write a bank in another format"
        )

        @Argument(help: "题库文件 / a bank file")
        var file: String

        @Option(help: "格式 / the format")
        var to: String

        @Option(name: .shortAndLong, help: "写入文件，缺省为标准输出 / the file to write, else stdout")
        var output: String?

        func run() async throws {
            guard let writer = BankWriter.named(to) else {
                let names = BankWriter.all.map(\.name).joined(separator: "、")
                throw Failure.wrongData("不能写成 \(to)，可用：\(names) / no such format")
            }
            let reading = try BankFile.read(file)
            if !reading.findings.isEmpty { Console.note(FindingTable.render(reading.findings)) }
            guard let version = reading.value else { throw ExitCode(65) }
            try Console.write(try writer.write(version.bank), to: output)
            if let output { Console.note("已写入 \(output)") }
        }
    }

    /// Draws a bank in figures.
    struct Statistics: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stats",
            abstract: "题库的数字：题型、分类、难度、答案分布、字数 / a bank in figures"
        )

        @Argument(help: "题库文件 / bank files (.yaml .json .xlsx .csv .gift .xml .zip …)")
        var files: [String]

        @Flag(help: "输出 JSON / print JSON")
        var json = false

        func run() async throws {
            var all: [String: BankStatistics] = [:]
            for file in files {
                let reading = try BankFile.read(file)
                guard let version = reading.value else {
                    Console.note(FindingTable.render(reading.findings))
                    throw ExitCode(65)
                }
                let statistics = BankStatistics(version.bank)
                all[file] = statistics
                if !json {
                    print("\(file)：\(version.bank.title)，\(statistics.questionCount) 题")
                    print(statistics.text + "\n")
                }
            }
            guard json else { return }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try Console.write(Array(encoder.encode(all)) + [10], to: nil)
        }
    }

    /// Prints the JSON Schema of banks.
    struct Schema: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "输出题库的 JSON Schema / print the JSON Schema of banks"
        )

        func run() async throws {
            try Console.write(Array(BankSchema.json.utf8), to: nil)
        }
    }

    /// Imports a bank into a running server.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "导入题库到运行中的服务器 / import a bank into a running server"
        )

        @Argument(help: "题库文件 / a bank file (.yaml .json .xlsx .csv .gift .xml .zip …)")
        var file: String

        @OptionGroup var server: ServerOptions

        func run() async throws {
            let reading = try BankFile.read(file)
            guard let version = reading.value else {
                Console.note(FindingTable.render(reading.findings))
                throw ExitCode(65)
            }
            if !reading.findings.isEmpty { Console.note(FindingTable.render(reading.findings)) }
            let imported = try await BankFile.store(file, version, with: server.client())
            print(
                "已导入 \(version.bank.bank)：\(imported.questions) 题，版本 \(imported.digest.prefix(12))"
            )
        }
    }
}
