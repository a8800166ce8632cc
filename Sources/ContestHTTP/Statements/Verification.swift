import ContestEngine
import ContestModel
import Exports

/// What checking a statement or a code came to, for people and for programs.
struct Verification {
    var body: VerificationBody
    var verdict: VerificationVerdict

    /// Nothing that can be believed.
    static func refused(_ reason: String) -> Verification {
        Verification(
            body: .refused,
            verdict: VerificationVerdict(isGenuine: false, summary: reason, lines: [])
        )
    }

    private init(body: VerificationBody, verdict: VerificationVerdict) {
        self.body = body
        self.verdict = verdict
    }

    /// A genuine head.
    init(_ head: ChainHeadStatement, _ signed: SignedStatement, title: String?) {
        body = VerificationBody(
            genuine: true,
            of: "head",
            contest: head.contest,
            title: title,
            sequence: head.sequence,
            chain: head.chain,
            atMs: head.at.millisecondsSinceEpoch,
            key: signed.keyID
        )
        verdict = VerificationVerdict(
            isGenuine: true,
            summary: "这一账本链头由本服务器签发，未被改动。",
            lines: [
                ("竞赛", title ?? head.contest), ("竞赛代号", head.contest),
                ("账本序号", String(head.sequence)), ("账本链头", head.chain),
                ("签发时间（UTC）", head.at.utcText), ("密钥", signed.keyID),
            ],
            notes: ["账本在此序号的链值须与此相同；用 safetyquiz audit 核对账本摘录。"]
        )
    }

    /// A genuine certificate.
    init(
        _ certificate: CertificateStatement,
        _ signed: SignedStatement,
        title: String?,
        name: String?
    ) {
        self.init(certificate.claim, title: title, name: name)
        body.of = "certificate"
        body.valueKind = certificate.kind
        body.preliminary = certificate.isPreliminary
        body.atMs = certificate.at.millisecondsSinceEpoch
        body.key = signed.keyID
        verdict.summary = "这一成绩由本服务器签发，未被改动。"
        verdict.lines += [
            ("成绩类别", Self.chineseName(ofKind: certificate.kind, certificate.claim.subject)),
            ("状态", certificate.isPreliminary ? "初步，以最终公布为准" : "最终"),
            ("签发时的公布版本", certificate.version.map { "第 \($0) 版" } ?? "尚未公布"),
            ("签发时间（UTC）", certificate.at.utcText), ("密钥", signed.keyID),
        ]
    }

    /// A claim whose code is right.
    init(_ claim: CertificateClaim, title: String?, name: String?) {
        body = VerificationBody(
            genuine: true,
            of: "code",
            contest: claim.contest,
            title: title,
            subject: claim.subject.text,
            name: name,
            sequence: claim.sequence,
            rank: claim.rank,
            value: DecimalPoints(hundredths: claim.value)
        )
        verdict = VerificationVerdict(
            isGenuine: true,
            summary: "核验码与编号、账本序号、名次、成绩相符，由本服务器签发。",
            lines: [
                ("竞赛", title ?? claim.contest), ("编号", claim.subject.text),
                ("姓名或单位", name ?? "（已注销或不在本服务器）"),
                ("名次", String(claim.rank)), ("成绩", HundredthsText.text(claim.value)),
                ("账本序号", String(claim.sequence)),
            ],
            notes: ["请核对纸面上的姓名、名次、成绩与上面一致；姓名在此遮盖显示。"]
        )
    }

    private static func chineseName(ofKind kind: String, _ subject: CertificateSubject) -> String {
        switch subject {
        case .person: RankedValue(rawValue: kind)?.chineseName ?? kind
        case .region, .unit: GroupMeasure(rawValue: kind)?.chineseName ?? kind
        }
    }
}
