public import ContestModel

/// What one response earned.
public struct QuestionMark: Hashable, Sendable {
    /// Whether it is wholly right; partial credit is not right.
    public var right: Bool
    /// What it earned, in hundredths; negative when a wrong response costs something.
    public var points: Points

    /// Makes a mark.
    public init(right: Bool, points: Points) {
        self.right = right
        self.points = points
    }

    /// The mark of an omitted question: not right, and no points either way.
    public static let nothing = QuestionMark(right: false, points: .zero)
}
