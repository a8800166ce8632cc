import ContestEngine
import ContestModel
import HTTPTypes

/// The one place where the engine's refusals become HTTP.
extension Problem {
    init(_ refusal: Refusal) {
        self = Self.state(refusal) ?? Self.input(refusal) ?? Self.service(refusal)
    }

    private static func state(_ refusal: Refusal) -> Problem? {
        switch refusal {
        case .notOpenYet(let opensAt):
            Problem(
                "contest-not-open",
                .conflict,
                "竞赛尚未开始",
                "The contest is not open yet.",
                next: opensAt.millisecondsSinceEpoch
            )
        case .contestClosed:
            Problem("contest-closed", .conflict, "竞赛已经结束", "The contest is over.")
        case .paused:
            Problem(
                "paused",
                .conflict,
                "竞赛暂停中，恢复后会补足时间",
                "The contest is paused; the time will be given back.",
                retryAfter: 10
            )
        case .noAttemptsLeft(let next):
            Problem(
                "no-attempts-left",
                .conflict,
                next == nil ? "答题次数已用完" : "今天的答题次数已用完，请下次再来",
                "All attempts are used.",
                next: next?.millisecondsSinceEpoch
            )
        case .attemptClosed:
            Problem(
                "attempt-closed",
                .conflict,
                "本次答题已经结束",
                "The attempt has ended."
            )
        case .responseFixed:
            Problem(
                "response-fixed",
                .conflict,
                "本题答案已确定，不能更改",
                "This answer stands and cannot be changed."
            )
        case .keyReused:
            Problem(
                "key-reused",
                .conflict,
                "同一请求标识不能用于不同内容",
                "The idempotency key was used for another request."
            )
        case .grantNotOffered:
            Problem(
                "grant-not-offered",
                .conflict,
                "没有这种加答机会或已用完",
                "The extra attempt is not offered or used up."
            )
        case .actNotPossible(let why):
            Problem(
                "act-not-possible",
                .conflict,
                "当前状态下不能进行此操作（\(why)）",
                "The act does not fit the contest's state: \(why)."
            )
        case .ruleFixed(let field):
            Problem(
                "rule-fixed",
                .conflict,
                "竞赛进行中不能修改 \(field)",
                "\(field) may not change while the contest runs."
            )
        default: nil
        }
    }

    private static func input(_ refusal: Refusal) -> Problem? {
        switch refusal {
        case .unknownParticipant: .unauthenticated
        case .accountErased: .erased
        case .unknownTrack:
            Problem("unknown-track", .notFound, "没有这个赛道", "There is no such track.")
        case .unknownGroup:
            Problem(
                "unknown-group",
                .unprocessableContent,
                "请选择有效的地区或单位（选到最末一级）",
                "A leaf region or unit of the contest is needed."
            )
        case .wrongUnitCode:
            Problem(
                "wrong-unit-code",
                .forbidden,
                "单位口令不正确",
                "The unit's code is not right."
            )
        case .wrongCredentials:
            Problem(
                "wrong-credentials",
                .unauthorized,
                "姓名、口令或找回码不正确",
                "Name, PIN or recovery code is not right."
            )
        case .unknownAttempt:
            Problem("unknown-attempt", .notFound, "没有这次答题", "There is no such attempt.")
        case .questionNotShown:
            Problem(
                "question-not-shown",
                .notFound,
                "这道题还没有出现",
                "The question has not been shown."
            )
        case .invalidChoice:
            Problem(
                "invalid-choice",
                .unprocessableContent,
                "所选选项无效",
                "The options are not this question's, or too many for its type."
            )
        case .blueprintImpossible(let why):
            Problem(
                "blueprint-impossible",
                .unprocessableContent,
                "题库不够组卷：\(why)",
                "The paper cannot be drawn from the bank: \(why)."
            )
        case .unknownDraw:
            Problem("unknown-draw", .notFound, "没有这次抽奖", "There is no such draw.")
        case .tooManyReports:
            Problem(
                "too-many-reports",
                .conflict,
                "您反映的题目已达上限",
                "You have reported as many questions as anybody may."
            )
        case .invalidPerson(let why):
            Problem("invalid-person", .unprocessableContent, "个人信息无效：\(why)", why)
        default: nil
        }
    }

    private static func service(_ refusal: Refusal) -> Problem {
        switch refusal {
        case .tooManyTries(let after):
            Problem(
                "too-many-tries",
                .tooManyRequests,
                "尝试过于频繁，请稍后再试",
                "Too many tries; come back later.",
                retryAfter: seconds(after)
            )
        case .overloaded(let after):
            Problem(
                "overloaded",
                .serviceUnavailable,
                "现在人太多，请稍候自动重试",
                "Too busy just now; try again.",
                retryAfter: seconds(after)
            )
        case .storageFull:
            Problem(
                "storage-full",
                .init(code: 507, reasonPhrase: "Insufficient Storage"),
                "服务器磁盘已满，本次操作没有保存，请稍后重试",
                "The server's disk is full; nothing was saved.",
                retryAfter: 10
            )
        case .outcomeUnknown:
            Problem(
                "outcome-unknown",
                .serviceUnavailable,
                "保存结果未知，请用同一标识重试",
                "The outcome is not known; retry with the same identifiers.",
                retryAfter: 1
            )
        default:
            Problem(
                "unavailable",
                .serviceUnavailable,
                "服务正在启动或恢复，请稍候",
                "The service is starting or recovering.",
                retryAfter: 1
            )
        }
    }

    private static func seconds(_ duration: Duration) -> Int {
        Int(clamping: max(1, (duration.milliseconds + 999) / 1000))
    }
}
