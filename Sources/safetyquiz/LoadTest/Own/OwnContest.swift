import ArgumentParser
import ContestModel
import Foundation
import QuestionBanks

/// The contest that a load test makes for itself.
struct OwnContest {
    var name: String
    var bank: String
    var attemptsPerDay: Int
    var timeLimit: Int
    /// How many days it lasts, the first included; one on either side comes on top.
    var days = 1
    /// Whether it closes, and ends what is under way, at the end of the first day.
    var closesAtMidnight = false

    /// Imports the bank and opens the contest on a server whose clock shows this day.
    func hold(at client: OrganiserClient, day: Date) async throws {
        guard let version = try BankFile.read(bank).value else {
            throw Failure.wrongData("题库 \(bank) 有错误 / the bank has errors")
        }
        _ = try await BankFile.store(bank, version, with: client)
        let length: Double = 86_400
        let opens = Self.date(day - length)
        let closes = Self.date(day + (closesAtMidnight ? 1 : Double(days + 1)) * length)
        let rules = """
            {"contest": "\(name)", "title": "压力测试", "bank": "\(version.bank.bank)",
             "opens": "\(opens) 00:00", "closes": "\(closes) 00:00",
             "closing": "\(closesAtMidnight ? "hard" : "own_deadline")",
             "publication": {"personal_boards": true},
             "tracks": [{"name": "main", "title": "压力测试", "attempts_per_day": \(attemptsPerDay),
               "paper": {"questions": 5}, "time_limit": "\(timeLimit)s", "delivery": "one_at_a_time",
               "feedback": "after_response", "points_shown": "after_submission"}],
             "ranking": {"value": "sum"}}
            """
        let path = "/v1/contests/\(name)"
        try await client.send("PUT", path, body: Array(rules.utf8))
        for (kind, table) in [("regions", Self.regions), ("units", Self.units)] {
            try await client.send(
                "PUT",
                "\(path)/\(kind)",
                body: Array(table.utf8),
                type: "text/csv"
            )
        }
        let open = #"{"kind": "open", "reason_code": "load-test", "reason": "压力测试"}"#
        try await client.send("POST", "\(path)/acts", body: Array(open.utf8))
    }

    private static func date(_ date: Date) -> String {
        let day = Int32(clamping: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
        return CivilDate(ContestDay(number: day)).description
    }

    private static let regions = """
        代码,名称,上级代码,人数
        1,示例市,,
        11,青石县,1,60000
        12,白杨县,1,30000
        111,河东镇,11,20000
        112,河西镇,11,40000
        121,柳林镇,12,30000
        """

    private static let units = """
        代码,名称,上级代码,人数
        A,应急系统,,
        A1,青石县应急管理局,A,120
        A2,白杨县应急管理局,A,90
        B,企业,,
        B1,示例化工厂,B,3000
        B2,示例煤矿,B,5000
        """
}
