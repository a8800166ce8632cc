/// What leaves the organiser's rooms.
///
/// Everything personal is private until published.
public struct PublicationRules: Hashable, Codable, Sendable {
    /// Whether boards of people may be seen by the public from the start.
    public var personalBoards: Bool
    /// Whether tallies of regions and units may be seen by the public from the start.
    public var groupBoards: Bool
    /// How people are named on public boards.
    public var names: PublishedNames
    /// Groups with fewer people are withheld from the public.
    public var minimumGroupSize: Int

    /// Makes publication rules.
    public init(
        personalBoards: Bool = false,
        groupBoards: Bool = true,
        names: PublishedNames = .masked,
        minimumGroupSize: Int = 1
    ) {
        self.personalBoards = personalBoards
        self.groupBoards = groupBoards
        self.names = names
        self.minimumGroupSize = minimumGroupSize
    }

    private enum CodingKeys: String, CodingKey {
        case personalBoards
        case groupBoards
        case names
        case minimumGroupSize
    }

    private enum FormerKeys: String, CodingKey {
        case maskNames
    }

    /// Reads the rules, also as ledgers hold them from before `names`, when names were masked or
    /// not.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        personalBoards = try fields.decode(Bool.self, forKey: .personalBoards)
        groupBoards = try fields.decode(Bool.self, forKey: .groupBoards)
        minimumGroupSize = try fields.decode(Int.self, forKey: .minimumGroupSize)
        if let names = try fields.decodeIfPresent(PublishedNames.self, forKey: .names) {
            self.names = names
        } else {
            let former = try decoder.container(keyedBy: FormerKeys.self)
            names = try former.decode(Bool.self, forKey: .maskNames) ? .masked : .full
        }
    }
}

/// How people are named on public boards.
public enum PublishedNames: String, Codable, CaseIterable, Sendable {
    /// The family name only: 王*, 欧阳**.
    case masked
    /// The whole name.
    case full
    /// Not at all, nor by anything that is the same on two boards.
    case hidden
}
