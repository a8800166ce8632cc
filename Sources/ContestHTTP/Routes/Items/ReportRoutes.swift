import ContestEngine
import ContestModel
import Hummingbird

extension ContestServer {
    func addReportRoutes(to router: Router<BasicRequestContext>) {
        router.post("/v1/contests/:contest/attempts/:attempt/questions/:position/report") {
            request,
            context in
            let (entry, _) = try published(context)
            return try await report(request, context, entry)
        }
        router.get("/v1/contests/:contest/reports") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            return try await reports(request, entry)
        }
    }

    /// Takes a participant's report of a question that was shown to them.
    private func report(
        _ request: Request,
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let participant = try participant(request, entry)
        let token = try context.parameters.require("attempt")
        guard let attempt = AttemptID(Array(token.utf8), secrets: entry.secrets) else {
            throw Problem(Refusal.unknownAttempt)
        }
        let place = try context.parameters.require("position")
        guard place.utf8.count <= 3, place.utf8.allSatisfy(\.isDigit), let position = Int(place)
        else { throw Problem(Refusal.questionNotShown) }
        let body = try await request.json(QuestionReportBody.self)
        guard let code = QuestionReport.Code(rawValue: body.code) else {
            let codes = QuestionReport.Code.allCases.map(\.rawValue).joined(separator: "、")
            throw Problem.invalidBody("code 须为 \(codes) 之一", "The code must be one of: \(codes).")
        }
        let text = body.text ?? ""
        guard QuestionReport.isAllowed(text) else {
            throw Problem.invalidBody(
                "说明至多 500 字节，不能有控制字符",
                "The text has at most 500 bytes and no control characters."
            )
        }
        let report = try await entry.contest.report(
            code,
            text: text,
            in: attempt,
            position: position,
            of: participant
        )
        return try Answer.json(
            ReportReceiptBody(position: position, atMs: report.at.millisecondsSinceEpoch)
        )
    }

    /// A page of the reports.
    private func reports(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let limit = try integer(request, "limit", in: 1...500) ?? 200
        let parameters = request.uri.queryParameters
        let after = parameters["cursor"].map(String.init) ?? ""
        guard after.utf8.count <= 256 else { throw Problem.invalidCursor }
        let found = try await entry.contest.reports(
            after: after,
            limit: limit + 1,
            of: parameters["question"].map(String.init)
        )
        let page = found.prefix(limit)
        return try Answer.json(
            ReportsBody(
                reports: page.map(ReportsBody.Report.init),
                next: found.count > limit ? page.last?.key : nil
            )
        )
    }
}

struct QuestionReportBody: StrictBody {
    var code: String
    var text: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case code, text
    }
}

struct ReportReceiptBody: Encodable {
    var position: Int
    var atMs: Int64
}

struct ReportsBody: Encodable {
    var reports: [Report]
    @Nullable var next: String?

    struct Report: Encodable {
        var question: String
        var participant: String
        var code: String
        var text: String
        var atMs: Int64
        var bankVersion: Int32

        init(_ report: QuestionReport) {
            question = report.question
            participant = report.participant.description
            code = report.code.rawValue
            text = report.text
            atMs = report.at.millisecondsSinceEpoch
            bankVersion = report.bankVersion
        }
    }
}
