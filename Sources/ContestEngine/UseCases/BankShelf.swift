public import ContestModel

/// Where imported banks are kept, every version under its digest.
public protocol BankShelf: Sendable {
    /// Keeps a version. The same digest again changes nothing.
    ///
    /// - Returns: Whether it is new.
    func put(_ version: BankVersion, at instant: LedgerInstant) async throws -> Bool
    /// The newest version of a bank; nil when there is none.
    func newest(_ bank: String) async throws -> BankVersion?
    /// The newest version of each bank, by name.
    func all() async throws -> [BankSummary]
}

/// A bank in a list.
public struct BankSummary: Hashable, Sendable {
    /// The bank's name.
    public var bank: String
    /// What people read.
    public var title: String
    /// The newest version's digest.
    public var digest: String
    /// How many questions it has.
    public var questionCount: Int
    /// Whether it lies in public with its keys.
    public var published: Bool

    /// Makes a summary.
    public init(bank: String, title: String, digest: String, questionCount: Int, published: Bool) {
        self.bank = bank
        self.title = title
        self.digest = digest
        self.questionCount = questionCount
        self.published = published
    }
}
