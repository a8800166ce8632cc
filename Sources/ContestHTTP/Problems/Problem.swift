import HTTPTypes
import QuestionBanks

/// An error as clients see it: RFC 9457, with a stable type and both languages.
struct Problem: Error {
    /// The last part of `urn:safetyquiz:problem:…`.
    ///
    /// Never changed once released.
    var name: String
    var status: HTTPResponse.Status
    var chinese: String
    var english: String
    /// When to come back, in whole seconds.
    var retryAfter: Int?
    /// When the next attempt may begin.
    var next: Int64?
    /// The account's quota, where that is what was exceeded; in hundredths of a second.
    var quota: Quota?
    /// What is wrong with a file, place by place.
    var findings: [Finding] = []

    init(
        _ name: String,
        _ status: HTTPResponse.Status,
        _ chinese: String,
        _ english: String,
        retryAfter: Int? = nil,
        next: Int64? = nil,
        findings: [Finding] = []
    ) {
        self.name = name
        self.status = status
        self.chinese = chinese
        self.english = english
        self.retryAfter = retryAfter
        self.next = next
        self.findings = findings
    }
}

extension Problem {
    static let notFound = Problem("not-found", .notFound, "没有这个地址", "There is nothing here.")
    static let unknownContest = Problem(
        "unknown-contest",
        .notFound,
        "没有这场竞赛",
        "There is no such contest."
    )
    static let starting = Problem(
        "starting",
        .serviceUnavailable,
        "服务器正在启动，竞赛数据还没有读完，请稍候",
        "The server is starting and still reading this contest; come back in a moment.",
        retryAfter: 2
    )
    static let contestDamaged = Problem(
        "contest-damaged",
        .serviceUnavailable,
        "这场竞赛的数据打不开，组织者正在处理",
        "This contest's data cannot be opened; its organisers are seeing to it.",
        retryAfter: 300
    )
    static let unauthenticated = Problem(
        "unauthenticated",
        .unauthorized,
        "请先登录",
        "A valid session is needed."
    )
    static let forbidden = Problem(
        "forbidden",
        .forbidden,
        "没有权限进行此操作",
        "This needs another role."
    )
    static let bodyTooLarge = Problem(
        "body-too-large",
        .contentTooLarge,
        "提交的内容过大",
        "The body is too large."
    )
    static let relayTooLong = Problem(
        "relay-too-long",
        .contentTooLarge,
        "一次最多转交 1000 行，请分批提交",
        "At most 1000 lines may be relayed at once; send them in several requests."
    )
    static let wrongContentType = Problem(
        "wrong-content-type",
        .unsupportedMediaType,
        "内容类型不支持",
        "This content type is not accepted here."
    )
    static let staleCursor = Problem(
        "stale-cursor",
        .gone,
        "此分页已过期，请从第一页重新开始",
        "This page's snapshot is gone; start again from the first page."
    )
    static let invalidCursor = Problem(
        "invalid-cursor",
        .badRequest,
        "分页标记无效",
        "The cursor is not one of ours."
    )
    static let boardsPrivate = Problem(
        "boards-private",
        .forbidden,
        "主办方尚未公布个人排行",
        "The organiser has not published boards of people."
    )
    static let marksHidden = Problem(
        "marks-hidden",
        .forbidden,
        "按本竞赛规则，成绩现在不公布",
        "By the contest's rules points are not shown now."
    )
    static let boardsFrozen = Problem(
        "boards-frozen",
        .forbidden,
        "排行已封榜，成绩请看“我的成绩”",
        "The boards are frozen; your own score stays visible."
    )
    static let unknownBoard = Problem(
        "unknown-board",
        .notFound,
        "没有这个榜单",
        "There is no such board."
    )
    static let groupWithheld = Problem(
        "group-withheld",
        .forbidden,
        "人数不足公布的下限，或与人数不足的合并保护，不予公布",
        "The group has too few people, or stands in for one that has; its figures are withheld."
    )
    static let namesHidden = Problem(
        "names-hidden",
        .forbidden,
        "本竞赛公开的榜单不显示姓名和编号，不能按人查询",
        "Public boards name nobody here; nobody can be asked for."
    )
    static let notOnBoard = Problem(
        "not-on-board",
        .notFound,
        "这个人不在榜上",
        "This person is not on the board."
    )
    static let watchersFull = Problem(
        "too-many-watchers",
        .serviceUnavailable,
        "实时榜单的观看人数已满，请稍后再试或刷新页面查看",
        "Too many are watching; come back later, or read the page now and then.",
        retryAfter: 30
    )
    static let erased = Problem(
        "account-erased",
        .unauthorized,
        "此账号的个人信息已按要求删除，账号已注销",
        "This account's personal data was erased on request; the account has ended."
    )
    static let missingKey = Problem(
        "missing-idempotency-key",
        .badRequest,
        "缺少 Idempotency-Key 请求头（8–128 个可见字符）",
        "An Idempotency-Key header of 8 to 128 printable ASCII characters is needed."
    )

    /// One account's script comes too often.
    static func tooManyRequests(_ quota: Quota, retryAfter: Int) -> Problem {
        var problem = Problem(
            "too-many-requests",
            .tooManyRequests,
            "您的操作过于频繁，请稍后再试",
            "This account sends too many requests; come back later.",
            retryAfter: retryAfter
        )
        problem.quota = quota
        return problem
    }

    static func invalidBody(_ chinese: String, _ english: String) -> Problem {
        Problem("invalid-body", .badRequest, chinese, english)
    }

    /// A name that stands twice in one object.
    static func repeatedField(_ name: String) -> Problem {
        Problem(
            "repeated-field",
            .badRequest,
            "字段 \(name) 重复出现",
            "The field \(name) is there twice."
        )
    }

    static func invalidParameter(_ name: String) -> Problem {
        Problem(
            "invalid-parameter",
            .badRequest,
            "参数 \(name) 无效",
            "The parameter \(name) is not valid."
        )
    }

    static func fileFaults(_ findings: [Finding]) -> Problem {
        let count = findings.count { $0.severity == .error }
        return Problem(
            "file-faults",
            .unprocessableContent,
            "文件有 \(count) 处错误，未导入",
            "The file has \(count) errors; nothing was imported.",
            findings: findings
        )
    }
}
