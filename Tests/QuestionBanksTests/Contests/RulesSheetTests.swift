import ContestModel
import Foundation
import QuestionBanks
import Testing

/// Phrases that the sheet of each rule set must and must not contain, from DOMAIN.md's table.
struct SheetSample: Sendable, CustomTestStringConvertible {
    var name: String
    var phrases: [String]
    var absent: [String]
    var testDescription: String { name }
}

private let samples: [SheetSample] = [
    SheetSample(
        name: "national-2019",
        phrases: [
            "2019年6月1日 0:00 开始，2019年6月30日 24:00 截止（北京时间）", "【公众赛道、企业赛道】（规则相同，各自计算）",
            "每人每天 1 次。", "邀请好友登记参加，每天最多再得 1 次", "分享本竞赛", "每次随机抽取 5 道单选题",
            "答对 4 到 5 题，这次答题得 2 分", "答对 0 到 3 题，这次答题得 1 分", "得 1 次抽奖机会",
            "地区和单位按答题人次排名", "不限时",
        ],
        absent: ["限时 "]
    ),
    SheetSample(
        name: "national-2021",
        phrases: [
            "每次随机抽取 15 题", "15 题全部答对，另加 10 分", "每答对 5 题得 1 次抽奖机会，一次答题最多 3 次",
            "每人每天 6 次", "“练习室”只供练习，不计人数、人次和积分", "一次最高 25 分",
        ],
        absent: ["【正式赛道】"]
    ),
    SheetSample(
        name: "national-2023",
        phrases: [
            "每人每天 1 次。", "每次随机抽取 5 题。", "限时 150 秒（2 分 30 秒），到时自动交卷", "一题一题作答",
            "答完一题就公布", "答对一题得 1 分", "一次最高 5 分", "甲、乙并列第 1 名，丙第 3 名", "按注册账号去重",
            "一次答题算在开始的那一天",
        ],
        absent: ["【", "抽奖"]
    ),
    SheetSample(
        name: "xuchang-2023",
        phrases: [
            "次数不限", "每次随机抽取 20 题", "答对一题得 5 分", "一次最高 100 分", "按最好的一次得分排名",
            "得分最高那一次用时短的在前", "甲用时 3 分 20 秒",
        ],
        absent: ["零点"]
    ),
    SheetSample(
        name: "sichuan-2025",
        phrases: ["每人每天 3 次", "地区和单位按答题人次排名"],
        absent: ["每个单位另有"]
    ),
    SheetSample(
        name: "shandong-2018",
        phrases: ["地区和单位按参与人数排名", "个人按人次"],
        absent: []
    ),
    SheetSample(
        name: "qinghe-2026",
        phrases: [
            "主办：青禾县应急管理局", "2026年6月1日 8:00 开始，2026年6月14日 20:00 截止", "自动交卷",
            "2026年6月14日 12:00 起封榜", "只限名册上的人参加", "至少答对 3 题", "一共不超过 20 次",
            "6月1日至6月7日的题目只出自：消防安全、自然灾害", "6月8日的题目只出自", "限时 20 分钟",
            "4 道单选题（难度 1 到 3 级）", "多选题 2.5 分", "得一半分", "答错一题扣 0.25 分",
            "得 6.6 分以上", "累计用时短的在前；仍相同的，先达到这个得分的在前", "后面的名次不空缺",
            "不足 5 人的地区和单位不对外公布", "交卷后公布",
        ],
        absent: []
    ),
]

@Suite struct RulesSheetTests {
    @Test(arguments: samples)
    func `the sheet says what the published rules say`(_ sample: SheetSample) throws {
        let url = Places.ruleSets.appendingPathComponent("\(sample.name).yaml")
        let reading = ContestFileReader.read(
            try Places.bytes(url),
            file: sample.name,
            format: .yaml
        )
        let sheet = RulesSheet.chinese(try #require(reading.value))
        for phrase in sample.phrases {
            #expect(sheet.contains(phrase), "\(phrase) is not in:\n\(sheet)")
        }
        for phrase in sample.absent { #expect(!sheet.contains(phrase), "\(sheet)") }
        if ProcessInfo.processInfo.environment["PRINT_SHEETS"] != nil { print(sheet) }
    }
}
