/// Search for words in many texts: by bytes, since most texts hold none of them.
enum TextSearch {
    /// Whether a text holds a word, byte for byte.
    ///
    /// - Complexity: O(bytes of the text) for words whose first byte is rare in it.
    static func holds(_ text: String, _ word: String) -> Bool {
        var text = text
        var word = word
        return text.withUTF8 { text in
            word.withUTF8 { word in
                guard let first = word.first, text.count >= word.count else { return word.isEmpty }
                for start in 0...(text.count - word.count) where text[start] == first {
                    if text[start...].starts(with: word) { return true }
                }
                return false
            }
        }
    }

    /// Whether a text holds any of some words.
    static func holdsAny(_ text: String, _ words: some Sequence<String>) -> Bool {
        words.contains { holds(text, $0) }
    }

    /// Whether a text holds a capital letter A to H, of either width.
    static func holdsLetter(_ text: String) -> Bool {
        var before: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            if (0x41...0x48).contains(byte) { return true }
            if before == (0xEF, 0xBC), (0xA1...0xA8).contains(byte) { return true }
            before = (before.1, byte)
        }
        return false
    }
}
