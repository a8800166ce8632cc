internal import ContestModel

/// A body whose name is history.
struct FormerBody: Sendable {
    /// The name as banks still write it.
    let name: String
    /// Until when it existed, `yyyy-MM`.
    let until: String
    /// What does its work now.
    let successor: String
}

/// Questions that name bodies which no longer exist.
///
/// Sources: 深化党和国家机构改革方案 (2018-03), 国家矿山安全监察局 (2020-10), 党和国家机构改革方案
/// (2023-03). A name after 原 is meant as history and passes.
enum FormerBodies: BankDoubt {
    static let all: [FormerBody] = [
        FormerBody(name: "安监局", until: "2018-03", successor: "应急管理局"),
        FormerBody(name: "安监总局", until: "2018-03", successor: "应急管理部"),
        FormerBody(name: "安全生产监督管理局", until: "2018-03", successor: "应急管理局"),
        FormerBody(name: "安全生产监督管理总局", until: "2018-03", successor: "应急管理部"),
        FormerBody(name: "公安消防", until: "2018-10", successor: "消防救援机构"),
        FormerBody(name: "武警消防", until: "2018-10", successor: "国家综合性消防救援队伍"),
        FormerBody(name: "武警森林", until: "2018-10", successor: "国家综合性消防救援队伍"),
        FormerBody(name: "卫生和计划生育委员会", until: "2018-03", successor: "卫生健康委员会"),
        FormerBody(name: "卫计委", until: "2018-03", successor: "卫生健康委员会"),
        FormerBody(name: "国土资源部", until: "2018-03", successor: "自然资源部"),
        FormerBody(name: "环境保护部", until: "2018-03", successor: "生态环境部"),
        FormerBody(name: "质检总局", until: "2018-03", successor: "国家市场监督管理总局"),
        FormerBody(name: "质量监督检验检疫总局", until: "2018-03", successor: "国家市场监督管理总局"),
        FormerBody(name: "质量技术监督局", until: "2018-03", successor: "市场监督管理局"),
        FormerBody(name: "工商行政管理局", until: "2018-03", successor: "市场监督管理局"),
        FormerBody(name: "工商行政管理总局", until: "2018-03", successor: "国家市场监督管理总局"),
        FormerBody(name: "食品药品监督管理局", until: "2018-03", successor: "市场监督管理局"),
        FormerBody(name: "食品药品监督管理总局", until: "2018-03", successor: "国家市场监督管理总局"),
        FormerBody(name: "煤矿安全监察局", until: "2020-10", successor: "矿山安全监察局"),
        FormerBody(name: "银保监会", until: "2023-05", successor: "国家金融监督管理总局"),
        FormerBody(name: "国务院法制办", until: "2018-03", successor: "司法部"),
    ]

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        for judged in questions {
            let question = judged.question
            let texts = [question.stem, question.explanation] + question.options
            for body in all where texts.contains(where: { names(body.name, $0) }) {
                log.warning(
                    "bank.body.former",
                    at: judged.place,
                    text: body.name,
                    of: question.id,
                    "“\(body.name)”自 \(body.until) 起已不存在，现为\(body.successor)",
                    "this body ceased to exist in \(body.until); its work is now done by "
                        + body.successor
                )
            }
        }
    }

    private static func names(_ name: String, _ text: String) -> Bool {
        guard TextSearch.holds(text, name) else { return false }
        return text.ranges(of: name).contains { range in
            !text[..<range.lowerBound].suffix(3).contains("原")
        }
    }
}
