/// How far an audit has come.
public struct AuditProgress: Hashable, Sendable {
    /// The parts of an audit, in order.
    public enum Stage: String, CaseIterable, Sendable {
        /// SQLite's own check of the file.
        case file
        /// Sequences, batches and the chain.
        case chain
        /// Attempts with their responses and submissions.
        case attempts
        /// Standings and tallies.
        case standings

        /// The name that people read.
        public var chineseName: String {
            switch self {
            case .file: "检查文件"
            case .chain: "核对哈希链"
            case .attempts: "复核答题"
            case .standings: "重算榜单"
            }
        }
    }

    /// The part under way.
    public var stage: Stage
    /// How many facts or attempts of this part are done.
    public var done: Int
    /// How many there are in this part.
    public var total: Int

    /// Makes a progress.
    public init(stage: Stage, done: Int, total: Int) {
        self.stage = stage
        self.done = done
        self.total = total
    }

    /// A report is made once for so many facts.
    static let step = 65_536
}
