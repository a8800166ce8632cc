// The tables of facts as the ledger's format defines them: which number a kind has in the chain,
// which columns are hashed in which order, and how wide. `sequence` and `at_ms` come before them
// in every table.

/// One table of facts.
struct FactTable {
    /// One column behind `sequence` and `at_ms`.
    struct Column {
        let name: String
        let width: ColumnWidth
        let isText: Bool

        var type: String { isText ? "TEXT" : width == .bytes ? "BLOB" : "INTEGER" }
    }

    let name: String
    /// The kind's number in the canonical bytes.
    let kind: UInt8
    /// The first columns that name a row, instead of its sequence.
    let keyCount: Int
    let columns: [Column]

    init(_ name: String, kind: UInt8, keyCount: Int = 0, _ columns: [Column]) {
        self.name = name
        self.kind = kind
        self.keyCount = keyCount
        self.columns = columns
    }

    /// All rows up to a sequence, in order of the ledger; text comes as its bytes.
    var query: String {
        let list = columns.map { $0.isText ? "CAST(\($0.name) AS BLOB)" : $0.name }
        return """
            SELECT sequence, at_ms, \(list.joined(separator: ", ")) FROM \(name)
            WHERE sequence <= ? ORDER BY sequence
            """
    }

    static let all: [FactTable] = [
        FactTable(
            "contest_version",
            kind: 1,
            [.signed32("version"), .blob("content"), .text("actor"), .text("reason")]
        ),
        FactTable(
            "bank_version",
            kind: 2,
            [.signed32("version"), .text("digest"), .blob("content")]
        ),
        FactTable(
            "tree_version",
            kind: 3,
            [.signed32("version"), .text("kind"), .blob("content")]
        ),
        FactTable(
            "registration",
            kind: 4,
            [
                .unsigned32("participant"), .signed64("pseudonym"), .blob("idempotency_key"),
                .signed32("region"), .signed32("unit"), .signed32("consent_version"),
                .flag("by_guardian"),
            ]
        ),
        FactTable(
            "link",
            kind: 5,
            [.unsigned32("from_participant"), .unsigned32("into_participant")]
        ),
        FactTable(
            "grant_",
            kind: 6,
            [
                .unsigned32("participant"), .unsigned8("track"), .signed32("day"),
                .text("source"), .blob("idempotency_key"),
            ]
        ),
        FactTable(
            "attempt",
            kind: 7,
            [
                .unsigned32("participant"), .unsigned8("track"), .signed32("day"),
                .unsigned16("ordinal"), .signed32("total_ordinal"), .instant("deadline_ms"),
                .signed32("rules_version"), .signed32("bank_version"), .unsigned8("algorithm"),
                .signed64("seed"), .blob("paper"),
            ]
        ),
        FactTable(
            "response",
            kind: 8,
            keyCount: 3,
            [
                .signed64("attempt"), .unsigned8("position"), .unsigned16("revision"),
                .unsigned8("chosen"), .signed64("shown_ms"),
            ]
        ),
        FactTable(
            "submission",
            kind: 9,
            keyCount: 1,
            [
                .signed64("attempt"), .signed64("ended_ms"), .signed64("elapsed_ms"),
                .unsigned8("ending"), .signed32("region"), .signed32("unit"),
                .unsigned8("drawn"), .unsigned8("answered"), .unsigned8("right"),
                .signed32("points"), .unsigned16("lots"), .flag("counts"),
                .signed32("key_revision"),
            ]
        ),
        FactTable("draw", kind: 10, [.text("prize"), .unsigned8("step"), .blob("content")]),
        FactTable(
            "amendment",
            kind: 11,
            [
                .text("kind"), .text("actor"), .text("approver"), .text("reason_code"),
                .text("reason"), .blob("details"),
            ]
        ),
    ]
}

extension FactTable.Column {
    static func unsigned8(_ name: String) -> Self { .init(name, .unsigned8) }
    static func unsigned16(_ name: String) -> Self { .init(name, .unsigned16) }
    static func unsigned32(_ name: String) -> Self { .init(name, .unsigned32) }
    static func signed32(_ name: String) -> Self { .init(name, .signed32) }
    static func signed64(_ name: String) -> Self { .init(name, .signed64) }
    static func flag(_ name: String) -> Self { .init(name, .flag) }
    static func instant(_ name: String) -> Self { .init(name, .instant) }
    static func blob(_ name: String) -> Self { .init(name, .bytes) }
    static func text(_ name: String) -> Self { .init(name, .bytes, isText: true) }

    private init(_ name: String, _ width: ColumnWidth, isText: Bool = false) {
        self.init(name: name, width: width, isText: isText)
    }
}
