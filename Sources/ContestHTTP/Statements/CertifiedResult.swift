import ContestEngine
import ContestModel
import Exports
import Leaderboards

/// A result as of one place in the ledger, before it is signed.
struct CertifiedResult {
    var subject: CertificateSubject
    var name: String
    /// Under which groups the subject stands, from the top.
    var group: String
    var sequence: LedgerSequence
    var rank: Int
    var ranked: Int
    /// In hundredths, whatever it is of.
    var value: Int
    /// The value's name in contest files.
    var kind: String
    var kindName: String
    /// The value with its unit.
    var valueText: String
    var ties: String
}

extension ContestServer {
    /// A person's place on the board of the whole contest, as of the last committed fact.
    func result(
        of participant: ParticipantIndex,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> CertifiedResult {
        let contest = entry.contest
        guard let name = try await contest.names(of: [participant], masked: false)[participant]
        else { throw Problem.erased }
        let (snapshot, key) = await contest.place(of: participant, in: .overall)
        guard let board = snapshot.boards.people(in: .overall), let key,
            let rank = board.rank(of: key),
            let line = await contest.exportLines(of: [participant]).first
        else { throw Problem.notOnBoard }
        let kind = view.rules.ranking.value
        let value = Int(key.value)
        let text = HundredthsText.text(value)
        let valueText =
            switch kind {
            case .sum, .best, .latest, .average: "\(text) 分"
            case .count: "\(text) 次"
            case .accuracy: "\(text)%"
            }
        let boards = snapshot.boards
        let groups = [
            Self.path(to: line.unit, boards.units.index),
            Self.path(to: line.region, boards.regions.index),
        ]
        return CertifiedResult(
            subject: .person(line.pseudonym),
            name: name,
            group: groups.filter { !$0.isEmpty }.joined(separator: "　"),
            sequence: snapshot.sequence,
            rank: rank,
            ranked: board.count,
            value: value,
            kind: kind.rawValue,
            kindName: kind.chineseName,
            valueText: valueText,
            ties: view.rules.ranking.chineseTies + "。"
        )
    }

    /// A region's or unit's place among its siblings, by the contest's measure.
    func result(
        of id: NodeID,
        _ kind: GroupKind,
        _ view: Contest.Published
    ) throws -> CertifiedResult {
        let groups = view.live.boards.groups(kind)
        guard let node = groups.index.node(id) else { throw Problem.unknownBoard }
        let measure = view.rules.boards.groupMeasure
        let ranking = GroupRanking(
            groups,
            below: node.parent,
            by: measure,
            heat: view.rules.boards.heat,
            withholding: WithheldGroups(groups, minimum: 0)
        )
        guard let row = ranking.rows.first(where: { $0.node.id == node.id }), let rank = row.rank,
            let tally = row.tally, tally.people > 0,
            let value = tally.hundredths(
                of: measure,
                headcount: node.headcount,
                heat: view.rules.boards.heat
            )
        else { throw Problem.notOnBoard }
        let text = HundredthsText.text(value)
        let valueText =
            switch measure {
            case .people, .scorers: "\(text) 人"
            case .attempts: "\(text) 人次"
            case .points, .average: "\(text) 分"
            case .accuracy, .participation: "\(text)%"
            case .heat: text
            }
        return CertifiedResult(
            subject: kind == .unit ? .unit(node.id) : .region(node.id),
            name: node.name,
            group: Self.path(to: node.parent, groups.index),
            sequence: view.live.sequence,
            rank: rank,
            ranked: ranking.rows.count,
            value: value,
            kind: measure.rawValue,
            kindName: measure.chineseName,
            valueText: valueText,
            ties: "在同级中排名，并列名次按 1、1、3 编排。"
        )
    }

    /// The names from the top of a tree down to a node; empty for none.
    private static func path(to node: NodeID, _ index: GroupIndex) -> String {
        index.path(from: node).reversed().compactMap { index.node($0)?.name }
            .joined(separator: " · ")
    }
}

extension Tally {
    /// What a measure says, in hundredths and rounded as reports round it; nil without a value.
    fileprivate func hundredths(
        of measure: GroupMeasure,
        headcount: Int?,
        heat: HeatFormula?
    ) -> Int? {
        switch measure {
        case .people: Ratio(people, of: 1).scaled(places: 2)
        case .scorers: Ratio(scorers, of: 1).scaled(places: 2)
        case .attempts: Ratio(attempts, of: 1).scaled(places: 2)
        case .points: points
        case .average: Ratio(points, of: attempts).scaled(places: 0)
        case .accuracy: Ratio(right, of: drawn).scaled(places: 4)
        case .participation: Ratio(people, of: headcount).scaled(places: 4)
        case .heat: heat.map { self.heat($0) }
        }
    }
}
