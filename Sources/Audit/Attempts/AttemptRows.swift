import Foundation
import GRDB

/// One row of the table `attempt`.
struct AttemptRow {
    let sequence: Int64
    let at: Int64
    let participant: Int64
    let track: Int64
    let day: Int64
    let ordinal: Int64
    let totalOrdinal: Int64
    let deadline: Int64?
    let rulesVersion: Int64
    let bankVersion: Int64
    let paper: Paper

    static let query = """
        SELECT sequence, at_ms, participant, track, day, ordinal, total_ordinal, deadline_ms,
          rules_version, bank_version, paper
        FROM attempt WHERE sequence <= ? ORDER BY sequence
        """

    init(_ row: Row) throws {
        sequence = row.integer(0)
        at = row.integer(1)
        participant = row.integer(2)
        track = row.integer(3)
        day = row.integer(4)
        ordinal = row.integer(5)
        totalOrdinal = row.integer(6)
        deadline = row.optionalInteger(7)
        rulesVersion = row.integer(8)
        bankVersion = row.integer(9)
        paper = try row.withUnsafeData(atIndex: 10) { Paper($0 ?? Data()) }
    }

    var place: String { "attempt(sequence=\(sequence))" }
}

/// A paper from its blob: five bytes a question, two for its index in the bank and three for the
/// order of its options, eight places of three bits; both little-endian.
struct Paper {
    struct Place {
        let question: Int
        let order: UInt32
    }

    let places: [Place]
    /// Whether the blob's length is a multiple of five.
    let isWhole: Bool

    init(_ data: Data) {
        isWhole = data.count % 5 == 0
        places = data.withUnsafeBytes { bytes in
            (0..<bytes.count / 5).map { index in
                let start = 5 * index
                let low = UInt32(bytes[start + 2])
                let middle = UInt32(bytes[start + 3])
                let high = UInt32(bytes[start + 4])
                return Place(
                    question: Int(bytes[start]) | Int(bytes[start + 1]) << 8,
                    order: low | middle << 8 | high << 16
                )
            }
        }
    }
}

/// One row of the table `response`.
struct ResponseRow {
    let attempt: Int64
    let position: Int64
    let revision: Int64
    let sequence: Int64
    let at: Int64
    let chosen: Int64
    let shown: Int64

    static let query = """
        SELECT attempt, position, revision, sequence, at_ms, chosen, shown_ms
        FROM response WHERE sequence <= ? ORDER BY attempt, position, revision
        """

    init(_ row: Row) {
        attempt = row.integer(0)
        position = row.integer(1)
        revision = row.integer(2)
        sequence = row.integer(3)
        at = row.integer(4)
        chosen = row.integer(5)
        shown = row.integer(6)
    }

    var place: String {
        "response(attempt=\(attempt), position=\(position), revision=\(revision))"
    }
}

/// One row of the table `submission`.
struct SubmissionRow {
    let attempt: Int64
    let sequence: Int64
    let at: Int64
    let ended: Int64
    let elapsed: Int64
    let ending: Int64
    let region: Int64
    let unit: Int64
    let grade: Grade
    let keyRevision: Int64

    static let query = """
        SELECT attempt, sequence, at_ms, ended_ms, elapsed_ms, ending, region, unit,
          drawn, answered, right, points, lots, counts, key_revision
        FROM submission WHERE sequence <= ? ORDER BY attempt
        """

    init(_ row: Row) {
        attempt = row.integer(0)
        sequence = row.integer(1)
        at = row.integer(2)
        ended = row.integer(3)
        elapsed = row.integer(4)
        ending = row.integer(5)
        region = row.integer(6)
        unit = row.integer(7)
        grade = Grade(
            drawn: row.integer(8),
            answered: row.integer(9),
            right: row.integer(10),
            points: row.integer(11),
            lots: row.integer(12),
            counts: row.integer(13) != 0
        )
        keyRevision = row.integer(14)
    }

    var place: String { "submission(attempt=\(attempt))" }
}
