/// An acknowledgement: its copies must be the same, and its sequence belongs to one fact.
protocol Receipt: Scannable, Hashable, Sendable {
    /// The fact's place in the ledger.
    var sequence: Int { get }
    /// What must be the same in every copy.
    var essence: Self { get }
}

extension Wire.SubmissionReceipt: Receipt {
    var essence: Self { self }
}

extension Wire.ResponseReceipt: Receipt {
    /// Without the next question: it comes with the receipt and is no part of it.
    var essence: Self {
        var copy = self
        copy.next = nil
        return copy
    }
}
