import ContestEngine
import ContestModel
import Leaderboards

/// An amendment as an organiser asks for it: people by public name, nodes by code, options by
/// letter.
struct AmendmentBody: StrictBody {
    var kind: String
    var reasonCode: String
    var reason: String
    /// Only says what would change.
    var dryRun: Bool?
    var participants: [String]?
    var attempts: [Int64]?
    var filter: Filter?
    var question: String?
    var keys: [String]?
    var participant: String?
    var region: String?
    var unit: String?
    var withPast: Bool?
    var of: String?
    var from: String?
    var into: String?
    var node: String?
    var name: String?
    var amendment: Int64?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind, reason, participants, attempts, filter, question, keys, participant, region, unit
        case of, from, into, node, name, amendment
        case reasonCode = "reason_code"
        case dryRun = "dry_run"
        case withPast = "with_past"
    }

    /// Picks attempts; every condition given must hold.
    struct Filter: Decodable {
        var from: String?
        var through: String?
        var region: String?
        var unit: String?
        var fasterThanMs: Int64?
        var rightAtLeast: Int?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case from, through, region, unit
            case fasterThanMs = "faster_than_ms"
            case rightAtLeast = "right_at_least"
        }
    }
}

struct AmendmentPreviewBody: Encodable {
    var dryRun = true
    var before: Figures
    var after: Figures
    var changedPeople: Int
    var movedPeople: Int
    var people: [Person]
    var groups: [Group]

    struct Figures: Encodable {
        var people: Int
        var attempts: Int
        var points: DecimalPoints
        var right: Int
        var drawn: Int

        init(_ tally: Tally) {
            people = tally.people
            attempts = tally.attempts
            points = DecimalPoints(hundredths: tally.points)
            right = tally.right
            drawn = tally.drawn
        }
    }

    struct Person: Encodable {
        var participant: String
        @Nullable var rankBefore: Int?
        @Nullable var rankAfter: Int?
        var valueBefore: DecimalPoints
        var valueAfter: DecimalPoints
    }

    struct Group: Encodable {
        var tree: String
        var id: Int32
        @Nullable var before: Figures?
        @Nullable var after: Figures?
    }

    init(_ comparison: FoldComparison, names: [Pseudonym?]) {
        before = Figures(comparison.tally.before)
        after = Figures(comparison.tally.after)
        changedPeople = comparison.changedPeople
        movedPeople = comparison.movedPeople
        people = zip(comparison.people, names).map { person, name in
            Person(
                participant: name?.description ?? "",
                rankBefore: person.rankBefore,
                rankAfter: person.rankAfter,
                valueBefore: DecimalPoints(hundredths: Int(person.valueBefore)),
                valueAfter: DecimalPoints(hundredths: Int(person.valueAfter))
            )
        }
        groups = comparison.groups.map { group in
            Group(
                tree: group.kind.rawValue,
                id: group.node.rawValue,
                before: group.before.map(Figures.init),
                after: group.after.map(Figures.init)
            )
        }
    }
}

struct AmendmentsBody: Encodable {
    var amendments: [Line]

    struct Line: Encodable {
        var sequence: Int64
        var atMs: Int64
        var kind: String
        var actor: String
        var approver: String
        var reasonCode: String
        var reason: String
        var details: String
        var stands: Bool

        init(_ record: AmendmentRecord) {
            sequence = record.sequence
            atMs = record.at.millisecondsSinceEpoch
            kind = record.act.kind.rawValue
            actor = record.act.actor
            approver = record.act.approver
            reasonCode = record.act.reasonCode
            reason = record.act.reason
            details = String(decoding: record.act.details, as: UTF8.self)
            stands = record.stands
        }
    }
}

struct ProposalBody: Encodable {
    var proposal: String
    var approvals: Int
}

struct ProposalsBody: Encodable {
    var proposals: [Line]

    struct Line: Encodable {
        var proposal: String
        var atMs: Int64
        var kind: String
        var actor: String
        var reasonCode: String
        var reason: String
        var details: String

        init(_ proposal: Proposal) {
            self.proposal = proposal.id
            atMs = proposal.at.millisecondsSinceEpoch
            kind = proposal.act.kind.rawValue
            actor = proposal.act.actor
            reasonCode = proposal.act.reasonCode
            reason = proposal.act.reason
            details = String(decoding: proposal.act.details, as: UTF8.self)
        }
    }
}
