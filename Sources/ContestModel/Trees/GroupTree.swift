/// Which of a contest's two trees a node belongs to.
public enum GroupKind: String, Codable, CaseIterable, Sendable {
    /// Administrative divisions.
    case region
    /// Employers and their branches.
    case unit
}

/// One region or unit.
public struct GroupNode: Hashable, Codable, Sendable {
    /// Stable for the contest's life; positive.
    public var id: NodeID
    /// The organiser's own code, text: a GB/T 2260 code or a unit's number.
    ///
    /// Unique in its tree.
    public var code: String
    /// The name that people read.
    public var name: String
    /// The node above; `.none` at the top.
    public var parent: NodeID
    /// How many people belong to it, for the participation rate; nil when not known.
    public var headcount: Int?
    /// The day of that headcount.
    public var headcountDay: ContestDay?
    /// The industry, for reports; nil when not given.
    public var industry: String?
    /// Other spellings that people use.
    public var aliases: [String]

    /// Makes a node.
    public init(
        id: NodeID,
        code: String,
        name: String,
        parent: NodeID = .none,
        headcount: Int? = nil,
        headcountDay: ContestDay? = nil,
        industry: String? = nil,
        aliases: [String] = []
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.parent = parent
        self.headcount = headcount
        self.headcountDay = headcountDay
        self.industry = industry
        self.aliases = aliases
    }
}

/// The regions or the units of a contest, as one version of a tree (a forest, strictly).
public struct GroupTree: Hashable, Codable, Sendable {
    /// Every node, parents before their children.
    public var nodes: [GroupNode]

    /// The most nodes a tree may have.
    public static let nodeCountLimit = 1_000_000
    /// The most levels a tree may have.
    public static let depthLimit = 16

    /// Makes a tree.
    public init(nodes: [GroupNode] = []) {
        self.nodes = nodes
    }
}
