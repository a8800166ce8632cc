import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The first to see a request: hot routes are recognised by their bytes, all others go to the
/// router, and every error becomes a problem.
struct FrontResponder<RouterResponder: HTTPResponder<BasicRequestContext>>: HTTPResponder {
    let server: ContestServer
    let router: RouterResponder

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        do {
            if let route = HotRoute(request.head) { return try await server.answer(route, request) }
            if request.method == .head { return try await head(of: request, context) }
            return try await router.respond(to: request, context: context)
        } catch {
            let problem = server.problem(for: error)
            server.meters.refused(problem.name)
            return Answer.problem(problem, english: Answer.isEnglish(request.headers))
        }
    }

    /// What GET would be answered, without making its body (RFC 9110, 9.3.2).
    ///
    /// A length stays where GET has one; the door keeps whatever is left of a body.
    private func head(of request: Request, _ context: BasicRequestContext) async throws -> Response
    {
        var head = request.head
        head.method = .get
        let response = try await router.respond(
            to: Request(head: head, body: request.body),
            context: context
        )
        return Response(
            status: response.status,
            headers: response.headers,
            body: ResponseBody { writer in try await writer.finish(nil) }
        )
    }
}

/// Turns the router's own errors into problems before it answers them with an empty body.
struct RouterProblems: RouterMiddleware {
    let server: ContestServer

    func handle(
        _ request: Request,
        context: BasicRequestContext,
        next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let error as any HTTPResponseError {
            throw server.problem(for: error)
        }
    }
}
