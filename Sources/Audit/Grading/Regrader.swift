import Foundation
import GRDB

/// Grades those attempts anew whose papers hold a question that was ever ruled on.
///
/// All others have the score that is stored. One look at a paper's bytes tells; responses are read
/// only for what is graded.
struct Regrader {
    private let keys: KeyHistory
    private let withdrawal: Withdrawal
    private var editions: TrackEditions
    private let responses: Statement
    /// For each version of the bank, whether each question was ever ruled on.
    private var amended: [Int64: [Bool]] = [:]

    init(_ database: Database, _ contents: LedgerContents) throws {
        keys = contents.amendments.keys
        withdrawal = contents.withdrawal
        editions = TrackEditions(contents.editions)
        responses = try database.makeStatement(
            sql: """
                SELECT attempt, position, revision, sequence, at_ms, chosen, shown_ms
                FROM response WHERE attempt = ? AND sequence <= ? ORDER BY position, revision
                """
        )
    }

    /// Replaces what is stored by what holds today, where they can differ.
    ///
    /// - Parameter row: One of `CountedAttempt.amendedQuery`.
    /// - Returns: Whether the attempt counts by the rules.
    /// - Complexity: O(questions of the paper), with a look-up of the responses where it is graded.
    mutating func regrade(_ attempt: inout CountedAttempt, _ row: Row) throws -> Bool {
        let counts = row.integer(9) != 0
        let bank = row.integer(13)
        guard !keys.isEmpty, try isAmended(row, bank: bank) else { return counts }
        let edition = editions.edition(
            rules: row.integer(14),
            bank: bank,
            track: row.integer(11)
        )
        guard let edition else { return counts }
        let found = try Row.fetchAll(responses, arguments: [row.integer(10), attempt.sequence])
        let grade = Grade(
            Paper(row.blob(15)),
            found.map(ResponseRow.init),
            edition,
            rulings: keys.rulings(at: keys.latest, bank: bank),
            withdrawal: withdrawal
        )
        attempt.points = grade.points
        attempt.right = grade.right
        attempt.drawn = grade.drawn
        attempt.lots = grade.lots
        attempt.isFull =
            grade.right == grade.drawn
            && (grade.withdrawn == 0 || withdrawal.fullMarks == .remaining)
        return grade.counts
    }

    private mutating func isAmended(_ row: Row, bank: Int64) throws -> Bool {
        if amended[bank] == nil {
            var flags = [Bool](repeating: false, count: 65_536)
            for question in keys.amendedQuestions(inBank: bank) where question < flags.count {
                flags[question] = true
            }
            amended[bank] = flags
        }
        guard let flags = amended[bank] else { return false }
        return try row.withUnsafeData(atIndex: 15) { paper in
            (paper ?? Data()).withUnsafeBytes { bytes in
                stride(from: 0, to: bytes.count - 4, by: 5).contains { start in
                    flags[Int(bytes[start]) | Int(bytes[start + 1]) << 8]
                }
            }
        }
    }
}
