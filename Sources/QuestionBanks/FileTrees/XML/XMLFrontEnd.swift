internal import Foundation

#if canImport(FoundationXML)
    internal import FoundationXML
#endif

/// XML as a tree of elements with places, without document types, entities of its own and whatever
/// lies outside the file.
///
/// The parser is Foundation's, fed from a stream: from memory it gives up beyond 10 MB. Depth, number
/// of elements and length of texts are limited while it runs.
enum XMLFrontEnd {
    /// The root element; nil after an error, which is noted with its place.
    ///
    /// - Parameter skipped: Elements whose content is passed over unread, such as attached files.
    static func read(
        _ bytes: [UInt8],
        _ log: FindingLog,
        skipping skipped: Set<String> = []
    ) -> XMLElementNode? {
        guard let text = SourceText.read(bytes, log, replacing: { $0 }),
            XMLProlog.check(text, log)
        else { return nil }
        let parser = XMLParser(stream: InputStream(data: Data(XMLAsides.blanked(text))))
        parser.shouldResolveExternalEntities = false
        let builder = XMLTreeBuilder(log: log, skipped: skipped)
        parser.delegate = builder
        let isWhole = parser.parse()
        builder.noteFault(of: parser, isWhole: isWhole)
        return builder.isFaulty ? nil : builder.root
    }
}

/// Gathers a parser's events into a tree.
private final class XMLTreeBuilder: NSObject, XMLParserDelegate {
    private(set) var root: XMLElementNode?
    private(set) var isFaulty = false
    private let log: FindingLog
    private let sheet: String?
    private let skipped: Set<String>
    private var open: [XMLElementNode] = []
    private var nodeCount = 0
    /// The text since the last tag.
    private var pending = ""
    private var fault: Place?
    /// How many open elements are inside one that is passed over, itself included.
    private var skippedDepth = 0

    init(log: FindingLog, skipped: Set<String>) {
        self.log = log
        sheet = log.sheet
        self.skipped = skipped
    }

    /// Notes what stopped the parser, unless the builder stopped it and said why.
    func noteFault(of parser: XMLParser, isWhole: Bool) {
        guard !isFaulty, !isWhole || root == nil || fault != nil else { return }
        isFaulty = true
        log.error(
            "xml.syntax",
            at: fault ?? Place(line: 1, column: 1),
            "XML 语法有误：标签没有配对、缺少结尾，或有没有转义的 & 和 <",
            "XML syntax: tags that do not match, a missing end, or a bare & or <"
        )
    }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        nodeCount += 1 + attributes.count
        guard open.count + skippedDepth < XMLLimits.depth, nodeCount <= XMLLimits.nodeCount else {
            return stop(parser) { place in
                log.error(
                    "xml.too-deep",
                    at: place,
                    "嵌套超过 \(XMLLimits.depth) 层或内容过多",
                    "nested too deeply, or too many parts"
                )
            }
        }
        takePending()
        let name = Self.local(elementName)
        if skippedDepth > 0 || skipped.contains(name) { skippedDepth += 1 }
        guard skippedDepth <= 1 else { return }
        var element = XMLElementNode(name: name, attributes: [:], place: place(of: parser))
        for (name, value) in attributes { element.attributes[Self.local(name)] = value }
        open.append(element)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        takePending()
        if skippedDepth > 0 { skippedDepth -= 1 }
        guard skippedDepth == 0, let element = open.popLast() else { return }
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        append(string, parser)
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        append(String(decoding: block, as: UTF8.self), parser)
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        // An undeclared prefix (libxml2's codes 200 to 205) is no fault: prefixes are not looked at.
        guard !(200...205).contains((parseError as NSError).code) else { return }
        fault = fault ?? place(of: parser)
    }

    private func append(_ text: String, _ parser: XMLParser) {
        guard skippedDepth == 0, !open.isEmpty, !isFaulty else { return }
        guard pending.utf8.count + text.utf8.count <= FileLimits.scalarByteCount else {
            return stop(parser) { place in
                log.error(
                    "text.too-long",
                    at: place,
                    text: text,
                    "文字超过 \(FileLimits.scalarByteCount) 字节",
                    "the text has more than \(FileLimits.scalarByteCount) bytes"
                )
            }
        }
        pending += text
    }

    private func takePending() {
        guard !pending.isEmpty else { return }
        if !open.isEmpty { open[open.count - 1].children.append(.text(pending)) }
        pending = ""
    }

    private func stop(_ parser: XMLParser, _ note: (Place) -> Void) {
        guard !isFaulty else { return }
        isFaulty = true
        note(place(of: parser))
        parser.abortParsing()
    }

    private func refuse(_ parser: XMLParser) {
        stop(parser) { XMLProlog.noteDocumentType(log, at: $0) }
    }

    private func place(of parser: XMLParser) -> Place {
        Place(sheet: sheet, line: max(1, parser.lineNumber), column: max(1, parser.columnNumber))
    }

    private static func local(_ name: String) -> String {
        guard let colon = name.lastIndex(of: ":") else { return name }
        return String(name[name.index(after: colon)...])
    }
}

extension XMLTreeBuilder {
    func parser(
        _ parser: XMLParser,
        foundInternalEntityDeclarationWithName name: String,
        value: String?
    ) {
        refuse(parser)
    }

    func parser(
        _ parser: XMLParser,
        foundExternalEntityDeclarationWithName name: String,
        publicID: String?,
        systemID: String?
    ) {
        refuse(parser)
    }

    func parser(
        _ parser: XMLParser,
        foundUnparsedEntityDeclarationWithName name: String,
        publicID: String?,
        systemID: String?,
        notationName: String?
    ) {
        refuse(parser)
    }

    func parser(
        _ parser: XMLParser,
        foundNotationDeclarationWithName name: String,
        publicID: String?,
        systemID: String?
    ) {
        refuse(parser)
    }

    func parser(
        _ parser: XMLParser,
        foundElementDeclarationWithName elementName: String,
        model: String
    ) {
        refuse(parser)
    }

    func parser(
        _ parser: XMLParser,
        resolveExternalEntityName name: String,
        systemID: String?
    ) -> Data? {
        stop(parser) { place in
            log.error(
                "xml.entity",
                at: place,
                text: "&\(name);",
                "不认识的实体，XML 只有 &amp; &lt; &gt; &quot; &apos; 和 &#…;",
                "an unknown entity; XML has &amp; &lt; &gt; &quot; &apos; and &#…;"
            )
        }
        return nil
    }
}
