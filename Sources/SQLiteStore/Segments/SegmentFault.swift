public import ContestModel

/// Why a ledger cannot be rebuilt from a folder of segments.
public enum SegmentFault: Error, Hashable, CustomStringConvertible {
    /// The folder has no backup to begin with.
    case noBase(folder: String)
    /// The file is torn or was altered: its digest is not that of its content.
    case damaged(file: String)
    /// A file of the numbering is missing.
    case missing(file: String)
    /// The file does not follow what came before it.
    case gap(file: String, expected: LedgerSequence, found: LedgerSequence)
    /// The facts are in order, and yet the chain over them is another.
    case otherChain(file: String, sequence: LedgerSequence)
    /// The ledger did not take a fact that it once had.
    case refusedFact(file: String, sequence: LedgerSequence)

    /// What an operator reads.
    public var description: String {
        switch self {
        case .noBase(let folder):
            "目录 \(folder) 里没有可用的基础备份 / no base backup in the folder"
        case .damaged(let file): "文件 \(file) 残缺或被改动 / torn or altered"
        case .missing(let file): "缺少文件 \(file) / the file is missing"
        case .gap(let file, let expected, let found):
            "\(file) 从序号 \(found) 开始，前面只到 \(expected - 1)：中间有缺口 / "
                + "begins at \(found), expected \(expected)"
        case .otherChain(let file, let sequence):
            "\(file) 的链值在序号 \(sequence) 处不符：不是这个账本的续篇，或被改动 / "
                + "the chain differs at \(sequence)"
        case .refusedFact(let file, let sequence):
            "\(file) 的第 \(sequence) 件事与前面的账本矛盾 / fact \(sequence) contradicts the ledger"
        }
    }
}
