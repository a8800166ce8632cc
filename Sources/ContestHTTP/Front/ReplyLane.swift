import ContestEngine
import FoundationEssentials
import NIOCore
import Synchronization

/// Answers on their way from contests to the connections of one event loop.
///
/// A batch of facts answers many connections at once; the event loop is woken once for all of them.
final class ReplyLane: Sendable {
    let eventLoop: any EventLoop
    private let waiting = Mutex<[(FrontExchange, Result<AttemptReply, Refusal>?)]>([])
    private let clock = Mutex((second: Int64.min, text: ""))

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Hands an outcome to the event loop.
    ///
    /// No more wait here than connections have an act under way, one each.
    func deliver(_ outcome: Result<AttemptReply, Refusal>?, to exchange: FrontExchange) {
        let isFirst = waiting.withLock { waiting in
            waiting.append((exchange, outcome))
            return waiting.count == 1
        }
        if isFirst { eventLoop.execute { self.flush() } }
    }

    private func flush() {
        let replies = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for (exchange, outcome) in replies { exchange.finish(outcome) }
    }

    /// The present instant as the `Date` field has it, RFC 9110; formatted once a second.
    var date: String {
        let second = Int64(Date().timeIntervalSince1970)
        return clock.withLock { clock in
            if clock.second != second { clock = (second, HTTPDate.text(second)) }
            return clock.text
        }
    }
}

/// The lanes of all event loops, made as connections come.
final class ReplyLanes: Sendable {
    private let lanes = Mutex<[ObjectIdentifier: ReplyLane]>([:])

    func lane(of eventLoop: any EventLoop) -> ReplyLane {
        lanes.withLock { lanes in
            let key = ObjectIdentifier(eventLoop)
            if let lane = lanes[key] { return lane }
            let lane = ReplyLane(eventLoop: eventLoop)
            lanes[key] = lane
            return lane
        }
    }
}
