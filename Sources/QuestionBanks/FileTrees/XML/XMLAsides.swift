/// Takes comments and processing instructions out of an XML text before Foundation's parser sees them.
///
/// They mean nothing to any format that is read here, and on Linux both are a stranger's weapon: at an
/// instruction without data (`<?x?>`) the parser dereferences a null pointer, and a comment full of
/// `<!--` takes it time that grows with the square of its length. Each of their characters becomes a
/// space, so that places still hold. CDATA sections are texts and stay; elsewhere in well-formed XML
/// these marks only ever begin an aside.
enum XMLAsides {
    /// The text's bytes without comments and instructions.
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
                result += blank(take("-->", after: 4, &rest))
            } else if rest.starts(with: "<?".utf8) {
                result += blank(take("?>", after: 2, &rest))
            } else if rest.starts(with: "<![CDATA[".utf8) {
                result += take("]]>", after: 9, &rest)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// A space for each character, line ends as they are.
    private static func blank(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.filter { $0 & 0xC0 != 0x80 }.map { byte in
            let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            return isEnd ? byte : UInt8(ascii: " ")
        }
    }

    /// Takes everything up to the end of a mark; all of it when the mark does not come.
    private static func take(
        _ mark: String,
        after start: Int,
        _ rest: inout ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        let whole = rest
        rest = rest.dropFirst(start)
        let content = rest.startIndex
        while let end = rest.firstIndex(of: UInt8(ascii: ">")) {
            let isMark = whole[content...end].suffix(mark.utf8.count).elementsEqual(mark.utf8)
            rest = rest[(end + 1)...]
            if isMark { return whole[..<rest.startIndex] }
        }
        rest = rest[rest.endIndex...]
        return whole
    }
}
