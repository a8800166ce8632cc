/// A version of the contest's rules.
///
/// Attempts are judged by the version at their start.
public struct ContestVersionFact: Hashable, Sendable {
    /// 1, 2, 3 and so on.
    public var version: Int32
    /// `ContestRules` as canonical JSON.
    public var content: [UInt8]
    /// Who applied it.
    public var actor: String
    /// Why; empty for the first.
    public var reason: String

    /// Makes the fact.
    public init(version: Int32, content: [UInt8], actor: String, reason: String) {
        self.version = version
        self.content = content
        self.actor = actor
        self.reason = reason
    }
}

/// A version of the contest's bank.
public struct BankVersionFact: Hashable, Sendable {
    /// 1, 2, 3 and so on.
    public var version: Int32
    /// SHA-256 over `content`, 64 hexadecimal digits.
    public var digest: String
    /// `QuestionBank` as canonical JSON.
    public var content: [UInt8]

    /// Makes the fact.
    public init(version: Int32, digest: String, content: [UInt8]) {
        self.version = version
        self.digest = digest
        self.content = content
    }
}

/// A version of the region or unit tree.
public struct TreeVersionFact: Hashable, Sendable {
    /// 1, 2, 3 … for each kind.
    public var version: Int32
    /// Which tree.
    public var kind: GroupKind
    /// `GroupTree` as canonical JSON.
    public var content: [UInt8]

    /// Makes the fact.
    public init(version: Int32, kind: GroupKind, content: [UInt8]) {
        self.version = version
        self.kind = kind
        self.content = content
    }
}
