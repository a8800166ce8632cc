internal import Foundation

/// A part of a workbook as a stream for the XML parser, inflated as it is read.
///
/// XML's dangers are looked for in the bytes, before the parser sees them: a document type (the way
/// to entity bombs and outside files; the parser drops entities silently), and encodings in which
/// such a declaration could hide. And what FoundationXML traps on: bytes that are not UTF-8 in names,
/// and processing instructions without data (`<?x?>`), which no workbook needs.
final class PartStream: InputStream {
    /// What stopped the stream.
    private(set) var fault: SheetFault?
    /// Set once the root element began: a document type cannot follow it.
    var isPastProlog = false
    /// Set to end the stream early.
    var isStopped = false

    private let entry: ZipEntryStream
    private let part: String
    private var isAtStart = true
    /// The last bytes of the piece before, in which a declaration may have begun.
    private var overlap: [UInt8] = []

    /// The beginning of a character that the next piece ends.
    private var openCharacter: [UInt8] = []

    /// How many bytes were read before this piece, and whether they ended in `<`.
    private var offset = 0
    private var endsInBracket = false

    /// Where the `?` of the declaration stands at the latest.
    private static let declarationEnd = 4
    private static let documentType = Array("<!DOCTYPE".utf8)

    init(_ entry: ZipEntryStream, part: String) {
        self.entry = entry
        self.part = part
        super.init(data: Data())
    }

    override func open() {}

    override func close() {}

    override var streamStatus: Stream.Status { .open }

    override var hasBytesAvailable: Bool { !isStopped }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength length: Int) -> Int {
        guard !isStopped, length > 0 else { return 0 }
        let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: length)
        switch entry.read(into: bytes) {
        case .failure(let error):
            stop(.zip(error))
            return 0
        case .success(let count):
            let piece = bytes.prefix(count)
            if !isPastProlog { checkProlog(piece) }
            if fault == nil { checkInstructions(piece) }
            if fault == nil, !isText(piece) { stop(.partEncoding(part: part)) }
            return fault == nil ? count : 0
        }
    }

    private func stop(_ fault: SheetFault) {
        self.fault = fault
        isStopped = true
    }

    private func checkProlog(_ piece: Slice<UnsafeMutableRawBufferPointer>) {
        if isAtStart {
            isAtStart = false
            guard Self.isUTF8(piece) else { return stop(.partEncoding(part: part)) }
            guard !Self.beginsWithInstruction(piece) else { return stop(.instruction(part: part)) }
        }
        let window = overlap + piece
        let type = Self.documentType
        for (index, byte) in window.enumerated()
        where byte == type[0] && window[index...].starts(with: type) {
            return stop(.documentType(part: part))
        }
        overlap = Array(window.suffix(type.count - 1))
    }

    /// Refuses `<?` anywhere but in the declaration at the very start, after a byte order mark at most.
    private func checkInstructions(_ piece: Slice<UnsafeMutableRawBufferPointer>) {
        var isAfterBracket = endsInBracket
        for byte in piece {
            if isAfterBracket, byte == UInt8(ascii: "?"), offset > Self.declarationEnd {
                return stop(.instruction(part: part))
            }
            isAfterBracket = byte == UInt8(ascii: "<")
            offset += 1
        }
        endsInBracket = isAfterBracket
    }

    /// Whether a piece goes on in UTF-8; an empty one is the end.
    private func isText(_ piece: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        guard !piece.isEmpty else { return openCharacter.isEmpty }
        return openCharacter.isEmpty ? isValid(piece) : isValid(openCharacter + piece)
    }

    private func isValid(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        let openCount = Self.openByteCount(bytes)
        openCharacter = Array(bytes.suffix(openCount))
        return String(validating: bytes.dropLast(openCount), as: UTF8.self) != nil
    }

    /// How many bytes at a piece's end begin a character that is longer.
    private static func openByteCount(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
        for (offset, byte) in bytes.suffix(3).reversed().enumerated() where byte >= 0xC0 {
            let byteCount = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return byteCount > offset + 1 ? offset + 1 : 0
        }
        return 0
    }

    /// Whether a part begins with an instruction that is not the declaration `<?xml …`.
    private static func beginsWithInstruction(
        _ piece: Slice<UnsafeMutableRawBufferPointer>
    ) -> Bool {
        var head = Array(piece.prefix(9))
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
        guard head.starts(with: "<?".utf8) else { return false }
        let isDeclaration =
            head.count > 5 && head.starts(with: "<?xml".utf8)
            && [0x20, 0x09, 0x0A, 0x0D].contains(head[5])
        return !isDeclaration
    }

    /// Whether a part's beginning is UTF-8 by its first bytes and by its declaration.
    private static func isUTF8(_ piece: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        var head = Array(piece.prefix(256))
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
        guard let first = head.first else { return true }
        guard first == UInt8(ascii: "<") || first == 0x20 || first == 0x0A || first == 0x0D,
            !head.prefix(4).contains(0)
        else { return false }
        let text = String(decoding: head, as: UTF8.self)
        guard let end = text.firstRange(of: "?>"),
            let start = text[..<end.lowerBound].firstRange(of: "encoding")
        else { return true }
        let value = text[start.upperBound..<end.lowerBound].lowercased().filter { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "-")
        }
        return ["utf-8", "utf8", "us-ascii"].contains { value.hasPrefix($0) }
    }
}
