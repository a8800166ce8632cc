import ContestEngine
import HTTPTypes
import NIOCore

/// One hot request on its way: what came, and to whom the answer goes.
///
/// Made and answered on the connection's event loop; the contest's executor only tells the outcome.
final class FrontExchange: ActCaller {
    let head: HTTPRequest
    let route: HotRoute
    let body: ByteBuffer
    let entry: ContestHouse.OpenContest
    private let lane: ReplyLane
    private let handler: NIOLoopBound<FrontHandler>

    init(
        _ head: HTTPRequest,
        _ route: HotRoute,
        _ body: ByteBuffer,
        _ entry: ContestHouse.OpenContest,
        lane: ReplyLane,
        handler: FrontHandler
    ) {
        self.head = head
        self.route = route
        self.body = body
        self.entry = entry
        self.lane = lane
        self.handler = NIOLoopBound(handler, eventLoop: lane.eventLoop)
    }

    func take(_ outcome: Result<AttemptReply, Refusal>?) {
        lane.deliver(outcome, to: self)
    }

    /// Lets the connection write the answer; called on its event loop.
    func finish(_ outcome: Result<AttemptReply, Refusal>?) {
        handler.value.answer(self, outcome)
    }
}
