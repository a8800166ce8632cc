/// The names of QTI 2 and 3, which differ only in how they are written.
///
/// QTI 3.0 has `qti-choice-interaction` and `response-identifier` where 2.1 and 2.2 have
/// `choiceInteraction` and `responseIdentifier`; readers here know the older ones.
///
/// Source: 1EdTech, QTI 3.0 Best Practices and Implementation Guide, on migrating from QTI 2.x.
enum QTINames {
    /// A tree with the names of QTI 2.
    static func older(_ element: XMLElementNode) -> XMLElementNode {
        var result = element
        if result.name.hasPrefix("qti-") {
            result.name = joined(String(result.name.dropFirst(4)))
        }
        result.attributes = [:]
        for (name, value) in element.attributes {
            result.attributes[name.hasPrefix("data-") ? name : joined(name)] = value
        }
        result.children = element.children.map { child in
            if case .element(let element) = child { .element(older(element)) } else { child }
        }
        return result
    }

    /// `choice-interaction` as `choiceInteraction`.
    private static func joined(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        var isRaised = false
        for scalar in name.unicodeScalars {
            if scalar == "-" {
                isRaised = true
            } else if isRaised, ("a"..."z").contains(scalar),
                let raised = Unicode.Scalar(scalar.value - 0x20)
            {
                result.append(raised)
                isRaised = false
            } else {
                result.append(scalar)
                isRaised = false
            }
        }
        return String(result)
    }
}

/// What our own writer adds to QTI, in attributes that the specification leaves to everybody.
enum QTIExtension {
    /// Before a name of `QuestionMetadata`, on the interaction.
    static let prefix = "data-safetyquiz-"
    /// A text exactly as it is, where white space would be lost.
    static let exactText = "data-safetyquiz-text"
    /// A keyword of the package: its keys are public.
    static let publishedKeyword = "safetyquiz:published"
    /// What else a bank says of itself: `safetyquiz:NAME=VALUE`.
    static let keywordPrefix = "safetyquiz:"
    /// Before an identifier that must not begin with a digit or a hyphen.
    static let identifierPrefix = "_"

    /// An identifier of ours as XML wants it.
    static func written(_ name: String) -> String {
        let isLetter = name.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
        return isLetter ? name : identifierPrefix + name
    }

    /// An identifier as it was before it was written.
    static func read(_ identifier: String) -> String {
        let rest = String(identifier.dropFirst(identifierPrefix.count))
        return identifier.hasPrefix(identifierPrefix) && TextRules.isName(rest) ? rest : identifier
    }
}
