/// Looks at what stands before the first element, where alone a DOCTYPE may be.
///
/// A document type brings entities, which can grow to any size, and addresses, which can lead
/// anywhere; so it is refused before the parser sees it. Inside the first element `<!DOCTYPE` is no
/// XML, and in a CDATA section it is a text that may well be asked about.
enum XMLProlog {
    /// Whether a text may be parsed; notes why not.
    static func check(_ text: String, _ log: FindingLog) -> Bool {
        var rest = text.utf8[...]
        while true {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
            if rest.starts(with: "<?".utf8) {
                guard let end = end(of: "?>", in: rest) else { return true }
                if !isUTF8(rest[..<end]) {
                    log.error(
                        "file.encoding",
                        at: Place(line: 1, column: 1),
                        "XML 声明的编码不是 UTF-8，请另存为 UTF-8",
                        "the XML declaration names another encoding; save the file as UTF-8"
                    )
                    return false
                }
                rest = rest[end...]
            } else if rest.starts(with: "<!--".utf8) {
                guard let end = end(of: "-->", in: rest) else { return true }
                rest = rest[end...]
            } else if rest.starts(with: "<!".utf8) {
                noteDocumentType(log, at: place(of: rest.startIndex, in: text))
                return false
            } else {
                return true
            }
        }
    }

    /// Notes that the file has a document type or an entity.
    static func noteDocumentType(_ log: FindingLog, at place: Place?) {
        log.error(
            "xml.doctype",
            at: place,
            "不接受 DOCTYPE 和实体声明，请删除",
            "a DOCTYPE or an entity declaration is refused; delete it"
        )
    }

    private static func end(
        of mark: String,
        in rest: Substring.UTF8View
    ) -> Substring.UTF8View.Index? {
        var position = rest
        while let last = position.firstIndex(of: UInt8(ascii: ">")) {
            let next = rest.index(after: last)
            if rest[..<next].suffix(mark.utf8.count).elementsEqual(mark.utf8) { return next }
            position = position[next...]
        }
        return nil
    }

    /// Whether a declaration names no other encoding than UTF-8.
    private static func isUTF8(_ declaration: Substring.UTF8View) -> Bool {
        let text = String(decoding: declaration, as: UTF8.self).lowercased()
        guard let range = text.firstRange(of: "encoding") else { return true }
        let value = text[range.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" }
        return ["\"utf-8\"", "'utf-8'", "\"us-ascii\"", "'us-ascii'"].contains {
            value.hasPrefix($0)
        }
    }

    private static func place(of index: String.Index, in text: String) -> Place {
        var cursor = TextCursor()
        for scalar in text[..<index].unicodeScalars { cursor.advance(over: scalar) }
        return cursor.place
    }
}
