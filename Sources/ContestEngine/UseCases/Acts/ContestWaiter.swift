/// Who waits for a decision's answer: a caller of its own, one that handed in its act, or one place of
/// a relayed batch.
///
/// Only a caller of its own costs a continuation: the answers of a batch are gathered, and its caller
/// is resumed once.
enum ContestWaiter: Sendable {
    /// A caller that waits for this answer alone.
    case caller(CheckedContinuation<Result<CommandReply, Refusal>, Never>)
    /// A caller without a task: it is told on the contest's executor.
    case handed(any ActCaller)
    /// The act at an index of a batch under way.
    case place(batch: UInt32, index: UInt16)
}

/// A relayed batch whose acts have not all been answered.
struct RelayInFlight: Sendable {
    private(set) var answers: [Result<CommandReply, Refusal>?]
    private var missing: Int
    private let caller: CheckedContinuation<[Result<CommandReply, Refusal>], Never>

    init(count: Int, caller: CheckedContinuation<[Result<CommandReply, Refusal>], Never>) {
        answers = Array(repeating: nil, count: count)
        missing = count
        self.caller = caller
    }

    /// Takes the answer of one act; true when it was the last and the caller goes on.
    mutating func take(_ answer: Result<CommandReply, Refusal>, at index: Int) -> Bool {
        guard answers.indices.contains(index), answers[index] == nil else { return false }
        answers[index] = answer
        missing -= 1
        guard missing == 0 else { return false }
        caller.resume(returning: answers.map { $0 ?? .failure(.outcomeUnknown) })
        return true
    }
}
