/// A region or unit as a board shows it, with the merges and renames that stand.
public struct AuditNode: Hashable, Codable, Sendable {
    /// Its identifier.
    public var id: Int
    /// The name that people read.
    public var name: String
    /// Other spellings, and the names of the nodes that were merged into it.
    public var aliases: [String]
    /// How many people belong to it; nil when it, or one merged into it, is not known.
    public var headcount: Int?
    /// The node above it; nil at the top.
    public var parent: Int?

    /// Makes a node.
    public init(id: Int, name: String, aliases: [String], headcount: Int?, parent: Int?) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.headcount = headcount
        self.parent = parent
    }
}
