import ContestEngine
import ContestModel
import Exports
import HTTPTypes
import Hummingbird
import Leaderboards

extension ContestServer {
    func addStatementRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/keys") { _, _ in try Answer.json(KeysBody(house.signer.believed)) }
        router.get("/v1/contests/:contest/head") { request, context in
            let (entry, view) = try published(context)
            // A head tells how many facts there are: while a contest runs that is for organisers.
            if await reader(request) == .open, view.isPreliminary || view.isFrozen {
                throw Problem.headWithheld
            }
            let signed = try await house.signedHead(of: entry.contest)
            guard case .head(let head) = signed.content else { throw Problem.notFound }
            return try Answer.json(HeadBody(head, signed))
        }
        router.get("/v1/verify") { request, _ in
            guard let text = request.uri.queryParameters["c"] else {
                throw Problem.invalidParameter("c")
            }
            return try answer(try await verification(of: String(text)), to: request)
        }
        router.get("/v1/contests/:contest/verify-code") { request, context in
            let entry = try published(context).0
            return try answer(try await verification(ofCodeIn: request, entry), to: request)
        }
    }

    /// JSON for programs that ask for it, a page for everybody else.
    private func answer(_ found: Verification, to request: Request) throws -> Response {
        if request.wantsJSON { return try Answer.json(found.body) }
        return Self.printed(found.verdict.html())
    }

    private func verification(of text: String) async throws -> Verification {
        guard let signed = SignedStatement(text),
            house.signer.believed.contains(where: signed.isGenuine(under:))
        else {
            return .refused("这不是本服务器签发的内容，或者已被改动。")
        }
        switch signed.content {
        case .head(let head): return Verification(head, signed, title: title(of: head.contest))
        case .certificate(let certificate):
            let title = title(of: certificate.claim.contest)
            let name = try await name(of: certificate.claim)
            return Verification(certificate, signed, title: title, name: name)
        }
    }

    private func verification(
        ofCodeIn request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Verification {
        let parameters = request.uri.queryParameters
        guard let code = parameters["code"] else { throw Problem.invalidParameter("code") }
        guard let sequence = try integer(request, "sequence", in: 0...Int(Int64.max)) else {
            throw Problem.invalidParameter("sequence")
        }
        guard let rank = try integer(request, "rank", in: 1...Int(Int32.max)) else {
            throw Problem.invalidParameter("rank")
        }
        guard let value = parameters["value"].flatMap({ DecimalText.hundredths($0) }) else {
            throw Problem.invalidParameter("value")
        }
        let claim = CertificateClaim(
            contest: entry.contest.name,
            subject: try subject(request),
            sequence: Int64(sequence),
            rank: rank,
            value: value
        )
        guard entry.secrets.isCertificateCode(String(code), of: claim) else {
            return .refused("核验码与所填的编号、账本序号、名次、成绩不符。")
        }
        return Verification(
            claim,
            title: title(of: claim.contest),
            name: try await name(of: claim)
        )
    }

    /// Whose code is asked about: `subject=person:…`, or `participant=`, `unit=`, `region=`.
    private func subject(_ request: Request) throws -> CertificateSubject {
        let parameters = request.uri.queryParameters
        let names = [
            ("subject", ""), ("participant", "person:"), ("unit", "unit:"), ("region", "region:"),
        ]
        let given = names.filter { parameters[Substring($0.0)] != nil }
        guard given.count == 1, let (name, prefix) = given.first,
            let value = parameters[Substring(name)]
        else { throw Problem.invalidParameter("subject") }
        guard let subject = CertificateSubject(prefix + value) else {
            throw Problem.invalidParameter(name)
        }
        return subject
    }

    private func title(of contest: String) -> String? {
        house.contest(contest)?.contest.published?.rules.title
    }

    /// The name of a claim's subject as whoever holds the certificate sees it; nil for somebody erased.
    ///
    /// People's names are masked.
    private func name(of claim: CertificateClaim) async throws -> String? {
        guard let entry = house.contest(claim.contest), let view = entry.contest.published else {
            return nil
        }
        switch claim.subject {
        case .person(let pseudonym):
            guard let participant = await entry.contest.participant(pseudonym) else { return nil }
            return try await entry.contest.names(of: [participant], masked: true)[participant]
        case .region(let node): return view.live.boards.regions.index.node(node)?.name
        case .unit(let node): return view.live.boards.units.index.node(node)?.name
        }
    }
}

extension Request {
    /// Whether the client asks for JSON rather than for a page.
    var wantsJSON: Bool {
        let accepted = (headers[.accept] ?? "").lowercased()
        return accepted.contains("application/json") && !accepted.contains("text/html")
    }
}

extension Problem {
    static let headWithheld = Problem(
        "head-withheld",
        .forbidden,
        "竞赛结束以前，账本链头只给主办方和审计人员",
        "While the contest runs, the ledger's head is for organisers and auditors."
    )
}
