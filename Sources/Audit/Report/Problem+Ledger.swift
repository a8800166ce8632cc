/// What can be wrong with the file, the chain and the contents of versions.
extension Problem {
    static let damagedFile = Problem(
        .file,
        "数据库文件损坏",
        "the database file is damaged"
    )
    static let foreignFile = Problem(
        .file,
        "文件的应用标识不是本系统的",
        "the file's application_id is another program's"
    )
    static let looseTable = Problem(
        .file,
        "数据表的定义与规定不符",
        "a table is not defined as it should be"
    )

    static let sequenceGap = Problem(
        .sequence,
        "账本序号有缺口，缺少记录",
        "sequences are missing: facts are gone"
    )
    static let sequenceTwice = Problem(
        .sequence,
        "同一序号出现两次",
        "a sequence occurs twice"
    )

    static let batchNotContiguous = Problem(
        .batch,
        "批次之间不连续",
        "a batch does not follow the one before it"
    )
    static let batchMarkCount = Problem(
        .batch,
        "批次的记录数与摘要标记数不符",
        "the batch's range and its marks differ in number"
    )
    static let factOutsideBatches = Problem(
        .batch,
        "记录不属于任何批次",
        "a fact belongs to no batch"
    )

    static let alteredFact = Problem(
        .chain,
        "记录被改动：内容与入账时的摘要不符",
        "the row was altered: it no longer has the digest noted when it was written"
    )
    static let impossibleValue = Problem(
        .chain,
        "记录含有不可能写入的数值",
        "the row holds a value that no fact can have"
    )
    static let brokenLink = Problem(
        .chain,
        "批次的链值不符：本批次的记录或链值被改动",
        "the batch's link is wrong: its facts or the link were altered"
    )

    static let timeWentBack = Problem(
        .clock,
        "账本时间倒退",
        "ledger time goes back"
    )

    static let unreadableContent = Problem(
        .content,
        "版本内容无法读取",
        "the version's content cannot be read"
    )
    static let bankDigest = Problem(
        .content,
        "题库内容与其摘要不符",
        "the bank's content does not have its digest"
    )
    static let unorderedDays = Problem(
        .content,
        "各日起始时刻未按先后排列",
        "the first instants of the days do not ascend"
    )
    static let badTree = Problem(
        .content,
        "区划或单位树中有重复、循环或未知的上级",
        "the tree repeats a node, or a parent does not stand before its child"
    )
    static let unknownVersion = Problem(
        .content,
        "记录引用的规则、题库或赛道不存在",
        "the fact names rules, a bank or a track that does not exist"
    )
    static let versionNotInForce = Problem(
        .content,
        "记录引用的不是当时生效的版本",
        "the fact names a version that was not the latest at that moment"
    )
    static let unreadableDetails = Problem(
        .content,
        "更正记录的细节无法读取",
        "the amendment's details cannot be read"
    )

    static let reversesNothing = Problem(
        .amendment,
        "撤销所指的更正不存在，或不可撤销",
        "the reversal names no earlier amendment that can be taken back"
    )
    static let amendsNothing = Problem(
        .amendment,
        "更正所指的对象不存在",
        "the amendment names what does not exist"
    )
    static let impossibleKey = Problem(
        .amendment,
        "更正的答案超出选项范围",
        "the amended key lies outside the question's options"
    )
    static let circularMerge = Problem(
        .amendment,
        "合并形成循环",
        "the merges form a circle"
    )

    static let registeredTwice = Problem(
        .registration,
        "同一参与者或同一请求登记了两次",
        "a participant or a request is registered twice"
    )
    static let registrationOrder = Problem(
        .registration,
        "参与者编号未按登记先后连续",
        "participants are not numbered 0, 1, 2 … in order of registration"
    )
    static let unknownParticipant = Problem(
        .registration,
        "引用了此前未登记的参与者",
        "the fact names a participant who was not registered before it"
    )
    static let unknownLeaf = Problem(
        .registration,
        "登记的区划或单位不存在，或不是末级",
        "the region or unit registered does not exist or is no leaf"
    )

    static let submissionLeaf = Problem(
        .group,
        "交卷记入的区划或单位与登记不符",
        "the submission is credited to another region or unit than the registration's"
    )
    static let tallyDiffers = Problem(
        .tally,
        "人数或人次与直接查询不符",
        "people or attempts differ between the grades and the SQL query"
    )
    static let unreadableDraw = Problem(
        .draw,
        "抽奖记录无法读取，或步骤的先后不对",
        "the draw cannot be read, or its steps are out of order"
    )
    static let drawEntrants = Problem(
        .draw,
        "抽奖名单与账本重算的不同",
        "the entrants are others than the ledger gives"
    )
    static let drawSeed = Problem(
        .draw,
        "公开的种子不是抽奖前承诺的那一个",
        "the seed is not the one committed to before"
    )
    static let drawTooEarly = Problem(
        .draw,
        "开奖早于预定的时刻",
        "the draw was made before its appointed instant"
    )
    static let drawOutcome = Problem(
        .draw,
        "中奖者不是按名单、种子和随机数得出的",
        "the winners do not follow from list, seed and randomness"
    )

    static let cacheDiffers = Problem(
        .cache,
        "成绩缓存与账本不符",
        "the cached standing does not follow from the facts"
    )
    static let cacheAhead = Problem(
        .cache,
        "成绩缓存超前于账本",
        "the cache claims to be ahead of the ledger"
    )
    static let liveDiffers = Problem(
        .live,
        "服务器显示的与账本不符",
        "the server shows other figures than the ledger"
    )
    static let publishedDiffers = Problem(
        .published,
        "公布的榜单与账本不符",
        "the published table shows other figures than the ledger"
    )
}
