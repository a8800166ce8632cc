internal import ContestModel
internal import Spreadsheets

extension BankWriter {
    /// A QTI 3.0 package: `imsmanifest.xml` and one item a question.
    ///
    /// What QTI has no place for stands in `data-safetyquiz-…` attributes of the interaction, which
    /// the specification leaves to everybody; the bank's title is the package's LOM title.
    public static let qti = BankWriter(name: "qti", fileExtension: "zip") { bank in
        var entries = [(name: "imsmanifest.xml", bytes: Array(QTIManifest.text(bank).utf8))]
        for question in bank.questions {
            entries.append((QTIManifest.path(question), Array(QTIItemText.text(question).utf8)))
        }
        return try ZipWriter.archive(entries)
    }
}

/// Writes the list of a package's files.
///
/// Source: 1EdTech (2022), QTI 3.0, Content Packaging profile; IEEE 1484.12.1 (LOM) for the title.
enum QTIManifest {
    /// Where a question lies in the package.
    static func path(_ question: Question) -> String {
        "items/\(question.id).xml"
    }

    static func text(_ bank: QuestionBank) -> String {
        let resources = bank.questions.map { question in
            let identifier = QTIExtension.written(question.id)
            return """
                    <resource identifier="\(identifier)" type="imsqti_item_xmlv3p0" \
                href="\(path(question))">
                      <file href="\(path(question))"/>
                    </resource>
                """
        }
        var keywords = bank.published ? [QTIExtension.publishedKeyword] : []
        keywords += BankMetadata.entries(of: bank).map {
            "\(QTIExtension.keywordPrefix)\($0.name)=\($0.value)"
        }
        let keyword = keywords.map {
            "\n        <keyword><string>\(XMLText.content($0))</string></keyword>"
        }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" \
            identifier="\(QTIExtension.written(bank.bank))">
              <metadata>
                <schema>QTI Package</schema>
                <schemaversion>3.0.0</schemaversion>
                <lom xmlns="http://ltsc.ieee.org/xsd/LOM">
                  <general>
                    <title><string language="zh-CN">\(XMLText.content(bank.title))</string></title>\
            \(keyword)
                  </general>
                </lom>
              </metadata>
              <organizations/>
              <resources>
            \(resources.joined(separator: "\n"))
              </resources>
            </manifest>

            """
    }
}
