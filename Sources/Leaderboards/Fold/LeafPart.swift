import ContestModel

/// What a person earned at one leaf of each tree.
struct LeafPart: Sendable {
    var region: NodeID
    var unit: NodeID
    var standings: ParticipantStandings
}

/// Where a person's attempts went: hardly ever to more than one place.
enum LeafParts: Sendable {
    case none
    case one(LeafPart)
    case several([LeafPart])

    var all: [LeafPart] {
        switch self {
        case .none: []
        case .one(let part): [part]
        case .several(let parts): parts
        }
    }
}
