import Audit
import Foundation
import Testing

/// A running server's boards against the ledger.
@Suite struct LiveBoardsTests {
    /// What a right server would answer after D's submission: worked out by hand.
    static let json = """
        {"sequence":SEQUENCE,
         "tally":{"people":2,"attempts":3,"points":1000,"right":7,"drawn":12},
         "overall":[
          {"rank":1,"pseudonym":"fffffffffffffff0","value":600,"time_ms":30000,"attempts":1},
          {"rank":2,"pseudonym":"fffffffffffffff1","value":400,"time_ms":40000,"attempts":2}],
         "day":{"day":20240,"rows":[
          {"rank":1,"pseudonym":"fffffffffffffff0","value":600,"time_ms":30000,"attempts":1},
          {"rank":2,"pseudonym":"fffffffffffffff1","value":400,"time_ms":40000,"attempts":2}]},
         "week":{"week":2891,"rows":[
          {"rank":1,"pseudonym":"fffffffffffffff0","value":600,"time_ms":30000,"attempts":1},
          {"rank":2,"pseudonym":"fffffffffffffff1","value":400,"time_ms":40000,"attempts":2}]},
         "regions":[
          {"id":1,"people":2,"attempts":3,"points":1000,"right":7,"drawn":12},
          {"id":2,"people":2,"attempts":3,"points":1000,"right":7,"drawn":12}],
         "units":[
          {"id":10,"people":2,"attempts":3,"points":1000,"right":7,"drawn":12},
          {"id":11,"people":1,"attempts":1,"points":600,"right":4,"drawn":4},
          {"id":12,"people":1,"attempts":2,"points":400,"right":3,"drawn":8}]}
        """

    static func boards() throws -> LiveBoards {
        let sequence = JuneContest.ledger.sequence("D.s")
        let text = json.replacing("SEQUENCE", with: "\(sequence)")
        return try JSONDecoder().decode(LiveBoards.self, from: Data(text.utf8))
    }

    @Test func `boards that follow from the ledger have no difference`() throws {
        let full = try Self.boards()
        let bare = LiveBoards(sequence: full.sequence, tally: full.tally)
        let differences = try withLedger(JuneContest.ledger) { audit, _ in
            try audit.compare(live: full) + audit.compare(live: bare)
        }
        #expect(differences == [])
    }

    struct Case: Sendable {
        var place: String
        var alter: @Sendable (inout LiveBoards) -> Void

        init(_ place: String, _ alter: @escaping @Sendable (inout LiveBoards) -> Void) {
            self.place = place
            self.alter = alter
        }
    }

    static let cases = [
        Case("tally") { $0.tally.people = 3 },
        Case("tally") { $0.tally.points += 1 },
        Case("overall[0]") { $0.overall?.swapAt(0, 1) },
        Case("overall[1]") { $0.overall?.removeLast() },
        Case("overall[1]") { $0.overall?[1].rank = 1 },
        Case("overall[1]") { $0.overall?[1].time = 0 },
        Case("overall[0]") { $0.overall?[0].pseudonym = "fffffffffffffff2" },
        Case("day 20240[0]") { $0.day?.rows[0].value = 0 },
        Case("day 20241[0]") { $0.day?.day = 20_241 },
        Case("week 2891[1]") { $0.week?.rows[1].attempts = 1 },
        Case("regions[id=2]") { $0.regions?[1].tally.right = 8 },
        Case("regions[id=1]") { $0.regions?.removeFirst() },
        Case("regions[id=3]") {
            $0.regions?.append(AuditGroupTally(id: 3, tally: AuditTally(people: 1)))
        },
        Case("units[id=99]") { $0.units?.append(AuditGroupTally(id: 99, tally: AuditTally())) },
    ]

    @Test(arguments: cases)
    func `boards that do not are named`(_ item: Case) throws {
        var live = try Self.boards()
        item.alter(&live)
        let differences = try withLedger(JuneContest.ledger) { audit, _ in
            try audit.compare(live: live)
        }
        #expect(differences.contains { $0.check == .live && $0.place == item.place })
    }

    @Test func `a server ahead of its ledger is refused`() throws {
        let live = LiveBoards(sequence: 1000, tally: AuditTally())
        #expect(throws: AuditError.beyondEnd(sequence: 1000, head: 45)) {
            try withLedger(JuneContest.ledger) { audit, _ in try audit.compare(live: live) }
        }
    }
}
