internal import ContestModel

/// Writes one question as a QTI 3.0 assessment item.
///
/// The explanation is a modal feedback whose outcome has it as its default value, so that it is shown
/// once the response is in, whatever it was.
enum QTIItemText {
    static func text(_ question: Question) -> String {
        let isSingle = question.type != .multiple
        let most = isSingle ? 1 : question.options.count
        // A statement's options keep their order; all others may be shuffled.
        let shuffle = question.type != .trueFalse
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" \
            identifier="\(QTIExtension.written(question.id))" title="\(title(question))" \
            adaptive="false" time-dependent="false" xml:lang="zh-CN">
              <qti-response-declaration identifier="RESPONSE" \
            cardinality="\(isSingle ? "single" : "multiple")" base-type="identifier">
                <qti-correct-response>\(key(question))</qti-correct-response>
              </qti-response-declaration>
              <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">
                <qti-default-value><qti-value>0</qti-value></qti-default-value>
              </qti-outcome-declaration>
            \(outcome(question))\
              <qti-item-body>
                <qti-choice-interaction response-identifier="RESPONSE" shuffle="\(shuffle)" \
            max-choices="\(most)"\(metadata(question))>
                  \(element("qti-prompt", "", question.stem))
            \(choices(question))
                </qti-choice-interaction>
              </qti-item-body>
              <qti-response-processing \
            template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
            \(feedback(question))\
            </qti-assessment-item>

            """
    }

    private static func title(_ question: Question) -> String {
        XMLText.attribute(String(MarkedText.shown(question.stem, isOneLine: true).prefix(40)))
    }

    private static func key(_ question: Question) -> String {
        question.key.indices.map { "<qti-value>\(OptionLetters.letter($0))</qti-value>" }.joined()
    }

    private static func choices(_ question: Question) -> String {
        question.options.enumerated().map { index, option in
            let identifier = " identifier=\"\(OptionLetters.letter(index))\""
            return "      " + element("qti-simple-choice", identifier, option)
        }.joined(separator: "\n")
    }

    private static func metadata(_ question: Question) -> String {
        var entries = QuestionMetadata.entries(of: question)
        // The reader takes such a pair for a statement unless it is told.
        if question.type == .single, TrueFalseWords.isPair(question.options, isDeclared: false) {
            entries.append((name: "type", value: question.type.rawValue))
        }
        return entries.map { entry in
            " \(QTIExtension.prefix)\(entry.name)=\"\(XMLText.attribute(entry.value))\""
        }.joined()
    }

    private static func outcome(_ question: Question) -> String {
        guard !question.explanation.isEmpty else { return "" }
        return """
              <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" \
            base-type="identifier">
                <qti-default-value><qti-value>EXPLANATION</qti-value></qti-default-value>
              </qti-outcome-declaration>

            """
    }

    private static func feedback(_ question: Question) -> String {
        guard !question.explanation.isEmpty else { return "" }
        return """
              <qti-modal-feedback outcome-identifier="FEEDBACK" show-hide="show" \
            identifier="EXPLANATION">
                <qti-content-body>\(element("div", "", question.explanation))</qti-content-body>
              </qti-modal-feedback>

            """
    }

    /// A text as an element's content, and as an attribute too where white space would be lost.
    private static func element(_ name: String, _ attributes: String, _ text: String) -> String {
        let isExact = MarkedText.shown(text, isOneLine: false) == text
        let exact = isExact ? "" : " \(QTIExtension.exactText)=\"\(XMLText.attribute(text))\""
        let lines = text.split(separator: "\n").map { XMLText.content(String($0)) }
        return "<\(name)\(attributes)\(exact)>\(lines.joined(separator: "<br/>"))</\(name)>"
    }
}
