/// How far the reading of a large file has come.
public enum ReadingProgress: Hashable, Sendable {
    /// So many rows of a table have been read; how many there are shows only at its end.
    case rows(Int)
    /// So many of all questions have been judged.
    case judged(Int, of: Int)

    /// How many rows or questions pass between two reports.
    static let step = 1_000
}
