internal import ContestModel

// QTI assessment items, versions 2.1, 2.2 and 3.0.
//
//     <qti-assessment-item identifier="law-001" title="…" …>
//       <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
//         <qti-correct-response><qti-value>B</qti-value></qti-correct-response>
//       </qti-response-declaration>
//       <qti-item-body>
//         <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
//           <qti-prompt>问？</qti-prompt>
//           <qti-simple-choice identifier="A">甲</qti-simple-choice>
//           …
//       <qti-modal-feedback …>因为。</qti-modal-feedback>
//
// An item with one choice interaction is carried; any other interaction, several in one item, templates
// and adaptive items are named and counted. The stem is what stands in the body, then the prompt; the
// explanation is the modal feedback.
//
// Source: 1EdTech (IMS Global), Question and Test Interoperability 2.1 (2012), 2.2 (2015) and 3.0 (2022),
// Assessment Item information model and XML binding.

/// Reads one assessment item, already in the names of QTI 2.
struct QTIItem {
    private let element: XMLElementNode
    private let log: FindingLog
    private var marked = MarkedText()
    private var draft: QuestionDraft
    private var saysType = false

    /// A question, or nothing when the item is not carried or not whole.
    enum Outcome {
        case question(QuestionDraft)
        case notCarried
        case faulty
    }

    /// Elements of a body that are neither stem nor options.
    private static let asides: Set = [
        "rubricBlock", "feedbackBlock", "feedbackInline", "choiceInteraction", "stylesheet",
        "catalogInfo", "companionMaterialsInfo", "modalFeedback",
    ]

    init(_ element: XMLElementNode, log: FindingLog) {
        self.element = element
        self.log = log
        draft = QuestionDraft(place: element.place)
    }

    /// Reads the item.
    mutating func read(_ losses: inout ImportLosses) -> Outcome {
        let body = element.first("itemBody")
        let interactions = body?.descendants.filter { $0.name.hasSuffix("Interaction") } ?? []
        if let construct = construct(interactions) {
            losses.note(.construct, construct, at: element.place)
            return .notCarried
        }
        guard let body, let interaction = interactions.first else { return .notCarried }
        draft.id = element.attributes["identifier"].map {
            Located(QTIExtension.read($0), at: element.place)
        }
        stem(body, interaction)
        let choices = interaction.all("simpleChoice")
        options(choices)
        guard key(interaction, choices, &losses) else { return .faulty }
        explain(&losses)
        metadata(interaction, &losses)
        settleType()
        noteAsides(body, &losses)
        return marked.report(at: element.place, to: &losses) ? .question(draft) : .notCarried
    }

    /// What kind of item this is when a bank does not carry it.
    private func construct(_ interactions: [XMLElementNode]) -> String? {
        if element.attributes["adaptive"] == "true" { return "自适应题 adaptive" }
        if element.first("templateDeclaration") != nil { return "模板题 templateDeclaration" }
        if element.first("assessmentStimulusRef") != nil { return "材料题 assessmentStimulusRef" }
        guard interactions.count == 1, let first = interactions.first else {
            let names = Set(interactions.map(\.name)).sorted().joined(separator: " + ")
            return interactions.isEmpty ? "没有作答部分" : "组合题 \(names)"
        }
        return first.name == "choiceInteraction" ? nil : first.name
    }

    private mutating func stem(_ body: XMLElementNode, _ interaction: XMLElementNode) {
        let prompt = interaction.first("prompt")
        let around = marked.qti(body, without: Self.asides)
        let asked = prompt.map { marked.qti($0) } ?? ""
        let parts = [around, asked].filter { !$0.isEmpty }
        let place = around.isEmpty ? prompt?.place : nil
        draft.stem = Located(parts.joined(separator: "\n"), at: place ?? body.place)
    }

    private mutating func options(_ choices: [XMLElementNode]) {
        draft.options = choices.map { choice in
            Located(
                marked.qti(choice, without: Self.asides, isOneLine: true),
                at: choice.place
            )
        }
    }

    /// The right choices by their identifiers; whether they could be told.
    private mutating func key(
        _ interaction: XMLElementNode,
        _ choices: [XMLElementNode],
        _ losses: inout ImportLosses
    ) -> Bool {
        let name = interaction.attributes["responseIdentifier"]
        let declaration = element.all("responseDeclaration").first {
            $0.attributes["identifier"] == name
        }
        let isSingle = declaration?.attributes["cardinality"].map { $0 == "single" }
        let most = interaction.attributes["maxChoices"]
        let type = (isSingle ?? (most == "1")) ? QuestionType.single : .multiple
        draft.type = Located(type.rawValue, at: interaction.place)
        let identifiers = choices.map { $0.attributes["identifier"] ?? "" }
        var indices: [Int] = []
        for value in QTIKey.values(declaration, &losses) {
            guard let index = identifiers.firstIndex(of: value.value) else {
                log.error(
                    "qti.key.unknown",
                    at: value.place,
                    text: value.value,
                    "正确答案 \(value.value) 不是任何选项的标识",
                    "the correct response names no choice"
                )
                return false
            }
            indices.append(index)
            draft.key = [Located(OptionLetters.letters(indices), at: value.place)]
            draft.keyIsLetters = true
        }
        return true
    }

    private mutating func explain(_ losses: inout ImportLosses) {
        let feedback = element.all("modalFeedback")
        let telling: Set = ["explanation", "correct", "right", "solution", "rationale"]
        let chosen = feedback.firstIndex {
            feedback.count == 1
                || telling.contains($0.attributes["identifier"]?.lowercased() ?? "")
        }
        for (index, part) in feedback.enumerated() {
            if index == chosen {
                let words = marked.qti(part)
                if !words.isEmpty { draft.explanation = Located(words, at: part.place) }
            } else {
                losses.note(.part, "反馈 modalFeedback", at: part.place)
            }
        }
    }

    private mutating func metadata(
        _ interaction: XMLElementNode,
        _ losses: inout ImportLosses
    ) {
        for (name, value) in interaction.attributes.sorted(by: { $0.key < $1.key })
        where name.hasPrefix(QTIExtension.prefix) {
            let part = String(name.dropFirst(QTIExtension.prefix.count))
            let value = Located(value, at: interaction.place)
            if part == "type" { saysType = true }
            if !QuestionMetadata.apply(part, value, to: &draft) {
                losses.note(.field, name, at: interaction.place)
            }
        }
    }

    /// A pair of options that says nothing but true and false makes a statement, unless the item
    /// says its type in our own words.
    private mutating func settleType() {
        guard !saysType, draft.type?.value == QuestionType.single.rawValue,
            TrueFalseWords.isPair(draft.options?.map(\.value) ?? [], isDeclared: false)
        else { return }
        draft.type?.value = QuestionType.trueFalse.rawValue
        draft.options = nil
    }

    private func noteAsides(_ body: XMLElementNode, _ losses: inout ImportLosses) {
        for part in body.descendants
        where Self.asides.contains(part.name) && part.name != "choiceInteraction" {
            losses.note(.part, part.name, at: part.place)
        }
        if let title = element.attributes["title"], !title.isEmpty {
            let stem = MarkedText.shown(draft.stem?.value ?? "", isOneLine: true)
            let words = MarkedText.shown(title, isOneLine: true)
            if !stem.hasPrefix(words.prefix(12)) {
                losses.note(.part, "题目名称 title", at: element.place)
            }
        }
    }
}
