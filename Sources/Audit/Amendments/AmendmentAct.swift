// What the details of an amendment say, by its kind. Participants are dense indices, attempts are
// sequences, keys are masks over the bank's own order of options, nodes are identifiers of a tree.
//
//     disqualify, reinstate       {"attempts":[7],"participants":[3]}
//     revise_key, accept_keys     {"bankVersions":[1],"keys":[4],"question":"Q7"}
//     credit_question, withdraw_question    {"bankVersions":[1],"question":"Q7"}
//     move                        {"participant":3,"region":5,"unit":9,"withPast":true}
//     merge                       {"from":4,"into":2,"of":"person"}
//     rename                      {"id":9,"name":"第二中学","of":"unit"}
//     reverse                     {"amendment":123}
//
// The kinds that change no figure are read all the same, so that what cannot be read is found.

import Foundation

/// One correction by an organiser.
enum AmendmentAct {
    case disqualify(AmendedSets)
    case reinstate(AmendedSets)
    case rule(KeyRuling)
    case move(MoveDetails)
    case merge(MergeDetails)
    case rename(RenameDetails)
    case reverse(Int64)
    /// It changes no figure and no name.
    case remark
    /// It cannot be read, or names what cannot be meant, and so does nothing.
    case void

    /// The kinds after which keys are other than they were.
    static let keyKinds: Set<String> = [
        "revise_key", "accept_keys", "credit_question", "withdraw_question",
    ]

    /// The kinds that can change a figure.
    static let figureKinds =
        keyKinds.union(["disqualify", "reinstate", "move", "merge", "reverse"])

    /// All kinds that a `reverse` may name.
    static let kinds = figureKinds.union([
        "rename", "void_draw", "announce", "object", "resolve_objection",
    ])

    /// Reads the details of one of `kinds`.
    ///
    /// - Throws: `DecodingError` where they are not as described above.
    init(kind: String, details: Data) throws {
        let decoder = JSONDecoder()
        switch kind {
        case "disqualify":
            self = .disqualify(try decoder.decode(AmendedSets.self, from: details))
        case "reinstate":
            self = .reinstate(try decoder.decode(AmendedSets.self, from: details))
        case "move": self = .move(try decoder.decode(MoveDetails.self, from: details))
        case "merge": self = .merge(try decoder.decode(MergeDetails.self, from: details))
        case "rename": self = .rename(try decoder.decode(RenameDetails.self, from: details))
        case "reverse":
            self = .reverse(try decoder.decode(ReverseDetails.self, from: details).amendment)
        case _ where Self.keyKinds.contains(kind):
            let content = try decoder.decode(KeyRuling.Details.self, from: details)
            self = .rule(try KeyRuling(content, kind: kind))
        default:
            try RemarkDetails.check(details, kind: kind)
            self = .remark
        }
    }
}

/// Whom and what a disqualification takes out, or takes in again.
struct AmendedSets: Decodable {
    let attempts: Set<Int64>
    let participants: Set<Int64>

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case attempts
        case participants
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard CodingKeys.allCases.contains(where: container.contains) else {
            throw UnreadableDetails("neither attempts nor participants")
        }
        attempts = try container.decodeIfPresent(Set<Int64>.self, forKey: .attempts) ?? []
        participants = try container.decodeIfPresent(Set<Int64>.self, forKey: .participants) ?? []
    }
}

/// Where a person goes; a tree that is not named stays as it is.
struct MoveDetails: Decodable {
    let participant: Int64
    let region: Int64?
    let unit: Int64?
    let withPast: Bool

    private enum CodingKeys: String, CodingKey {
        case participant
        case region
        case unit
        case withPast
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        participant = try container.decode(Int64.self, forKey: .participant)
        region = try container.decodeIfPresent(Int64.self, forKey: .region)
        unit = try container.decodeIfPresent(Int64.self, forKey: .unit)
        withPast = try container.decode(Bool.self, forKey: .withPast)
        if region == nil && unit == nil { throw UnreadableDetails("neither region nor unit") }
    }

    /// The target in one of the trees.
    func target(in kind: AuditGroup.Kind) -> Int64? { kind == .region ? region : unit }
}

/// Two that become one.
struct MergeDetails: Decodable {
    let from: Int64
    let into: Int64
    let of: AmendedThing
}

/// What merges and renames are about.
enum AmendedThing: String, Decodable {
    case person
    case region
    case unit
}

/// Another name; a person's own is never in the ledger.
struct RenameDetails: Decodable {
    let id: Int64
    let name: String?
    let of: AmendedThing

    private enum CodingKeys: String, CodingKey {
        case id
        case name
        case of
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int64.self, forKey: .id)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        of = try container.decode(AmendedThing.self, forKey: .of)
        if (name == nil) != (of == .person) { throw UnreadableDetails("name") }
    }
}

private struct ReverseDetails: Decodable { let amendment: Int64 }

/// The details of what changes no figure; they are read and forgotten.
private enum RemarkDetails {
    private struct VoidDraw: Decodable { let prize: String }

    private struct Announce: Decodable {
        enum State: String, Decodable { case preliminary, notice, final, corrected }
        let asOf: Int64
        let number: Int64
        let standings: String
        let state: State
    }

    private struct Object: Decodable {
        let about: String
        let digest: String
        let number: Int64
    }

    private struct Resolve: Decodable {
        enum Outcome: String, Decodable { case upheld, partly, rejected }
        let amendments: [Int64]
        let number: Int64
        let outcome: Outcome
    }

    static func check(_ details: Data, kind: String) throws {
        let decoder = JSONDecoder()
        switch kind {
        case "void_draw": _ = try decoder.decode(VoidDraw.self, from: details)
        case "announce": _ = try decoder.decode(Announce.self, from: details)
        case "object": _ = try decoder.decode(Object.self, from: details)
        default: _ = try decoder.decode(Resolve.self, from: details)
        }
    }
}

/// Why details that are JSON are not what they should be.
struct UnreadableDetails: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
