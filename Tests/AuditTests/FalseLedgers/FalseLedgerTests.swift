import Audit
import Testing

/// What a faulty engine, or an insider who recomputes the chain, would write: the chain is right
/// and what the facts say is not.
@Suite struct FalseLedgerTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        /// The checks that must find it, and no others.
        var checks: Set<AuditCheck>
        /// The label of the fact that must be named, or a place; empty where a list is named.
        var place: String
        var isRelaxed = false
        var alter: @Sendable (inout TestLedger) -> Void

        var testDescription: String { name }

        init(
            _ name: String,
            _ checks: Set<AuditCheck>,
            at place: String = "",
            isRelaxed: Bool = false,
            _ alter: @escaping @Sendable (inout TestLedger) -> Void
        ) {
            self.name = name
            self.checks = checks
            self.place = place
            self.isRelaxed = isRelaxed
            self.alter = alter
        }
    }

    @Test(arguments: gradeCases + attemptCases + responseCases + endingCases + paperCases)
    func `what no honest engine writes is named`(_ item: Case) throws {
        try check(item)
    }

    @Test(arguments: peopleCases + contentCases)
    func `what the versions and registrations rule out is named`(_ item: Case) throws {
        try check(item)
    }

    private func check(_ item: Case) throws {
        var ledger = JuneContest.ledger
        item.alter(&ledger)
        ledger.isRelaxed = item.isRelaxed
        let report = try withLedger(ledger) { audit, _ in try audit.run() }
        #expect(Set(report.differences.map(\.check)) == item.checks, "\(report.text)")
        let place = Self.place(of: item.place, in: ledger)
        #expect(report.differences.contains { $0.place.hasPrefix(place) }, "\(report.text)")
    }

    /// How a report names the fact with a label.
    private static func place(of label: String, in ledger: TestLedger) -> String {
        guard let fact = ledger.facts.first(where: { $0.label == label }) else { return label }
        guard case .attempt(let attempt)? = fact["attempt"] else {
            return "\(fact.table)(sequence=\(ledger.sequence(label)))"
        }
        return "\(fact.table)(attempt=\(ledger.sequence(attempt))"
    }
}
