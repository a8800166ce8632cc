/// What a ledger's amendments do to its figures.
struct StandingAmendments {
    let log: AmendmentLog
    let keys: KeyHistory
    let disqualified: Disqualifications
    let accounts: Merges
    let moves: MoveHistory
    /// The regions of the latest tree, merged and renamed.
    let regions: GroupTree
    /// The units of the latest tree, merged and renamed.
    let units: GroupTree

    init(
        _ log: AmendmentLog,
        editions: Editions,
        people: People,
        into differences: inout DifferenceList
    ) {
        self.log = log
        keys = KeyHistory(log, banks: editions.banks)
        disqualified = Disqualifications(log.standing)
        accounts = Merges(log.standing, of: .person, into: &differences) {
            people.index(of: $0, before: .max) != nil
        }
        moves = MoveHistory(log)
        regions = Self.tree(.region, editions.regions, log, into: &differences)
        units = Self.tree(.unit, editions.units, log, into: &differences)
    }

    private static func tree(
        _ thing: AmendedThing,
        _ versions: [Editions.Version<GroupTree>],
        _ log: AmendmentLog,
        into differences: inout DifferenceList
    ) -> GroupTree {
        var names: [Int64: String] = [:]
        for entry in log.standing {
            guard case .rename(let details) = entry.act, details.of == thing else { continue }
            names[details.id] = details.name
        }
        let tree = versions.last?.content ?? .empty
        let merges = Merges(
            log.standing,
            of: thing,
            into: &differences,
            where: tree.contains
        )
        return tree.amended(merges, names: names)
    }

    func tree(_ kind: AuditGroup.Kind) -> GroupTree { kind == .region ? regions : units }
}
