/// Changes files as accidents and attackers do.
enum Mutation {
    /// Pieces that mean something to one of the parsers.
    private static let pieces: [[UInt8]] =
        [
            "\"", "'", "\n", "\r", "\t", ": ", "- ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ",
            "|",
            ">",
            "#", "---\n", "<<: ", "\\", "\\u0000", "\u{0}", "\u{FEFF}", "\u{2028}", "null", "-1",
            "1e9",
            "99999999999999999999", "key: ", "~", "=", "{", "}", "::", "\\n", "####", "%50%",
            "ANSWER: A", "A. ", "<", "</", "<b>", "&amp;",
            "&#", "<![CDATA[", "]]>", "<!DOCTYPE ", "<?x?>", "  ", "é", "e\u{301}", ";", "，",
        ].map { Array($0.utf8) } + [[0xFF], [0xC4, 0xE3], [0x80]]

    /// One to four changes: a byte, a piece that means something, a part left out or doubled, a bit.
    static func mutated(_ sample: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let length = min(Int.random(in: 0...12, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<place + length)
            case 2:
                bytes.insert(
                    contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &generator)],
                    at: place
                )
            case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
        }
        return bytes
    }
}
