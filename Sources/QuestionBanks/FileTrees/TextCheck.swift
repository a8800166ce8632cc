/// Judges one text: its length, its characters, whether it is there at all.
struct TextCheck {
    /// The most UTF-8 bytes after normalisation.
    var byteLimit: Int
    /// Whether line breaks and tabs are refused.
    var isOneLine: Bool

    /// The normalised text; nil with a finding when it is too long or holds a forbidden character.
    ///
    /// An empty text is returned as it is: whether it may be empty is the caller's question.
    func checked(_ written: Located<String>, _ log: FindingLog) -> Located<String>? {
        let text = TextRules.normalised(written.value)
        guard text.utf8.count <= byteLimit else {
            log.error(
                "text.too-long",
                at: written.place,
                text: text,
                "文字有 \(text.utf8.count) 字节，上限为 \(byteLimit)（一个汉字三字节）",
                "the text has \(text.utf8.count) bytes, the limit is \(byteLimit)"
            )
            return nil
        }
        let isBad = text.unicodeScalars.contains { scalar in
            TextRules.isForbidden(scalar) || (isOneLine && (scalar == "\n" || scalar == "\t"))
        }
        guard !isBad else {
            log.error(
                "text.control",
                at: written.place,
                text: text,
                isOneLine ? "含有控制字符或换行，请删除" : "含有控制字符或看不见的字符，请删除",
                isOneLine ? "a control character or line break" : "a control or invisible character"
            )
            return nil
        }
        return Located(text, at: written.place)
    }

    /// A name of lower-case letters, digits and hyphens, 1 to 64 bytes.
    static func name(_ written: Located<String>, _ log: FindingLog) -> Located<String>? {
        guard TextRules.isName(written.value) else {
            log.error(
                "text.name",
                at: written.place,
                text: written.value,
                "只能用小写字母、数字和连字符，1 到 64 个字符",
                "only lower-case letters, digits and hyphens, 1 to 64 of them"
            )
            return nil
        }
        return written
    }
}
