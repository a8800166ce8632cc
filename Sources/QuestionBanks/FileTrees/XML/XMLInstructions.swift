/// Takes processing instructions out of an XML text before Foundation's parser sees them.
///
/// They mean nothing to any format that is read here, and on Linux the parser dereferences a null
/// pointer at one without data (`<?x?>`), which would let a stranger's file end the server. Each of
/// their characters becomes a space, so that places still hold. In comments and CDATA sections `<?` is
/// text and stays; elsewhere in well-formed XML it only ever begins an instruction.
enum XMLInstructions {
    /// The text's bytes without processing instructions.
    ///
    /// - Complexity: O(length).
    static func blanked(_ text: String) -> [UInt8] {
        var rest = Array(text.utf8)[...]
        var result: [UInt8] = []
        result.reserveCapacity(rest.count)
        while let byte = rest.first {
            if byte != UInt8(ascii: "<") {
                result.append(byte)
                rest = rest.dropFirst()
            } else if rest.starts(with: "<!--".utf8) {
                result += take("-->", after: 4, &rest)
            } else if rest.starts(with: "<![CDATA[".utf8) {
                result += take("]]>", after: 9, &rest)
            } else if rest.starts(with: "<?".utf8) {
                for byte in take("?>", after: 2, &rest) where byte & 0xC0 != 0x80 {
                    let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
                    result.append(isEnd ? byte : UInt8(ascii: " "))
                }
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// Takes everything up to the end of a mark; all of it when the mark does not come.
    private static func take(
        _ mark: String,
        after start: Int,
        _ rest: inout ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        let whole = rest
        rest = rest.dropFirst(start)
        // Looked for by its last byte, which is rare in comments and floods alike.
        while let end = rest.firstIndex(of: UInt8(ascii: ">")) {
            let isMark = whole[(whole.startIndex + start)...end].suffix(mark.utf8.count)
                .elementsEqual(mark.utf8)
            rest = rest[(end + 1)...]
            if isMark { return whole[..<rest.startIndex] }
        }
        rest = rest[rest.endIndex...]
        return whole
    }
}
