import ContestEngine
import ContestModel
import GRDB

/// The statements that insert facts and find the first of a duplicate.
final class FactStatements {
    private let contestVersion: Statement
    private let bankVersion: Statement
    private let treeVersion: Statement
    private let registration: Statement
    private let link: Statement
    private let grant: Statement
    private let attempt: Statement
    private let response: Statement
    private let submission: Statement
    private let draw: Statement
    private let amendment: Statement
    private let person: Statement
    private let personKey: Statement
    let batch: Statement
    private let findAttempt: Statement
    private let findRegistration: Statement
    private let findGrant: Statement
    private let findResponse: Statement
    private let findSubmission: Statement
    private let findLast: Statement

    init(_ database: OpaquePointer) throws {
        func insert(_ table: String, _ columnCount: Int) throws -> Statement {
            let marks = Array(repeating: "?", count: columnCount).joined(separator: ",")
            return try Statement(
                "INSERT INTO \(table) VALUES (\(marks)) ON CONFLICT DO NOTHING",
                database
            )
        }
        contestVersion = try insert("contest_version", 6)
        bankVersion = try insert("bank_version", 5)
        treeVersion = try insert("tree_version", 5)
        registration = try insert("registration", 9)
        link = try insert("link", 4)
        grant = try insert("grant_", 7)
        attempt = try insert("attempt", 13)
        response = try insert("response", 7)
        submission = try insert("submission", 15)
        draw = try insert("draw", 5)
        amendment = try insert("amendment", 8)
        person = try insert("person", 3)
        personKey = try insert("person_key", 2)
        batch = try insert("batch", 5)
        findAttempt = try Statement("SELECT 1 FROM attempt WHERE sequence = ?", database)
        findRegistration = try Statement(
            "SELECT sequence FROM registration WHERE idempotency_key = ?",
            database
        )
        findGrant = try Statement(
            "SELECT sequence, participant FROM grant_ WHERE idempotency_key = ?",
            database
        )
        findResponse = try Statement(
            """
            SELECT sequence, chosen FROM response
            WHERE attempt = ? AND position = ? AND revision = ?
            """,
            database
        )
        findSubmission = try Statement(
            "SELECT sequence FROM submission WHERE attempt = ?",
            database
        )
        findLast = try Statement("SELECT max(last_sequence) FROM batch", database)
    }

    func exists(_ id: AttemptID) throws -> Bool {
        findAttempt.bind(1, id.sequence)
        return try findAttempt.first { _ in true } ?? false
    }

    func hasEnded(_ id: AttemptID) throws -> Bool {
        findSubmission.bind(1, id.sequence)
        return try findSubmission.first { _ in true } ?? false
    }

    /// The last sequence that the file has; zero for an empty ledger.
    func lastSequence() throws -> LedgerSequence { try findLast.first { $0.integer(0) } ?? 0 }

    /// Inserts a fact; false when its place is taken.
    func insert(_ fact: Fact, at sequence: LedgerSequence) throws -> Bool {
        let at = fact.at.millisecondsSinceEpoch
        switch fact.body {
        case .response(let body): return try insert(body, sequence, at)
        case .attempt(let body): return try insert(body, sequence, at)
        case .submission(let body): return try insert(body, sequence, at)
        case .registration(let body): return try insert(body, sequence, at)
        case .grant(let body): return try insert(body, sequence, at)
        default: return try insertRare(fact.body, sequence, at)
        }
    }

    /// The sequence of the same fact, when what holds its place is the same; else nil.
    func duplicate(of fact: Fact) throws -> LedgerSequence? {
        switch fact.body {
        case .registration(let body):
            findRegistration.bind(1, body.key.bytes)
            return try findRegistration.first { $0.integer(0) }
        case .grant(let body):
            findGrant.bind(1, body.key.bytes)
            let found = try findGrant.first { ($0.integer(0), $0.integer(1)) }
            guard let found, found.1 == Int64(body.participant.rawValue) else { return nil }
            return found.0
        case .response(let body):
            findResponse.bind(1, body.attempt.sequence)
            findResponse.bind(2, Int64(body.position))
            findResponse.bind(3, Int64(body.revision))
            let found = try findResponse.first { ($0.integer(0), $0.integer(1)) }
            guard let found, found.1 == Int64(body.chosen.bits) else { return nil }
            return found.0
        case .submission(let body):
            findSubmission.bind(1, body.attempt.sequence)
            return try findSubmission.first { $0.integer(0) }
        default: return nil
        }
    }

    func insert(_ sealed: SealedPerson) throws {
        person.bind(1, Int64(sealed.participant.rawValue))
        person.bind(2, sealed.sealed)
        person.bind(3, optional: sealed.lookup?.bytes)
        if try person.run() == 0 {
            // Somebody else is found by this value; nobody's data is dropped for that.
            person.bind(3, optional: nil)
            try person.run()
        }
        personKey.bind(1, Int64(sealed.participant.rawValue))
        personKey.bind(2, sealed.wrappedKey)
        try personKey.run()
    }

    private func insert(_ fact: ResponseFact, _ sequence: Int64, _ at: Int64) throws -> Bool {
        response.bind(1, fact.attempt.sequence)
        response.bind(2, Int64(fact.position))
        response.bind(3, Int64(fact.revision))
        response.bind(4, sequence)
        response.bind(5, at)
        response.bind(6, Int64(fact.chosen.bits))
        response.bind(7, fact.shownAt.millisecondsSinceEpoch)
        return try response.run() == 1
    }

    private func insert(_ fact: AttemptFact, _ sequence: Int64, _ at: Int64) throws -> Bool {
        attempt.bind(1, sequence)
        attempt.bind(2, at)
        attempt.bind(3, Int64(fact.participant.rawValue))
        attempt.bind(4, Int64(fact.track))
        attempt.bind(5, Int64(fact.day.number))
        attempt.bind(6, Int64(fact.ordinal))
        attempt.bind(7, Int64(fact.totalOrdinal))
        attempt.bind(8, fact.deadline?.millisecondsSinceEpoch)
        attempt.bind(9, Int64(fact.rulesVersion))
        attempt.bind(10, Int64(fact.bankVersion))
        attempt.bind(11, Int64(fact.algorithm))
        attempt.bind(12, Int64(bitPattern: fact.seed))
        attempt.bind(13, fact.paper.bytes)
        return try attempt.run() == 1
    }

    private func insert(_ fact: SubmissionFact, _ sequence: Int64, _ at: Int64) throws -> Bool {
        submission.bind(1, fact.attempt.sequence)
        submission.bind(2, sequence)
        submission.bind(3, at)
        submission.bind(4, fact.endedAt.millisecondsSinceEpoch)
        submission.bind(5, fact.elapsed.milliseconds)
        submission.bind(6, Int64(fact.ending.rawValue))
        submission.bind(7, Int64(fact.region.rawValue))
        submission.bind(8, Int64(fact.unit.rawValue))
        submission.bind(9, Int64(fact.score.drawn))
        submission.bind(10, Int64(fact.score.answered))
        submission.bind(11, Int64(fact.score.right))
        submission.bind(12, Int64(fact.score.points.hundredths))
        submission.bind(13, Int64(fact.score.lots))
        submission.bind(14, fact.score.counts ? 1 : 0)
        submission.bind(15, Int64(fact.keyRevision))
        return try submission.run() == 1
    }

    private func insert(_ fact: RegistrationFact, _ sequence: Int64, _ at: Int64) throws -> Bool {
        registration.bind(1, sequence)
        registration.bind(2, at)
        registration.bind(3, Int64(fact.participant.rawValue))
        registration.bind(4, Int64(bitPattern: fact.pseudonym.bits))
        registration.bind(5, fact.key.bytes)
        registration.bind(6, Int64(fact.region.rawValue))
        registration.bind(7, Int64(fact.unit.rawValue))
        registration.bind(8, Int64(fact.consentVersion))
        registration.bind(9, fact.byGuardian ? 1 : 0)
        return try registration.run() == 1
    }

    private func insert(_ fact: GrantFact, _ sequence: Int64, _ at: Int64) throws -> Bool {
        grant.bind(1, sequence)
        grant.bind(2, at)
        grant.bind(3, Int64(fact.participant.rawValue))
        grant.bind(4, Int64(fact.track))
        grant.bind(5, Int64(fact.day.number))
        grant.bind(6, fact.source.rawValue)
        grant.bind(7, fact.key.bytes)
        return try grant.run() == 1
    }

    private func insertRare(_ body: FactBody, _ sequence: Int64, _ at: Int64) throws -> Bool {
        switch body {
        case .contestVersion(let fact):
            bind(contestVersion, sequence, at, Int64(fact.version))
            contestVersion.bind(4, fact.content)
            contestVersion.bind(5, fact.actor)
            contestVersion.bind(6, fact.reason)
            return try contestVersion.run() == 1
        case .bankVersion(let fact):
            bind(bankVersion, sequence, at, Int64(fact.version))
            bankVersion.bind(4, fact.digest)
            bankVersion.bind(5, fact.content)
            return try bankVersion.run() == 1
        case .treeVersion(let fact):
            bind(treeVersion, sequence, at, Int64(fact.version))
            treeVersion.bind(4, fact.kind.rawValue)
            treeVersion.bind(5, fact.content)
            return try treeVersion.run() == 1
        case .link(let fact):
            bind(link, sequence, at, Int64(fact.from.rawValue))
            link.bind(4, Int64(fact.into.rawValue))
            return try link.run() == 1
        case .draw(let fact):
            draw.bind(1, sequence)
            draw.bind(2, at)
            draw.bind(3, fact.prize)
            draw.bind(4, Int64(fact.step))
            draw.bind(5, fact.content)
            return try draw.run() == 1
        case .amendment(let fact):
            amendment.bind(1, sequence)
            amendment.bind(2, at)
            amendment.bind(3, fact.kind.rawValue)
            amendment.bind(4, fact.actor)
            amendment.bind(5, fact.approver)
            amendment.bind(6, fact.reasonCode)
            amendment.bind(7, fact.reason)
            amendment.bind(8, fact.details)
            return try amendment.run() == 1
        default: return false
        }
    }

    private func bind(
        _ statement: borrowing Statement,
        _ sequence: Int64,
        _ at: Int64,
        _ third: Int64
    ) {
        statement.bind(1, sequence)
        statement.bind(2, at)
        statement.bind(3, third)
    }
}
