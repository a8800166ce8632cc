internal import Foundation

#if canImport(FoundationXML)
    internal import FoundationXML
#endif

/// What reads one kind of part, element by element.
protocol PartHandler: AnyObject {
    /// An element begins; its name has no prefix.
    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault)
    /// An element ends.
    func end(_ name: String) throws(SheetFault)
    /// Text within the innermost element, possibly one of several pieces.
    func text(_ text: String) throws(SheetFault)
}

/// Parses a part of a workbook as a stream of elements.
enum PartParser {
    /// Hands each element of a part to a handler.
    ///
    /// Elements are told by their local names: the two variants of the format (transitional and
    /// strict) and every choice of prefixes differ in nothing else that is read here.
    ///
    /// - Throws: The handler's fault, the archive's, or one of the XML.
    static func parse(
        _ part: String,
        of archive: ZipArchive,
        _ limits: SheetLimits,
        with handler: some PartHandler
    ) throws(SheetFault) {
        let entry: ZipEntryStream
        do throws(ZipFault) {
            entry = try archive.stream(of: part)
        } catch {
            throw .zip(error)
        }
        let stream = PartStream(entry, part: part)
        let parser = XMLParser(stream: stream)
        parser.shouldResolveExternalEntities = false
        let delegate = PartDelegate(handler, stream, part, limits)
        parser.delegate = delegate
        let isWhole = parser.parse()
        if let fault = delegate.fault ?? stream.fault { throw fault }
        guard isWhole, delegate.isClosed else {
            throw .damagedPart(part: part, line: max(1, parser.lineNumber))
        }
    }

    /// A name without its prefix.
    static func localName(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.utf8.index(after: colon)...])
    }
}

/// Passes the parser's calls on and stops it after the first fault.
private final class PartDelegate: NSObject, XMLParserDelegate {
    private let handler: any PartHandler
    private let stream: PartStream
    private let part: String
    private let limits: SheetLimits
    private var depth = 0
    private var elementCount = 0
    private(set) var fault: SheetFault?

    /// Whether the root element has begun and ended.
    private(set) var isClosed = false

    init(_ handler: any PartHandler, _ stream: PartStream, _ part: String, _ limits: SheetLimits) {
        self.handler = handler
        self.stream = stream
        self.part = part
        self.limits = limits
    }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        stream.isPastProlog = true
        guard fault == nil else { return }
        depth += 1
        guard depth <= limits.depth else { return stop(parser, .tooDeep(part: part)) }
        elementCount += 1
        guard elementCount <= limits.elementCount else {
            return stop(parser, .tooManyElements(part: part))
        }
        do throws(SheetFault) {
            try handler.start(PartParser.localName(elementName), attributes)
        } catch {
            stop(parser, error)
        }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard fault == nil else { return }
        depth -= 1
        if depth == 0 { isClosed = true }
        do throws(SheetFault) {
            try handler.end(PartParser.localName(elementName))
        } catch {
            stop(parser, error)
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard fault == nil else { return }
        do throws(SheetFault) {
            try handler.text(string)
        } catch {
            stop(parser, error)
        }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(
        _ parser: XMLParser,
        foundInternalEntityDeclarationWithName name: String,
        value: String?
    ) {
        stop(parser, .documentType(part: part))
    }

    func parser(
        _ parser: XMLParser,
        foundExternalEntityDeclarationWithName name: String,
        publicID: String?,
        systemID: String?
    ) {
        stop(parser, .documentType(part: part))
    }

    func parser(_ parser: XMLParser, resolveExternalEntityName name: String, systemID: String?)
        -> Data?
    {
        // Without a document type every name but the five of XML itself is undefined.
        stop(parser, .damagedPart(part: part, line: max(1, parser.lineNumber)))
        return nil
    }

    private func stop(_ parser: XMLParser, _ reason: SheetFault) {
        if fault == nil { fault = reason }
        stream.isStopped = true
        parser.abortParsing()
    }
}
