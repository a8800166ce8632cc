/// What a question's key is after the organiser amended it, in place of the bank's own.
///
/// A key revision is a dictionary of these by question index, laid over the bank when a `Grader` is
/// made. It never changes what is drawn.
public enum AcceptedKey: Hashable, Sendable {
    /// Each of these is the key; a response is marked against the one under which it earns most.
    /// With none of them, no response is right.
    case keys([OptionMask])
    /// Everyone who drew the question has it right, answered or not.
    case everyone
    /// The question counts neither in points nor in the number drawn, answered or right.
    case withdrawn
}
