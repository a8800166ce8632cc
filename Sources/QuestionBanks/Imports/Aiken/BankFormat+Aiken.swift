extension BankFormat {
    /// Moodle's Aiken: a stem, lettered options, `ANSWER:`.
    public static let aiken = BankFormat(
        name: "aiken",
        fileExtensions: ["aiken", "aiken.txt"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in AikenReader.draft(bytes, log) }
    )

    /// A text file that is GIFT or Aiken: Aiken, when a line begins with its word for the answer.
    public static let plainText = BankFormat(
        name: "text",
        fileExtensions: ["txt"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in
            let isAiken = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains {
                line in
                ["ANSWER:", "ANSWER：", "答案：", "答案:", "正确答案：", "正确答案:"].contains { word in
                    line.drop(while: { $0 == 0x20 }).starts(with: word.utf8)
                }
            }
            if isAiken { return AikenReader.draft(bytes, log) }
            // GIFT has braces; Excel's "Unicode text" is a table under the same ending.
            let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            let isGIFT = !isWide && bytes.contains(UInt8(ascii: "{"))
            return isGIFT ? GIFTReader.draft(bytes, log) : BankTable.draft(bytes, log)
        }
    )
}
