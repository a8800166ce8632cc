/// From where a file counts the options that its keys name by position.
///
/// One file counts one way, so one position that only one of them allows settles it for all: a 0, or
/// one equal to the number of its question's options.
struct PositionBase {
    private(set) var first: Place?
    private var count = 0
    private var fromZero: Place?
    private var fromOne: Place?

    /// Takes note of a key's position.
    mutating func see(_ position: Int, of optionCount: Int, at place: Place) {
        first = first ?? place
        count += 1
        if position == 0 { fromZero = fromZero ?? place }
        if position == optionCount { fromOne = fromOne ?? place }
    }

    /// 0 or 1; nil after noting that the file does not settle it, or contradicts itself.
    func settled(_ log: FindingLog) -> Int? {
        guard let first else { return 0 }
        switch (fromZero, fromOne) {
        case (.some, .none): return 0
        case (.none, .some): return 1
        case (.some(let zero), .some(let one)):
            log.error(
                "bank.key.position-contradicts",
                at: one,
                "答案用序号，但第 \(zero.line) 行从 0 数起，此处从 1 数起；请改用字母 A、B、C",
                "keys are positions; line \(zero.line) counts from 0, this one from 1; use letters"
            )
            return nil
        case (.none, .none):
            log.error(
                "bank.key.position-ambiguous",
                at: first,
                text: "×\(count)",
                "有 \(count) 个答案写作序号，看不出从 0 还是从 1 数起；请改用字母 A、B、C",
                "\(count) keys are positions, from 0 or from 1 cannot be told; use letters"
            )
            return nil
        }
    }
}
