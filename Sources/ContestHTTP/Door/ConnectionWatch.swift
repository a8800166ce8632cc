/// How long each stage of a connection may take, in seconds, and how slow a client may be.
struct ConnectionDeadlines: Hashable, Sendable {
    /// From connecting to the first byte.
    var silence: UInt32 = 30
    /// Between two requests.
    var idle: UInt32 = 75
    /// From a head's first byte to its last.
    var head: UInt32 = 10
    /// A body may be slower than the rate for so long.
    var bodyGrace: UInt32 = 10
    /// A whole body at the door; bodies that pass as they come have ten minutes.
    var heldBody: UInt32 = 30
    var passingBody: UInt32 = 600
    /// An answer may wait so long without any being taken.
    var stalledAnswer: UInt32 = 15
    /// From our last byte to the client's end of the connection.
    var farewell: UInt32 = 3
    /// The fewest bytes a second of bodies and of answers that are being read.
    var byteRate = 512
}

/// What is known of one connection's progress, and when it has had too long.
///
/// A value without a clock. Time comes as seconds that a tick of the event loop counts, so that a
/// request costs no timer and no look at a clock.
struct ConnectionWatch: Sendable {
    enum Stage: Hashable, Sendable {
        /// Connected, nothing heard yet.
        case silent
        /// Between requests.
        case idle
        /// Some of a head has come.
        case head
        /// A body is coming; `held` while it is kept at the door.
        case body(held: Bool)
        /// The server is at work or writing.
        case answering
        /// We have said our last; the client is to close.
        case farewell
    }

    /// Why a connection was closed on its client.
    enum Closure: String, Sendable, CaseIterable {
        case silent, idle, head, body, answer, farewell
    }

    let deadlines: ConnectionDeadlines
    private(set) var stage: Stage
    private var since: UInt32
    private var bodyByteCount = 0
    /// Bytes of answers that were handed to the channel.
    private var writtenByteCount = 0
    /// Since when an answer waits, and what had been taken by then.
    private var stall: (since: UInt32, takenByteCount: Int)?

    init(_ deadlines: ConnectionDeadlines, now: UInt32) {
        self.deadlines = deadlines
        stage = .silent
        since = now
    }

    /// Bytes have come that make no head yet.
    mutating func partOfHead(now: UInt32) {
        if stage == .silent || stage == .idle { enter(.head, now) }
    }

    /// A head is whole; its body, if any, follows.
    mutating func headEnded(held: Bool, now: UInt32) {
        bodyByteCount = 0
        enter(.body(held: held), now)
    }

    /// Some of a body has come.
    mutating func bodyCame(_ byteCount: Int) { bodyByteCount += byteCount }

    /// The body passes on from now, after all.
    mutating func bodyPasses() {
        if case .body = stage { stage = .body(held: false) }
    }

    /// The request is whole; the answer is ours to make.
    mutating func requestEnded(now: UInt32) { enter(.answering, now) }

    /// Some of an answer was handed to the channel.
    mutating func wrote(_ byteCount: Int) { writtenByteCount += byteCount }

    /// The answer is complete and nothing of a next request is here.
    mutating func answered(now: UInt32) { enter(.idle, now) }

    /// Nothing more will be answered.
    mutating func saidFarewell(now: UInt32) { enter(.farewell, now) }

    /// A second has passed.
    ///
    /// - Parameter waiting: Bytes that the channel holds because the client does not take them.
    /// - Returns: Why the connection is to be closed; nil when it may go on.
    mutating func tick(now: UInt32, waiting: Int) -> Closure? {
        if isStalled(now, waiting) { return .answer }
        let age = now - since
        switch stage {
        case .silent: return age >= deadlines.silence ? .silent : nil
        // An answer that is still being taken is no idleness.
        case .idle: return age >= deadlines.idle && waiting == 0 ? .idle : nil
        case .head: return age >= deadlines.head ? .head : nil
        case .body(let held):
            let longest = held ? deadlines.heldBody : deadlines.passingBody
            let timed = Int(age) - Int(deadlines.bodyGrace)
            let isSlow = timed >= 0 && bodyByteCount < (timed + 1) * deadlines.byteRate
            return age >= longest || isSlow ? .body : nil
        case .answering: return nil
        case .farewell: return age >= deadlines.farewell ? .farewell : nil
        }
    }

    private mutating func enter(_ stage: Stage, _ now: UInt32) {
        self.stage = stage
        since = now
    }

    private mutating func isStalled(_ now: UInt32, _ waiting: Int) -> Bool {
        guard waiting > 0 else {
            stall = nil
            return false
        }
        let taken = writtenByteCount - waiting
        guard let stall else {
            self.stall = (now, taken)
            return false
        }
        let age = now - stall.since
        guard age >= deadlines.stalledAnswer else { return false }
        if taken - stall.takenByteCount >= Int(age) * deadlines.byteRate {
            self.stall = (now, taken)
            return false
        }
        return true
    }
}
