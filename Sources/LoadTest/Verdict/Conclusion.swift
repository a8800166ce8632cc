/// What a load test comes to: whether the figures hold, and whether what was asked for was reached.
///
/// The last line, the page's banner, the JSON and the exit code say this and nothing else.
public struct Conclusion: Hashable, Sendable {
    /// Nothing lost, doubled or mis-ranked, no errors, and every audit that was made agrees; `nil`:
    /// nothing failed, and nothing was there to be compared, as in a rehearsal.
    public var figuresHold: Bool?
    /// Whether the target was met, or the limit found and kept; `nil`: nothing was asked for.
    public var isTargetMet: Bool?

    /// Both.
    public var isPassed: Bool { figuresHold != false && isTargetMet != false }

    /// A line for people, Chinese first.
    ///
    ///     结论：未通过。核对：通过；目标：未达到。Failed. The figures hold; the target was missed.
    public var text: String {
        let chinese =
            "结论：" + (isPassed ? "通过。" : "未通过。") + parts.map(\.chinese).joined(separator: "；")
        let english =
            (isPassed ? "Passed. " : "Failed. ") + parts.map(\.english).joined(separator: "; ")
        return "\(chinese)。\(english)."
    }

    private var parts: [(chinese: String, english: String)] {
        let figures =
            figuresHold.map {
                $0 ? ("核对：通过", "The figures hold") : ("核对：未通过", "The figures do not hold")
            } ?? ("核对：没有计入的，未核对", "Nothing counts, so no figures were compared")
        let target = isTargetMet.map {
            $0 ? ("目标：达到", "the target was met") : ("目标：未达到", "the target was missed")
        }
        return [figures, target ?? ("目标：未设", "no target was set")]
    }
}

extension LoadReport {
    /// What the run comes to.
    public var conclusion: Conclusion {
        Conclusion(
            figuresHold: !holds || auditAgrees == false ? false : comparesNothing ? nil : true,
            isTargetMet: limit.map(\.isMet) ?? target?.isMet
        )
    }
}
