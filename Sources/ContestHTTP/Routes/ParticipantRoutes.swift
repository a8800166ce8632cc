import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards

extension ContestServer {
    func addParticipantRoutes(to router: Router<BasicRequestContext>) {
        router.post("/v1/contests/:contest/participants") { request, context in
            let (entry, view) = try published(context)
            return try await register(request, entry, view)
        }
        router.post("/v1/contests/:contest/sessions") { request, context in
            let (entry, view) = try published(context)
            return try await signIn(request, entry, view)
        }
        router.get("/v1/contests/:contest/me") { request, context in
            let (entry, view) = try published(context)
            let participant = try participant(request, entry)
            let own = try await entry.contest.standing(of: participant)
            let names = try await entry.contest.names(of: [participant], masked: false)
            guard let name = names[participant] else { throw Problem.erased }
            return try Answer.json(
                MeBody(
                    own,
                    name: name,
                    day: view.live.boards.day,
                    hidesRank: view.isFrozen || !view.showsPeople || !view.showsValues,
                    showsMarks: view.showsMarks
                )
            )
        }
        router.delete("/v1/contests/:contest/me") { request, context in
            let (entry, _) = try published(context)
            try await entry.contest.erase(participant(request, entry))
            return Response(status: .noContent)
        }
        router.get("/v1/contests/:contest/me/attempts") { request, context in
            let (entry, view) = try published(context)
            return try await history(request, entry, view)
        }
        router.get("/v1/contests/:contest/attempts/:attempt") { request, context in
            let (entry, _) = try published(context)
            let participant = try participant(request, entry)
            let token = try context.parameters.require("attempt")
            guard let attempt = AttemptID(Array(token.utf8), secrets: entry.secrets) else {
                throw Problem(Refusal.unknownAttempt)
            }
            var json = JSONWriter(capacity: 2_048)
            switch try await entry.contest.read(attempt, of: participant) {
            case .underWay(let view): json.attempt(view, entry.secrets)
            case .ended(let result): json.result(result, entry.secrets)
            }
            return Answer.bytes(json.buffer, Answer.jsonType)
        }
    }

    private func register(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> Response {
        let key = try idempotencyKey(request, scope: "registration")
        let body = try await request.json(RegisterBody.self)
        guard view.rules.identity != .roster else {
            throw Problem(
                "roster-only",
                .forbidden,
                "本竞赛按名册参加，请用姓名和口令登录",
                "Only people on the roster take part; sign in with name and PIN."
            )
        }
        guard body.consentVersion == Self.consentVersion else {
            throw Problem(
                "consent-needed",
                .unprocessableContent,
                "请先阅读并同意个人信息说明",
                "The present version of the consent text must be accepted."
            )
        }
        guard let person = Person(name: body.name, phone: body.phone) else {
            throw Problem(
                Refusal.invalidPerson("姓名不能为空、不超过 128 字节；手机号为 5–15 位数字")
            )
        }
        guard body.invitedBy.map(Self.isPseudonym) ?? true else {
            throw Problem.invalidBody(
                "invited_by 须为 16 位十六进制的公开编号",
                "invited_by is a public name of 16 hexadecimal digits."
            )
        }
        let unit = NodeID(rawValue: body.unit ?? 0)
        if view.rules.identity == .unitCode {
            guard entry.secrets.isUnitCode(body.unitCode ?? "", of: unit) else {
                throw Problem(Refusal.wrongUnitCode)
            }
        }
        let receipt = try await entry.contest.register(
            RegistrationRequest(
                key: key,
                person: person,
                region: NodeID(rawValue: body.region ?? 0),
                unit: unit,
                consentVersion: body.consentVersion,
                byGuardian: body.byGuardian ?? false
            )
        )
        meters.registered.increment()
        if let inviter = body.invitedBy { await thank(inviter, for: receipt, entry, view.rules) }
        return try session(receipt, entry, status: .created)
    }

    private func signIn(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> Response {
        let body = try await request.json(SignInBody.self)
        if let code = body.recoveryCode {
            let receipt = try await entry.contest.recover(
                code: code,
                secrets: entry.secrets
            )
            let names = try await entry.contest.names(of: [receipt.participant], masked: true)
            guard names[receipt.participant] != nil else { throw Problem.erased }
            return try session(receipt, entry, status: .ok)
        }
        guard view.rules.identity == .roster, let name = body.name, let pin = body.pin,
            name.utf8.count <= Person.nameByteLimit, pin.utf8.count <= 64
        else {
            throw Problem.invalidBody(
                "请提供找回码，或姓名和口令",
                "A recovery code, or name and PIN, is needed."
            )
        }
        let receipt = try await entry.contest.signIn(
            name: name,
            phone: body.phone,
            pin: pin,
            secrets: entry.secrets,
            hasher: hasher,
            guarding: logins,
            consentVersion: body.consentVersion ?? Self.consentVersion
        )
        return try session(receipt, entry, status: .ok)
    }

    private func session(
        _ receipt: RegistrationReceipt,
        _ entry: ContestHouse.OpenContest,
        status: HTTPResponse.Status
    ) throws -> Response {
        let token = SessionToken(receipt.participant, from: now)
        return try Answer.json(
            SessionBody(
                participant: receipt.pseudonym.description,
                session: token.text(entry.secrets),
                sessionExpiresAtMs: Int64(token.expiryMinute) * 60_000,
                recoveryCode: entry.secrets.recoveryCode(receipt.participant)
            ),
            status: status
        )
    }

    private func history(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> Response {
        let participant = try participant(request, entry)
        let parameters = request.uri.queryParameters
        let track = parameters["track"].map(String.init) ?? view.rules.tracks.first?.name ?? ""
        var day = view.live.boards.day
        if let text = parameters["day"] {
            guard let date = CivilDate(text) else { throw Problem.invalidParameter("day") }
            day = date.contestDay
        }
        let first = view.rules.schedule.firstDay
        let attempts = try await entry.contest.history(of: participant, track: track, day: day)
        var json = JSONWriter(capacity: 1_024)
        json.raw("{\"day\":")
        json.plain(CivilDate(day).description)
        json.raw(",\"attempts\":[")
        for (index, receipt) in attempts.reversed().enumerated() {
            if index > 0 { json.raw(",") }
            json.submission(receipt, entry.secrets)
        }
        json.raw("],\"next\":")
        if day > first {
            json.plain(CivilDate(ContestDay(number: day.number - 1)).description)
        } else {
            json.raw("null")
        }
        json.raw("}")
        return Answer.bytes(json.buffer, Answer.jsonType)
    }

    /// The request's idempotency key, digested with its scope.
    func idempotencyKey(_ request: Request, scope: String) throws -> IdempotencyKey {
        guard let name = HTTPField.Name.idempotencyKey, let text = request.headers[name],
            (8...128).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let key = IdempotencyKey(bytes: ServerSecrets.idempotencyKey(scope, text))
        else { throw Problem.missingKey }
        return key
    }
}
