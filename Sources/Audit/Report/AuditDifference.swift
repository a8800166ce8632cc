/// One place where the ledger is not what it should be.
public struct AuditDifference: Hashable, Codable, Sendable {
    /// Which check found it.
    public var check: AuditCheck
    /// Where: the table with the row's key, as in `response(attempt=12, position=0, revision=1)`.
    public var place: String
    /// What the auditor worked out.
    public var expected: String
    /// What the ledger, or the running server, says.
    public var found: String
    /// What is wrong, in Chinese.
    public var messageChinese: String
    /// What is wrong, in English.
    public var messageEnglish: String

    /// Makes a difference.
    public init(
        check: AuditCheck,
        place: String,
        expected: String,
        found: String,
        messageChinese: String,
        messageEnglish: String
    ) {
        self.check = check
        self.place = place
        self.expected = expected
        self.found = found
        self.messageChinese = messageChinese
        self.messageEnglish = messageEnglish
    }

    private enum CodingKeys: String, CodingKey {
        case check
        case place
        case expected
        case found
        case messageChinese = "message_chinese"
        case messageEnglish = "message_english"
    }
}
