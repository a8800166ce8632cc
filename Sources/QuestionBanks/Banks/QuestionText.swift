/// One of a question's texts: how long it may be, and whether it may have several lines.
struct QuestionText {
    /// The most UTF-8 bytes after normalisation; a Chinese character takes three.
    var byteLimit: Int
    var isOneLine: Bool
    var chineseName: String

    static let title = QuestionText(byteLimit: 300, isOneLine: true, chineseName: "名称")
    static let stem = QuestionText(byteLimit: 3000, isOneLine: false, chineseName: "题干")
    static let option = QuestionText(byteLimit: 1000, isOneLine: true, chineseName: "选项")
    static let explanation = QuestionText(byteLimit: 6000, isOneLine: false, chineseName: "解析")
    static let category = QuestionText(byteLimit: 120, isOneLine: true, chineseName: "分类")
    static let knowledgePoint = QuestionText(byteLimit: 300, isOneLine: true, chineseName: "知识点")
    static let law = QuestionText(byteLimit: 300, isOneLine: true, chineseName: "依据名称")
    static let article = QuestionText(byteLimit: 300, isOneLine: true, chineseName: "依据条款")

    /// The text; nil with a finding when it is absent, empty or at fault.
    func required(
        _ written: Located<String>?,
        _ key: String,
        _ place: Place,
        _ log: FindingLog
    ) -> String? {
        guard let written else {
            BankJudgement.noteMissing(key, chineseName, place, log)
            return nil
        }
        guard let text = checked(written, log) else { return nil }
        guard !text.isEmpty else {
            log.error(
                "bank.part.empty",
                at: written.place,
                text: key,
                "\(chineseName)（\(key)）是空的",
                "\(key) is empty"
            )
            return nil
        }
        return text
    }

    /// The text, empty when it is absent; nil with a finding when it is at fault.
    func optional(_ written: Located<String>?, _ log: FindingLog) -> String? {
        guard let written else { return "" }
        return checked(written, log)
    }

    private func checked(_ written: Located<String>, _ log: FindingLog) -> String? {
        TextCheck(byteLimit: byteLimit, isOneLine: isOneLine).checked(written, log)?.value
    }
}
