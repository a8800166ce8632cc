import GRDB

/// Checks the cached standings, which the ledger can do without.
///
/// It looks at how far each claims to be folded, and at the lots and the latest day up to there.
/// The packed figures in it are not decoded.
struct CacheCheck {
    /// Up to where each participant's row is folded; -1 without a row.
    private var asOf: [Int64]
    private var lots: [Int64]
    private var latestDays: [Int64]
    private let hasTable: Bool
    /// Amendments that may have gone into the cached figures, which then say nothing about the facts
    /// alone.
    private let amendmentCount: Int

    init(_ database: Database, people: People) throws {
        asOf = Array(repeating: -1, count: people.count)
        lots = Array(repeating: 0, count: people.count)
        latestDays = Array(repeating: .min, count: people.count)
        hasTable = try database.tableExists("standing")
        let kinds = AmendmentAct.figureKinds.map { "'\($0)'" }.joined(separator: ",")
        amendmentCount =
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM amendment WHERE kind IN (\(kinds))"
            ) ?? 0
        guard hasTable else { return }
        let rows = try Row.fetchCursor(database, sql: "SELECT participant, as_of FROM standing")
        while let row = try rows.next() {
            let participant = row.integer(0)
            guard participant >= 0, participant < Int64(asOf.count) else { continue }
            asOf[Int(participant)] = row.integer(1)
        }
    }

    /// What was not compared.
    var notes: [String] {
        guard amendmentCount > 0, asOf.contains(where: { $0 >= 0 }) else { return [] }
        return ["有更正，成绩缓存的数值未核对 / amended: the figures in the cache were not compared"]
    }

    /// Takes in an ended attempt of a participant.
    mutating func take(_ found: AttemptCase, of person: Int) {
        guard let submission = found.submission, submission.grade.counts,
            submission.sequence <= asOf[person]
        else { return }
        lots[person] = lots[person].plus(submission.grade.lots)
        latestDays[person] = max(latestDays[person], found.attempt.day)
    }

    /// Compares.
    ///
    /// - Parameters:
    ///   - last: Rows folded beyond it are left out.
    ///   - head: Where the ledger ends; no row may be folded beyond it.
    func check(
        _ database: Database,
        through last: Int64,
        head: Int64,
        into differences: inout DifferenceList
    ) throws {
        guard hasTable else { return }
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT participant, as_of, day, lots FROM standing"
        )
        while let row = try rows.next() {
            let place = "standing(participant=\(row.integer(0)))"
            let participant = row.integer(0)
            if row.integer(1) > head {
                differences.add(
                    .cacheAhead,
                    at: place,
                    expected: "≤ \(head)",
                    found: "\(row.integer(1))"
                )
                continue
            }
            guard row.integer(1) <= last else { continue }
            guard participant >= 0, participant < Int64(asOf.count) else {
                differences.add(
                    .cacheDiffers,
                    at: place,
                    expected: "registered",
                    found: "\(participant)"
                )
                continue
            }
            guard amendmentCount == 0 else { continue }
            let person = Int(participant)
            differences.compare(row.integer(3), with: lots[person], .cacheDiffers, at: place)
            guard latestDays[person] > .min else { continue }
            differences.compare(row.integer(2), with: latestDays[person], .cacheDiffers, at: place)
        }
    }
}
