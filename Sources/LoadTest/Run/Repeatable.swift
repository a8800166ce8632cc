/// An answer whose copies must be alike, however often and however close together it is asked for.
protocol Repeatable: Scannable, Sendable {
    associatedtype Essence: Equatable

    /// What must be the same in every copy.
    var essence: Essence { get }
}

extension Wire.Registration: Repeatable {
    /// One person, although each answer may bring a token of its own.
    var essence: String { participant }
}

extension Wire.Attempt: Repeatable {
    /// One attempt, although its questions may have been answered meanwhile.
    var essence: String { attempt }
}

extension Wire.SubmissionReceipt: Repeatable {
    var essence: Self { self }
}

extension Wire.ResponseReceipt: Repeatable {
    /// Without the next question: it comes with the receipt and is no part of it.
    var essence: Self {
        var copy = self
        copy.next = nil
        return copy
    }
}
