import ContestEngine
import ContestModel
import Foundation
import GRDBSQLite
import SQLiteStore

/// A store as large as the founding case: 87,628 people, 1,900,207 attempts of five questions.
///
/// The rows are written straight into the store's own tables and not through the engine, which takes
/// minutes; the chain is left out. What is read is what the engine would have written.
struct CountyStore {
    static let people = 87_628
    /// Who has 22 attempts; the others have 21.
    static let eager = 60_019
    static let questions = 1_000
    static let perPaper = 5
    /// The question whose key the bank has wrong.
    static let planted = 7

    let path: String
    private(set) var attempts = 0
    private(set) var responses = 0
    private var sequence: Int64 = 0
    private var random: UInt64 = 20_240_601

    struct Failure: Error { var message: String }

    init(path: String) async throws {
        self.path = path
        try await writeVersions()
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK, let database else {
            throw Failure(message: "open")
        }
        defer { sqlite3_close_v2(database) }
        try Self.execute("PRAGMA synchronous = OFF", database)
        let attempt = try Self.prepare(
            "INSERT INTO attempt VALUES (?1, ?2, ?3, 0, ?4, 1, ?5, NULL, 1, 1, 1, 1, ?6)",
            database
        )
        let response = try Self.prepare(
            "INSERT INTO response VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)",
            database
        )
        let submission = try Self.prepare(
            "INSERT INTO submission VALUES (?1, ?2, ?3, ?3, 1, 1, 0, 0, 5, 5, 0, 0, 0, 1, 0)",
            database
        )
        defer { [attempt, response, submission].forEach { sqlite3_finalize($0) } }
        try register(database)
        for day in 0..<22 {
            try Self.execute("BEGIN", database)
            for person in 0..<(day < 21 ? Self.people : Self.eager) {
                try play(person, day, attempt, response, submission)
            }
            try Self.execute("COMMIT", database)
        }
        try Self.execute(
            "INSERT INTO batch VALUES (\(sequence), 3, 0, zeroblob(32), x'')",
            database
        )
    }

    /// Everybody enters.
    private mutating func register(_ database: OpaquePointer) throws {
        let statement = try Self.prepare(
            "INSERT INTO registration VALUES (?1, 0, ?2, ?2 + 1, randomblob(16), 0, 0, 1, 0)",
            database
        )
        defer { sqlite3_finalize(statement) }
        try Self.execute("BEGIN", database)
        for person in 0..<Self.people {
            sequence += 1
            sqlite3_bind_int64(statement, 1, sequence)
            sqlite3_bind_int64(statement, 2, Int64(person))
            try Self.run(statement)
        }
        try Self.execute("COMMIT", database)
    }

    /// Rules and bank, through the store.
    private mutating func writeVersions() async throws {
        let store = try SQLiteStore(path: path)
        let bank = QuestionBank(
            bank: "bench",
            title: "bench",
            published: false,
            questions: (0..<Self.questions).map { number in
                Question(
                    id: "q-\(number)",
                    type: .single,
                    stem: "题 \(number)",
                    options: ["甲", "乙", "丙", "丁"],
                    key: .option(number == Self.planted ? 3 : 0)
                )
            }
        )
        var track = CommitterRound.rules(now: .epoch).tracks[0]
        track.delivery = .oneAtATime
        track.paper = PaperBlueprint(sections: [PaperSection(count: Self.perPaper)])
        var rules = CommitterRound.rules(now: .epoch)
        rules.tracks = [track]
        let versions: [FactBody] = [
            .contestVersion(
                ContestVersionFact(
                    version: 1,
                    content: Array(try CanonicalJSON.encode(rules)),
                    actor: "bench",
                    reason: ""
                )
            ),
            .bankVersion(
                BankVersionFact(
                    version: 1,
                    digest: "bench",
                    content: Array(try bank.canonicalBytes())
                )
            ),
        ]
        _ = try await store.append(versions.map { LedgerEntry(Fact(at: .epoch, body: $0)) })
        sequence = 2
        try await store.close()
    }

    /// One attempt: five questions, answered by an ability that grows with the person's number.
    private mutating func play(
        _ person: Int,
        _ day: Int,
        _ attempt: OpaquePointer,
        _ response: OpaquePointer,
        _ submission: OpaquePointer
    ) throws {
        var drawn: [Int] = []
        while drawn.count < Self.perPaper {
            let question = Int(next() % UInt64(Self.questions))
            if !drawn.contains(question) { drawn.append(question) }
        }
        let paper = Paper(
            questions: drawn.map { DrawnQuestion(question: UInt16($0), order: .identity) }
        ).bytes
        sequence += 1
        let id = sequence
        var at = Int64(day) * 86_400_000 + Int64(person) * 900
        sqlite3_bind_int64(attempt, 1, id)
        sqlite3_bind_int64(attempt, 2, at)
        sqlite3_bind_int64(attempt, 3, Int64(person))
        sqlite3_bind_int64(attempt, 4, Int64(day))
        sqlite3_bind_int64(attempt, 5, Int64(day + 1))
        sqlite3_bind_blob(attempt, 6, paper, Int32(paper.count), nil)
        try Self.run(attempt)
        for position in drawn.indices {
            sequence += 1
            let roll = next()
            let knows = Int(roll % 100) < 30 + 60 * person / Self.people
            let shown = at
            at += 800 + Int64(roll >> 32 % 20_000)
            sqlite3_bind_int64(response, 1, id)
            sqlite3_bind_int64(response, 2, Int64(position))
            sqlite3_bind_int64(response, 3, sequence)
            sqlite3_bind_int64(response, 4, at)
            sqlite3_bind_int64(response, 5, knows ? 1 : 1 << Int64(roll >> 8 & 3))
            sqlite3_bind_int64(response, 6, shown)
            try Self.run(response)
        }
        sequence += 1
        sqlite3_bind_int64(submission, 1, id)
        sqlite3_bind_int64(submission, 2, sequence)
        sqlite3_bind_int64(submission, 3, at)
        try Self.run(submission)
        attempts += 1
        responses += drawn.count
    }

    private mutating func next() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        var mixed = random
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Steps through the rows that statistics need, without looking at them: the least that reading
    /// can cost.
    func readRaw() throws -> Int {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK, let database else {
            throw Failure(message: "open")
        }
        defer { sqlite3_close_v2(database) }
        var rows = 0
        for sql in [
            """
            SELECT attempt.sequence, participant, paper FROM submission
            CROSS JOIN attempt ON attempt.sequence = submission.attempt
            ORDER BY submission.attempt
            """,
            "SELECT attempt, position, chosen, at_ms, shown_ms FROM response",
        ] {
            let statement = try Self.prepare(sql, database)
            defer { sqlite3_finalize(statement) }
            while sqlite3_step(statement) == SQLITE_ROW { rows += 1 }
        }
        return rows
    }

    private static func prepare(_ sql: String, _ database: OpaquePointer) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement
        else { throw Failure(message: String(cString: sqlite3_errmsg(database))) }
        return statement
    }

    private static func run(_ statement: OpaquePointer) throws {
        guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(message: "insert") }
        sqlite3_reset(statement)
    }

    private static func execute(_ sql: String, _ database: OpaquePointer) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: sql)
        }
    }
}
