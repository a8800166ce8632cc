import ContestEngine
import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    /// What a hot request asks for; nil for one that the routes behind must look at.
    func act(
        _ head: HTTPRequest,
        _ route: HotRoute,
        _ body: ByteBuffer
    ) -> (entry: ContestHouse.OpenContest, act: AttemptAct)? {
        guard let entry = house.contest(route.contest),
            let participant = try? participant(head.headerFields, entry),
            let act = try? route.act(by: participant, body: body, of: entry)
        else { return nil }
        return (entry, act)
    }

    /// The answer to a hot request whose outcome is known: the same bytes as by the routes behind.
    func answer(
        _ outcome: Result<AttemptReply, Refusal>,
        to exchange: FrontExchange,
        date: String
    ) -> (HTTPResponse, ByteBuffer) {
        let response: Response
        let body: ByteBuffer
        switch outcome {
        case .success(let reply):
            meters.count(reply)
            body = JSONWriter.reply(reply, exchange.route.token, exchange.entry.secrets)
            response = Answer.bytes(body, Answer.jsonType)
        case .failure(let refusal):
            let problem = Problem(refusal)
            meters.refused(problem.name)
            (response, body) = Answer.problemAndBody(
                problem,
                english: Answer.isEnglish(exchange.head.headerFields)
            )
        }
        var head = response.head
        head.headerFields.append(HTTPField(name: .date, value: date))
        return (head, body)
    }
}

extension ServerMeters {
    func count(_ reply: AttemptReply) {
        switch reply {
        case .attempt: started.increment()
        case .response: responded.increment()
        case .submission: submitted.increment()
        }
    }
}
