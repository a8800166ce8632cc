import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards
import NIOCore
import QuestionBanks

extension ContestServer {
    func addContestFileRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/banks") { request, _ in
            _ = try await tokens.require(.editor, .operator, .auditor, of: request)
            return try Answer.json(
                BankListBody(banks: try await banks.all().map(BankListBody.Line.init), next: nil)
            )
        }
        router.put("/v1/banks/:bank") { request, context in
            try Self.requireAll(await tokens.require(.editor, of: request))
            return try await putBank(request, named: context.parameters.require("bank"))
        }
        router.put("/v1/contests/:contest") { request, context in
            let claims = try await tokens.require(.editor, of: request)
            try Self.requireAll(claims)
            return try await putContest(
                request,
                named: context.parameters.require("contest"),
                claims
            )
        }
        router.put("/v1/contests/:contest/regions") { request, context in
            try await putTree(request, context, as: .region)
        }
        router.put("/v1/contests/:contest/units") { request, context in
            try await putTree(request, context, as: .unit)
        }
        router.put("/v1/contests/:contest/roster") { request, context in
            try Self.requireAll(await tokens.require(.editor, of: request))
            let (entry, _) = try published(context)
            return try await putRoster(request, entry)
        }
    }

    /// The body of a file, whose media type is checked; a table may be a workbook.
    private func file(_ request: Request, _ type: String) async throws -> ByteBufferView {
        let given = request.headers[.contentType]?.lowercased() ?? ""
        let isWorkbook = type == "text/csv" && given == Self.workbookType
        guard given.hasPrefix(type) || isWorkbook else { throw Problem.wrongContentType }
        return try await request.bytes(upTo: BodyLimit.file).readableBytesView
    }

    /// XLSX, as IANA has it registered.
    private static let workbookType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    private func isDryRun(_ request: Request) -> Bool {
        request.uri.queryParameters["dry_run"] == "true"
    }

    /// Checks a bank, and stores it when the request names the digest of what was checked.
    private func putBank(_ request: Request, named name: String) async throws -> Response {
        let format = try bankFormat(request)
        let bytes = try await request.bytes(upTo: BodyLimit.file).readableBytesView
        let suffix = format.fileExtensions.first ?? format.name
        let reading = BankReader.read(bytes, file: "\(name).\(suffix)", format: format)
        guard let version = reading.value else { throw Problem.fileFaults(reading.findings) }
        guard version.bank.bank == name else {
            throw Problem.invalidBody("题库名与地址不一致", "The bank's name is not the address's.")
        }
        let digest = request.uri.queryParameters["digest"].map(String.init)
        if let digest {
            guard digest == version.digest else {
                throw Problem(
                    "digest-mismatch",
                    .conflict,
                    "这份文件不是检查过的那一份，请重新检查",
                    "This is not the file that was checked; check it again."
                )
            }
            _ = try await banks.put(version, at: now)
        }
        return try Answer.json(
            BankImportBody(
                bank: version.bank.bank,
                digest: version.digest,
                questions: version.bank.questions.count,
                stored: digest != nil,
                findings: reading.findings.prefix(1_000).map(FindingBody.init)
            )
        )
    }

    /// The format that a bank is sent in: the native one as JSON, or the one that the request names.
    private func bankFormat(_ request: Request) throws -> BankFormat {
        guard let name = request.uri.queryParameters["format"] else {
            guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true
            else { throw Problem.wrongContentType }
            return .json
        }
        let format = BankFormat.all.first { $0.name == name && $0.isAcceptedOverHTTP }
        guard let format else { throw Problem.invalidParameter("format") }
        return format
    }

    private func putContest(
        _ request: Request,
        named name: String,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let bytes = try await file(request, "application/json")
        let reading = ContestFileReader.read(bytes, file: "\(name).json", format: .json)
        guard let rules = reading.value else { throw Problem.fileFaults(reading.findings) }
        guard rules.contest == name else {
            throw Problem.invalidBody("竞赛名与地址不一致", "The contest's name is not the address's.")
        }
        guard let bank = try await banks.newest(rules.bank) else {
            throw Problem(
                "unknown-bank",
                .unprocessableContent,
                "题库 \(rules.bank) 尚未导入",
                "The bank \(rules.bank) has not been imported."
            )
        }
        let findings = reading.findings + ContestFileReader.check(rules, against: bank.bank)
        if findings.contains(where: { $0.severity == .error }) {
            throw Problem.fileFaults(findings)
        }
        var answer = ContestAppliedBody(
            contest: name,
            sequence: 0,
            rulesVersion: 0,
            bytesPerParticipant: Self.bytesPerParticipant(rules),
            findings: findings.prefix(1_000).map(FindingBody.init)
        )
        if let entry = house.contest(name) {
            try await change(entry, to: rules, bank, request, claims, &answer)
        } else if !isDryRun(request) {
            let entry = try await house.create(rules, bank: bank, actor: claims.name)
            answer.sequence = await entry.contest.health.sequence
            answer.rulesVersion = 1
        }
        return try Answer.json(answer)
    }

    /// Changes a contest to other rules, another bank or both; a dry run only says whether it could.
    private func change(
        _ entry: ContestHouse.OpenContest,
        to rules: ContestRules,
        _ bank: BankVersion,
        _ request: Request,
        _ claims: OrganiserClaims,
        _ answer: inout ContestAppliedBody
    ) async throws {
        let (present, digest) = await entry.contest.edition
        let newRules = present == rules ? nil : rules
        let newBank = digest == bank.digest ? nil : bank
        if newRules != nil || newBank != nil {
            let reason = request.uri.queryParameters["reason"].map(String.init) ?? ""
            guard !reason.isEmpty, reason.utf8.count <= 1_000 else {
                throw Problem(
                    "reason-needed",
                    .badRequest,
                    "修改已有竞赛须注明事由（reason 参数）",
                    "Changing a contest needs a reason."
                )
            }
            if isDryRun(request) {
                try await entry.contest.trial(rules: newRules, bank: newBank)
            } else {
                _ = try await entry.contest.apply(
                    rules: newRules,
                    bank: newBank,
                    actor: claims.name,
                    reason: reason
                )
            }
        }
        answer.sequence = await entry.contest.health.sequence
        answer.rulesVersion = await entry.contest.rulesVersion
    }

    /// Bytes of memory a participant costs with these boards: its state, its standings, and a key of
    /// 22 bytes on each board (three levels of regions and of units assumed).
    private static func bytesPerParticipant(_ rules: ContestRules) -> Int {
        let boards =
            rules.boards.periods.count + (rules.boards.regionBoards ? 3 : 0)
            + (rules.boards.unitBoards ? 3 : 0)
        return 24 + MemoryLayout<ParticipantStandings>.stride + 8 + rules.tracks.count * 32
            + boards * 22
    }

    private func putTree(
        _ request: Request,
        _ context: BasicRequestContext,
        as kind: GroupKind
    ) async throws -> Response {
        try Self.requireAll(await tokens.require(.editor, of: request))
        let (entry, _) = try published(context)
        let bytes = try await file(request, "text/csv")
        // Until somebody has entered, a new file may leave nodes out; after that facts name them.
        // Codes keep their identifiers in either case: a roster and unit codes name those.
        let base = await entry.contest.treeBase(kind)
        let reading = TreeReader.read(
            table: bytes,
            file: "\(kind.rawValue).csv",
            kind: kind,
            existing: base.tree,
            keepsOmitted: !base.isEmpty,
            after: base.highest
        )
        guard let tree = reading.value else { throw Problem.fileFaults(reading.findings) }
        let sequence =
            isDryRun(request)
            ? 0 : try await entry.contest.apply(tree, as: kind, madeFrom: base.tree)
        return try Answer.json(
            TreeAppliedBody(
                sequence: sequence,
                nodes: tree.nodes.count,
                findings: reading.findings.prefix(1_000).map(FindingBody.init)
            )
        )
    }

    private func putRoster(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let bytes = try await file(request, "text/csv")
        let trees = await entry.contest.trees()
        let reading = RosterReader.read(
            table: bytes,
            file: "roster.csv",
            regions: trees.regions,
            units: trees.units
        )
        guard let roster = reading.value else { throw Problem.fileFaults(reading.findings) }
        let people: [(person: Person, pin: String, region: NodeID, unit: NodeID)] =
            roster.compactMap { line in
                guard let person = Person(name: line.name, phone: line.phone), let pin = line.pin
                else { return nil }
                return (person, pin, line.region, line.unit)
            }
        guard people.count == roster.count else {
            throw Problem(
                "roster-pin-needed",
                .unprocessableContent,
                "名册中每人都须有 4–12 位数字口令",
                "Every line of the roster needs a PIN of 4 to 12 digits."
            )
        }
        if let twin = Self.namesake(in: people) {
            throw Problem(
                "roster-namesakes",
                .unprocessableContent,
                "名册中有两位“\(twin)”，手机、地区和单位也相同，无法区分；请补上手机号",
                "Two people named \(twin) cannot be told apart; add their phones."
            )
        }
        if !isDryRun(request) {
            try await entry.contest.putRoster(people, secrets: entry.secrets, hasher: hasher)
        }
        return try Answer.json(
            RosterAppliedBody(
                entries: people.count,
                findings: reading.findings.prefix(1_000).map(FindingBody.init)
            )
        )
    }

    /// The first name that stands twice with the same phone, region and unit.
    private static func namesake(
        in people: [(person: Person, pin: String, region: NodeID, unit: NodeID)]
    ) -> String? {
        var seen: Set<[String]> = []
        return people.first { line in
            !seen.insert([
                line.person.name, line.person.phone ?? "", "\(line.region.rawValue)",
                "\(line.unit.rawValue)",
            ]).inserted
        }?.person.name
    }
}
