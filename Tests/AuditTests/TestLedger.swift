import Audit
import Crypto
import Foundation
import GRDB

/// Facts that are written to a real ledger file, with a right chain over whatever they say.
struct TestLedger {
    var facts: [TestFact] = []
    /// The caches, which no chain covers: (participant, as of the fact with this label, day, lots).
    var standings: [(participant: Int64, asOf: String, day: Int64, lots: Int64)] = []
    /// How many facts a batch holds.
    var batchSize = 5
    /// Written without unique constraints, as an insider with a text editor might.
    var isRelaxed = false

    /// The fact with a label.
    subscript(_ label: String) -> TestFact {
        get { facts.first { $0.label == label } ?? facts[0] }
        set {
            guard let index = facts.firstIndex(where: { $0.label == label }) else { return }
            facts[index] = newValue
        }
    }

    /// The place of the fact with a label.
    func sequence(_ label: String) -> Int64 {
        Int64((facts.firstIndex { $0.label == label } ?? -1) + 1)
    }

    /// Changes a number and keeps its width.
    mutating func set(_ label: String, _ column: String, to number: Int64) {
        let cell = self[label][column]
        self[label][column] = cell?.with(number)
    }

    mutating func remove(_ labels: String...) {
        facts.removeAll { labels.contains($0.label) }
    }

    mutating func insert(_ fact: TestFact, before label: String) {
        facts.insert(fact, at: facts.firstIndex { $0.label == label } ?? facts.endIndex)
    }

    mutating func insert(_ fact: TestFact, after label: String) {
        facts.insert(fact, at: (facts.firstIndex { $0.label == label } ?? facts.count - 1) + 1)
    }

    /// Replaces text in the content of a version.
    mutating func replace(_ old: String, with new: String, in label: String) {
        guard case .blob(let bytes)? = self[label]["content"] else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        precondition(text.contains(old), "\(old) is not in \(label)")
        self[label]["content"] = .blob(Array(text.replacingOccurrences(of: old, with: new).utf8))
        if label == "bank", case .blob(let content)? = self[label]["content"] {
            self[label]["digest"] = .text(hexadecimal(SHA256.hash(data: content)))
        }
    }

    /// Writes the file.
    func write(to path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            let tables = try Self.schema(isRelaxed: isRelaxed)
            try database.execute(sql: tables)
            try database.execute(sql: "PRAGMA application_id = \(0x5351_5A4C)")
            let attempts = Dictionary(
                facts.enumerated().map { ($1.label, Int64($0 + 1)) },
                uniquingKeysWith: { first, _ in first }
            )
            var link = Data(count: 32)
            var rest = Array(facts.enumerated())[...]
            while !rest.isEmpty {
                link = try write(
                    Array(rest.prefix(batchSize)),
                    after: link,
                    attempts,
                    database
                )
                rest = rest.dropFirst(batchSize)
            }
            for row in standings {
                try database.execute(
                    sql: "INSERT INTO standing VALUES (?, ?, ?, ?, x'', x'')",
                    arguments: [row.participant, sequence(row.asOf), row.day, row.lots]
                )
            }
        }
        try queue.close()
    }

    private func write(
        _ batch: [(offset: Int, element: TestFact)],
        after link: Data,
        _ attempts: [String: Int64],
        _ database: Database
    ) throws -> Data {
        var hash = SHA256()
        hash.update(data: link)
        var marks = Data()
        for (offset, fact) in batch {
            let sequence = Int64(offset + 1)
            let bytes = TestBytes(fact, sequence: sequence, attempts: attempts).bytes
            let digest = Data(SHA256.hash(data: bytes))
            hash.update(data: digest)
            marks += digest.prefix(4)
            let names = ["sequence", "at_ms"] + fact.cells.map(\.name)
            let holes = names.map { _ in "?" }.joined(separator: ", ")
            try database.execute(
                sql: """
                    INSERT INTO \(fact.table) (\(names.joined(separator: ", ")))
                    VALUES (\(holes))
                    """,
                arguments: StatementArguments(
                    [sequence.databaseValue, fact.at.databaseValue]
                        + fact.cells.map { Self.value($0.cell, attempts) }
                )
            )
        }
        let value = Data(hash.finalize())
        try database.execute(
            sql: "INSERT INTO batch VALUES (?, ?, ?, ?, ?)",
            arguments: [
                (batch.last?.offset ?? 0) + 1, (batch.first?.offset ?? 0) + 1,
                batch.last?.element.at, value, marks,
            ]
        )
        return value
    }

    private static func value(_ cell: Cell, _ attempts: [String: Int64]) -> DatabaseValue {
        switch cell {
        case .u8(let value), .u16(let value), .u32(let value), .i32(let value), .i64(let value):
            value.databaseValue
        case .instant(let value): value?.databaseValue ?? .null
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        case .attempt(let label): (attempts[label] ?? 0).databaseValue
        }
    }

    /// The tables as the store creates them, read from its source.
    private static func schema(isRelaxed: Bool) throws -> String {
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/SQLiteStore/Schema.swift")
        let text = try String(contentsOf: source, encoding: .utf8)
        let parts = text.components(separatedBy: "\"\"\"")
        var schema = parts.count > 1 ? parts[1] : ""
        guard isRelaxed else { return schema }
        for constraint in ["UNIQUE (kind, version)", "UNIQUE (prize, step)"] {
            schema = schema.replacingOccurrences(of: constraint, with: "CHECK (1)")
        }
        return schema.replacingOccurrences(of: "UNIQUE", with: "")
    }
}

/// A file in a folder of its own that is gone afterwards.
func withLedger<Value>(
    _ ledger: TestLedger,
    altered sql: String? = nil,
    _ body: (LedgerAudit, String) throws -> Value
) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "ledger.sqlite").path
    try ledger.write(to: path)
    if let sql {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }
    return try body(try LedgerAudit(path: path), path)
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
