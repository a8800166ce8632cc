import ArgumentParser
import Foundation
import QuestionBanks

/// How a check tells what it found.
struct FindingOptions: ParsableArguments {
    @Flag(help: "输出 JSON / print JSON")
    var json = false

    @Flag(help: "用英文说明 / explain in English")
    var english = false

    @Option(
        help: "把有错误的行连同原因写入此文件，改好后可再交（表格文件）/ hand the faulty rows back"
    )
    var faulty: String?

    /// Refuses to hand the rows of several files back into one.
    func requireOne(of files: [String]) throws {
        guard faulty == nil || files.count == 1 else {
            throw Failure.wrongData("--faulty 一次只能检查一个文件 / one file at a time")
        }
    }

    /// Prints the findings.
    func tell(_ findings: [Finding]) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try Console.write(Array(encoder.encode(findings)) + [10], to: nil)
        } else if !findings.isEmpty {
            print(FindingTable.render(findings, chinese: !english))
        }
    }

    /// Writes the faulty rows of a table with their reasons, where the command line asks for them.
    func handBack(_ file: String, as table: FaultyRows.Table, _ findings: [Finding]) throws {
        guard let faulty else { return }
        guard
            let rows = try FaultyRows.bytes(
                of: try Console.read(file),
                as: table,
                findings: findings
            )
        else {
            Console.note("错误不在某一行上，没有写出文件 / no row is at fault")
            return
        }
        try Console.write(rows, to: faulty)
        Console.note("有错误的行已写入 \(faulty)，改好后可再检查 / the faulty rows are in \(faulty)")
    }
}
