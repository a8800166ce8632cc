import ArgumentParser
import ContestModel
import Foundation
import QuestionBanks

/// Reads bank files by their ending.
enum BankFile {
    static func read(_ path: String) throws -> Reading<BankVersion> {
        guard let format = BankFormat.of(fileName: path) else {
            throw Failure.wrongData(
                "不认识文件类型 \(path)，可用 .yaml .json .xlsx .csv .txt .gift .xml .zip / unknown kind of file"
            )
        }
        let line = ProgressLine(path)
        defer { line.end() }
        return BankReader.read(try Console.read(path), file: path, format: format) {
            line.show($0)
        }
    }

    struct Imported: Decodable {
        var digest: String
        var questions: Int
    }

    /// Sends a bank that was checked here, lets the server check it too, and stores what it checked.
    static func store(
        _ path: String,
        _ version: BankVersion,
        with client: OrganiserClient
    ) async throws -> Imported {
        let format = BankFormat.of(fileName: path) ?? .json
        let isTree = FileSyntax(fileName: path) != nil
        let bytes = isTree ? try json(path) : try Console.read(path)
        let address = "/v1/banks/\(version.bank.bank)?format=\(isTree ? "json" : format.name)"
        func send(_ suffix: String) async throws -> Imported {
            try await client.json(
                Imported.self,
                "PUT",
                address + suffix,
                body: bytes,
                mediaType: isTree ? "application/json" : "application/octet-stream"
            )
        }
        return try await send("&digest=\(try await send("").digest)")
    }

    /// The file as the JSON that the server reads.
    static func json(_ path: String) throws -> [UInt8] {
        let bytes = try Console.read(path)
        guard FileSyntax(fileName: path) == .yaml else { return bytes }
        let reading = FileConversion.json(yaml: bytes, file: path)
        guard let json = reading.value else {
            Console.note(FindingTable.render(reading.findings))
            throw ExitCode(65)
        }
        return json
    }
}

/// One line on a terminal's standard error that says how far a large file is read; nothing elsewhere.
private final class ProgressLine {
    private let name: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var isDrawn = false

    init(_ path: String) {
        name = URL(fileURLWithPath: path).lastPathComponent
    }

    func show(_ progress: ReadingProgress) {
        guard isTerminal else { return }
        switch progress {
        case .rows(let count): draw("已读 \(count) 行 / rows read")
        case .judged(let done, let total) where total >= 5_000:
            let cells = done * 30 / total
            let bar =
                String(repeating: "█", count: cells) + String(repeating: "░", count: 30 - cells)
            draw("检查 \(bar) \(done * 100 / total)%")
        case .judged: break
        }
    }

    func end() {
        if isDrawn { Console.show("\r\u{1B}[K") }
    }

    private func draw(_ text: String) {
        isDrawn = true
        Console.show("\r\u{1B}[K\(name)：\(text)")
    }
}
