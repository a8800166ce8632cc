import ContestEngine
import ContestModel
import Exports
import Hummingbird
import Leaderboards

extension ContestServer {
    func addCertificateRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/me/certificate") { request, context in
            let (entry, view) = try published(context)
            let participant = try participant(request, entry)
            // A certificate says the rank: what the boards hide, it must not tell.
            guard view.showsPeople else { throw Problem.boardsPrivate }
            guard view.showsValues else { throw Problem.marksHidden }
            guard !view.isFrozen else { throw Problem.boardsFrozen }
            let result = try await result(of: participant, entry, view)
            return try await answer(result, entry, view, request)
        }
        router.get("/v1/contests/:contest/certificates/:participant") { request, context in
            try Self.requireAll(try await tokens.require(.operator, of: request))
            let (entry, view) = try published(context)
            let name = try context.parameters.require("participant")
            let participant = try await participant(named: name, in: entry)
            let result = try await result(of: participant, entry, view)
            return try await answer(result, entry, view, request)
        }
        for kind in GroupKind.allCases {
            router.get(
                RouterPath("/v1/contests/:contest/certificates/\(kind.plural)/:node")
            ) { request, context in
                try Self.requireAll(try await tokens.require(.operator, of: request))
                let (entry, view) = try published(context)
                let text = try context.parameters.require("node")
                guard text.utf8.allSatisfy(\.isDigit), let number = Int32(text) else {
                    throw Problem.unknownBoard
                }
                let result = try result(of: NodeID(rawValue: number), kind, view)
                return try await answer(result, entry, view, request)
            }
        }
    }

    /// Signs a result and prints it.
    private func answer(
        _ result: CertifiedResult,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ request: Request
    ) async throws -> Response {
        let now = now
        let log = await entry.contest.publication
        let claim = CertificateClaim(
            contest: entry.contest.name,
            subject: result.subject,
            sequence: result.sequence,
            rank: result.rank,
            value: result.value
        )
        let statement = CertificateStatement(
            claim: claim,
            kind: result.kind,
            isPreliminary: view.isPreliminary,
            version: log.announcements.last?.thing.number,
            name: result.name,
            at: now
        )
        let signed = try house.signer.sign(.certificate(statement))
        let code = entry.secrets.certificateCode(claim)
        let address = try publicAddress(request) + "/v1/verify?c=" + signed.compact
        if request.wantsJSON {
            return try Answer.json(
                CertificateBody(
                    contest: claim.contest,
                    subject: claim.subject.text,
                    name: result.name,
                    rank: claim.rank,
                    ranked: result.ranked,
                    value: DecimalPoints(hundredths: claim.value),
                    valueKind: result.kind,
                    sequence: claim.sequence,
                    preliminary: view.isPreliminary,
                    version: statement.version,
                    rehearsal: view.rules.rehearsal,
                    atMs: now.millisecondsSinceEpoch,
                    code: code,
                    statement: signed.compact,
                    address: address
                )
            )
        }
        let certificate = Certificate(
            rules: view.rules,
            name: result.name,
            group: result.group,
            rank: result.rank,
            ranked: result.ranked,
            valueName: result.kindName,
            value: result.valueText,
            ties: result.ties,
            isPreliminary: view.isPreliminary,
            publication: log.latestText,
            sequence: result.sequence,
            subject: result.subject.text,
            madeAt: now,
            code: code,
            address: address
        )
        guard let page = certificate.html() else { throw ReportFault.noFile }
        return Self.printed(page)
    }

    /// Where people reach this server: as it was told, or as this request reached it.
    private func publicAddress(_ request: Request) throws -> String {
        if let publicURL { return publicURL }
        guard let host = request.head.authority, (1...255).contains(host.utf8.count),
            host.utf8.allSatisfy({ byte in
                byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":")].contains(byte)
                    || [UInt8(ascii: "["), UInt8(ascii: "]")].contains(byte)
            })
        else {
            throw Problem("invalid-host", .badRequest, "Host 请求头无效", "The Host is not valid.")
        }
        return "http://" + host
    }
}
