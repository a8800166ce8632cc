/// The rules, the bank and the trees, in the JSON that the ledger keeps.
extension JuneContest {
    static let scoring = """
        {"bonuses":[{"points":100,"rightAtLeast":4}],"lots":[{"everyRight":2,"most":1}],\
        "multiple":200,"partialCredit":"half","single":100,"thresholds":[],"trueFalse":100,\
        "wrongPenalty":0}
        """

    static let main = """
        {"attemptsPerDay":1,"attemptsTotal":9,"counts":true,"delivery":"whole_paper",\
        "feedback":"after_submission","grants":[{"perDay":1,"source":"share"}],"name":"main",\
        "paper":{"sections":[\
        {"categories":[],"count":2,"maximumDifficulty":5,"minimumDifficulty":1,"pools":["main"],\
        "types":["single"]},\
        {"categories":[],"count":1,"maximumDifficulty":5,"minimumDifficulty":1,"pools":["main"],\
        "types":["multiple"]},\
        {"categories":["法规"],"count":1,"maximumDifficulty":4,"minimumDifficulty":2,\
        "pools":["main"],"types":["true_false"]}],\
        "shuffleOptions":true,"shuffleQuestions":true,"themes":[]},\
        "pointsShown":"after_submission","scoring":\(scoring),"timeLimit":{"milliseconds":150000},\
        "title":"正赛"}
        """

    static let practice = """
        {"counts":false,"delivery":"one_at_a_time","feedback":"after_response","grants":[],\
        "name":"practice","paper":{"sections":[{"categories":[],"count":2,"maximumDifficulty":5,\
        "minimumDifficulty":1,"pools":["practice"],"types":[]}],\
        "shuffleOptions":true,"shuffleQuestions":true,"themes":[]},\
        "pointsShown":"never","scoring":\(scoring),"title":"练习"}
        """

    static let rules = """
        {"bank":"safety","boards":{"groupMeasure":"people","periods":["overall","day","week"],\
        "regionBoards":true,"unitBoards":true},"contest":"june","countsWhen":{"anyResponse":{}},\
        "identity":"open","organiser":"","publication":{"groupBoards":true,"maskNames":true,\
        "minimumGroupSize":1,"personalBoards":false},\
        "ranking":{"breakers":["time"],"method":"standard","time":"of_best","value":"sum"},\
        "rehearsal":false,"schedule":{"closesAt":\(opening + 3 * day),"closing":"own_deadline",\
        "dayStarts":[\((0..<10).map { "\(opening + Int64($0) * day)" }.joined(separator: ","))],\
        "firstDay":\(firstDay),"opensAt":\(opening),"timeZone":"Asia/Shanghai"},\
        "title":"安全生产月","tracks":[\(main),\(practice)]}
        """

    /// Questions 0…7: type, options, key, category, pool.
    static let questions = [
        question("single", 4, key: 1), question("single", 4, key: 4),
        question("multiple", 4, key: 7), question("multiple", 4, key: 9),
        question("true_false", 2, key: 1), question("true_false", 2, key: 2),
        question("single", 3, key: 2, pool: "practice"),
        question("single", 3, key: 4, pool: "practice"),
    ]

    static let bank = """
        {"bank":"safety","published":false,"questions":[\(questions.joined(separator: ","))],\
        "title":"题库"}
        """

    static func question(_ type: String, _ count: Int, key: Int, pool: String = "main") -> String {
        let options = (0..<count).map { "\"选项\($0)\"" }.joined(separator: ",")
        return """
            {"category":"法规","difficulty":3,"explanation":"","id":"q","key":\(key),\
            "knowledgePoint":"","options":[\(options)],"pool":"\(pool)","stem":"?","type":"\(type)"}
            """
    }

    static func node(_ id: Int, under parent: Int) -> String {
        """
        {"aliases":[],"code":"\(id)","id":\(id),"name":"\(id)","parent":\(parent)}
        """
    }

    /// Region 1 has 2 and 3 below it; unit 10 has 11 and 12.
    static func tree(_ root: Int, _ leaves: [Int]) -> String {
        let nodes = [node(root, under: 0)] + leaves.map { node($0, under: root) }
        return "{\"nodes\":[\(nodes.joined(separator: ","))]}"
    }
}
