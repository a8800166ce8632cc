internal import ContestModel

/// The parts of a question that other formats have no place for, as names and values.
///
/// A writer puts them where its format allows an extension (a comment, attributes); its reader takes
/// them from there. Names are the native format's, those of the basis with `basis-` in front; parts
/// that have their default value are left out.
enum QuestionMetadata {
    /// The parts that stand in the question itself.
    private static func part(
        _ name: String
    ) -> WritableKeyPath<QuestionDraft, Located<String>?>? {
        switch name {
        case "id": \.id
        case "type": \.type
        case "category": \.category
        case "knowledge-point": \.knowledgePoint
        case "difficulty": \.difficulty
        case "pool": \.pool
        default: nil
        }
    }

    /// The parts that stand in its basis.
    private static func basisPart(
        _ name: String
    ) -> WritableKeyPath<BasisDraft, Located<String>?>? {
        switch name {
        case "basis-law": \.law
        case "basis-version": \.version
        case "basis-article": \.article
        case "basis-valid-from": \.validFrom
        case "basis-valid-until": \.validUntil
        default: nil
        }
    }

    /// The parts of a question that differ from their defaults, without `id` and `type`.
    static func entries(of question: Question) -> [(name: String, value: String)] {
        var entries = [
            ("category", question.category), ("knowledge-point", question.knowledgePoint),
            ("difficulty", question.difficulty == 3 ? "" : "\(question.difficulty)"),
            ("pool", question.pool == "main" ? "" : question.pool),
        ]
        if let basis = question.basis {
            entries += [
                ("basis-law", basis.law), ("basis-version", basis.version ?? ""),
                ("basis-article", basis.article ?? ""),
                ("basis-valid-from", day(basis.validFrom)),
                ("basis-valid-until", day(basis.validUntil)),
            ]
        }
        return entries.filter { !$0.1.isEmpty }
    }

    /// Puts a value into a draft; false when the name is unknown.
    static func apply(
        _ name: String,
        _ value: Located<String>,
        to draft: inout QuestionDraft
    ) -> Bool {
        if let part = part(name) {
            draft[keyPath: part] = value
            return true
        }
        guard let part = basisPart(name) else { return false }
        var basis = draft.basis ?? BasisDraft(place: value.place)
        basis[keyPath: part] = value
        draft.basis = basis
        return true
    }

    /// A day as the native format writes it; empty for nil.
    static func day(_ day: ContestDay?) -> String {
        day.map { ContestModel.CivilDate($0).description } ?? ""
    }
}
