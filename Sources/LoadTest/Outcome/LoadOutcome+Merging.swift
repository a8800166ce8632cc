/// Why parts are not those of one run.
public enum MergingError: Error, Hashable, Sendable {
    /// Parts that are missing or were given twice.
    case wrongParts([String])
    /// Two parts were told to play something different.
    case differentTerms(part: String, lines: [String])
    /// The parts did not begin their attempts together.
    case apart(seconds: Double)
    /// There is no part.
    case empty
}

extension MergingError: CustomStringConvertible {
    /// A sentence for people, Chinese first.
    public var description: String {
        switch self {
        case .wrongParts(let parts):
            "缺少或重复的份：\(parts.joined(separator: "、")) / parts missing or given twice"
        case .differentTerms(let part, let lines):
            "第 \(part) 份与第一份的参数不同：\(lines.joined(separator: "、")) / the parts were told to play different things"
        case .apart(let seconds):
            "各份开始答题的时刻相差 \(seconds.tenths) 秒，不是同时的负载；请用 --begin-at 约定时刻 / the parts did not begin together: agree on --begin-at"
        case .empty: "没有一份结果 / no part"
        }
    }
}

extension LoadOutcome {
    /// Parts that began further apart were no load together.
    static let mostSkewMilliseconds = 1_000

    /// Puts the parts of one run together.
    public static func merged(_ parts: [LoadOutcome]) throws(MergingError) -> LoadOutcome {
        guard var whole = parts.first else { throw .empty }
        let instants = parts.map(\.beganMilliseconds)
        for part in parts.dropFirst() {
            let lines = part.terms.differences(from: whole.terms)
            guard lines.isEmpty else {
                throw .differentTerms(
                    part: part.parts.map(\.text).joined(separator: "+"),
                    lines: lines
                )
            }
            whole.add(part)
        }
        guard whole.wrongParts.isEmpty else { throw .wrongParts(whole.wrongParts) }
        let skew = (instants.max() ?? 0).subtractingReportingOverflow(instants.min() ?? 0)
        guard !skew.overflow, skew.partialValue <= mostSkewMilliseconds else {
            throw .apart(seconds: Double(skew.partialValue) / 1_000)
        }
        return whole
    }

    /// The parts of one whole that are missing or were put in twice; empty when it is complete.
    ///
    ///     ["2/3"]
    var wrongParts: [String] {
        let total = parts.map(\.total).max() ?? 1
        return (0..<total).compactMap { index in
            let found = parts.count { $0.index == index && $0.total == total }
            return found == 1 ? nil : "\(index + 1)/\(total)"
        } + parts.filter { $0.total != total }.map(\.text)
    }
}

extension Shard {
    /// As it is written: `2/4`.
    var text: String { "\(index + 1)/\(total)" }
}
