public import ContestModel

/// A format that banks are written in, for other programs and for people.
///
/// What is written reads back equal: `BankReader` with the format of the same name returns the same
/// bank, so long as the bank is one that a reader accepted. A further format is one file with a
/// function from a bank to bytes, and one line in `BankWriter.all`.
public struct BankWriter: Sendable {
    /// The format's name on the command line and in the API; the reader's of the same format.
    public let name: String
    /// How its files' names end, without the dot.
    public let fileExtension: String
    private let bytes: @Sendable (QuestionBank) throws -> [UInt8]

    /// Makes a writer.
    init(
        name: String,
        fileExtension: String,
        bytes: @escaping @Sendable (QuestionBank) throws -> [UInt8]
    ) {
        self.name = name
        self.fileExtension = fileExtension
        self.bytes = bytes
    }

    /// Every format that can be written.
    public static let all: [BankWriter] = [.yaml, .json, .csv, .xlsx, .gift, .qti]

    /// The writer of a name; nil when there is none.
    public static func named(_ name: String) -> BankWriter? {
        all.first { $0.name == name }
    }

    /// The bank as a file of this format.
    ///
    /// - Throws: What the format's own library throws when it cannot make its file.
    /// - Complexity: O(bytes).
    public func write(_ bank: QuestionBank) throws -> [UInt8] {
        try bytes(bank)
    }
}
