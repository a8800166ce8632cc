/// Why no paper can be drawn from a bank by a blueprint.
///
/// Sections and themes are named by their index in the blueprint, from zero; a theme of nil stands
/// for the days without one.
public enum DrawingError: Error, Hashable, Sendable {
    /// The blueprint has no section.
    case emptyBlueprint
    /// A section asks for fewer than one question.
    case emptySection(section: Int)
    /// The sections together ask for more questions than a paper may hold, or one of them does.
    case tooManyQuestions(limit: Int)
    /// The bank holds more questions than an index can name.
    case bankTooLarge(count: Int, limit: Int)
    /// A section asks for more questions than the bank has of its description.
    case tooFewQuestions(section: Int, needed: Int, available: Int, theme: Int?)
    /// The section shares questions with others, and they may leave it too few: of `available`
    /// that fit it, the others can take all but `left`, whichever section is drawn first.
    ///
    /// The organiser adds questions, or makes the sections' descriptions exclude one another.
    case sectionsCompete(section: Int, needed: Int, left: Int, available: Int, theme: Int?)
}
