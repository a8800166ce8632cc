/// What can be wrong with attempts, responses and submissions.
extension Problem {
    static let outsideSchedule = Problem(
        .schedule,
        "答题开始于竞赛开放时间之外",
        "the attempt began outside the contest's hours"
    )
    static let duringPause = Problem(
        .schedule,
        "竞赛暂停期间有开始或作答",
        "something happened while the contest was paused"
    )
    static let wrongDay = Problem(
        .schedule,
        "所属日期与开始时刻不符",
        "the day is not the one on which the attempt began"
    )

    static let dayOrdinal = Problem(
        .limit,
        "当日次序不连续",
        "the ordinals of a day are not 1, 2, 3 …"
    )
    static let totalOrdinal = Problem(
        .limit,
        "累计次序不连续",
        "the running ordinals are not 1, 2, 3 …"
    )
    static let overDailyLimit = Problem(
        .limit,
        "超过当日次数限制",
        "more attempts in a day than the rules and grants give"
    )
    static let overTotalLimit = Problem(
        .limit,
        "超过总次数限制",
        "more attempts in all than the rules give"
    )

    static let stillOpen = Problem(
        .overlap,
        "上一次答题未结束即开始新的答题",
        "an attempt began before the one before it had ended"
    )

    static let paperShape = Problem(
        .paper,
        "试卷数据不完整",
        "the paper's bytes are no multiple of five"
    )
    static let paperCount = Problem(
        .paper,
        "试卷题数与规则不符",
        "the paper has another number of questions than the rules say"
    )
    static let questionOutsideBank = Problem(
        .paper,
        "试题不在题库中",
        "the question is not in the bank"
    )
    static let questionTwice = Problem(
        .paper,
        "同一试题抽取了两次",
        "a question was drawn twice"
    )
    static let badOrder = Problem(
        .paper,
        "选项顺序不是合法排列",
        "the order of options is no permitted permutation"
    )
    static let outsideBlueprint = Problem(
        .paper,
        "试卷不符合组卷规则",
        "the paper does not follow the blueprint"
    )

    static let orphan = Problem(
        .response,
        "作答或交卷没有对应的答题",
        "a response or submission belongs to no attempt"
    )
    static let positionOutsidePaper = Problem(
        .response,
        "作答的题号不在试卷内",
        "the position is not in the paper"
    )
    static let impossibleChoice = Problem(
        .response,
        "所选选项不可能",
        "the options chosen are impossible for the question"
    )
    static let revisionOrder = Problem(
        .response,
        "修改次序不连续",
        "the revisions are not 1, 2, 3 … in order"
    )
    static let revisedAfterFeedback = Problem(
        .response,
        "已显示答案后仍有修改",
        "the response was revised after its feedback"
    )
    static let outOfOrder = Problem(
        .response,
        "未按顺序逐题作答",
        "a question was answered before the one before it"
    )
    static let shownAt = Problem(
        .response,
        "出示时刻不符",
        "the question was not shown at that moment"
    )
    static let answeredBeforeShown = Problem(
        .response,
        "作答早于出示",
        "the response is earlier than the question was shown"
    )
    static let outsideAttempt = Problem(
        .response,
        "作答不在答题开始与交卷之间",
        "the response does not lie between the attempt's beginning and its end"
    )

    static let ownDeadline = Problem(
        .deadline,
        "答题时限与规则不符",
        "the attempt's deadline does not follow from the rules"
    )
    static let lateResponse = Problem(
        .deadline,
        "作答晚于截止时间",
        "the response was admitted at or after the deadline"
    )

    static let endedLate = Problem(
        .ending,
        "结束时刻晚于截止时间",
        "the attempt ended after its deadline"
    )
    static let endedWhen = Problem(
        .ending,
        "结束时刻与结束方式不符",
        "the end's instant does not suit what ended the attempt"
    )
    static let endedHow = Problem(
        .ending,
        "结束方式不符",
        "what ended the attempt does not suit the rules"
    )
    static let elapsed = Problem(
        .ending,
        "用时不符",
        "the elapsed time does not follow from start, end and pauses"
    )

    static let grade = Problem(
        .grade,
        "成绩与重新评分不符",
        "the mark differs when graded anew"
    )
    static let keyRevision = Problem(
        .grade,
        "评分所依据的答案版本不存在",
        "it was graded under a key revision that does not exist"
    )
    static let counts = Problem(
        .counting,
        "是否计入人次不符",
        "whether the attempt counts does not follow from the rules"
    )
}
