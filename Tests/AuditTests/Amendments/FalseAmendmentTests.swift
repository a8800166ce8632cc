import Audit
import Testing

/// Amendments that no honest engine writes.
@Suite struct FalseAmendmentTests {
    @Test(arguments: [
        ("disqualify", "{}"), ("disqualify", #"{"attempts":"7"}"#), ("reinstate", "7"),
        ("revise_key", #"{"bankVersions":[1],"keys":[1,4],"question":"Q7"}"#),
        ("revise_key", #"{"bankVersions":[],"keys":[4],"question":"Q7"}"#),
        ("revise_key", #"{"bankVersions":[1],"keys":[0],"question":"Q7"}"#),
        ("revise_key", #"{"bankVersions":[1],"keys":[400],"question":"Q7"}"#),
        ("accept_keys", #"{"bankVersions":[1],"keys":[4],"question":"Q7"}"#),
        ("accept_keys", #"{"bankVersions":[1],"keys":[4,4],"question":"Q7"}"#),
        ("credit_question", #"{"question":"Q7"}"#), ("withdraw_question", ""),
        ("move", #"{"participant":0,"withPast":true}"#), ("move", #"{"participant":0,"unit":12}"#),
        ("merge", #"{"from":1,"into":0,"of":"team"}"#), ("rename", #"{"id":11,"of":"unit"}"#),
        ("rename", #"{"id":0,"name":"张三","of":"person"}"#), ("reverse", "{}"),
        ("void_draw", "{}"), ("announce", #"{"asOf":9,"number":1,"state":"over","standings":""}"#),
        ("object", "{}"), ("resolve_objection", #"{"amendments":[],"number":1,"outcome":"no"}"#),
    ])
    func `details that cannot be read are named and change nothing`(kind: String, details: String)
        throws
    {
        var quiz = QuizLedger.example()
        quiz.amend(kind, details)
        let report = try quiz.report()
        #expect(report.differencesByCheck == ["content": 1], "\(report.text)")
        #expect(report.differences.first?.place == place("amendment", in: quiz, of: kind))
        #expect(report.standings?.rows.map(\.value) == [500, 400, 400, 400])
    }

    @Test(arguments: [
        ("disqualify", #"{"attempts":[],"participants":[9]}"#),
        ("disqualify", #"{"attempts":[2],"participants":[]}"#),
        ("move", #"{"participant":9,"unit":12,"withPast":true}"#),
        ("move", #"{"participant":0,"unit":99,"withPast":false}"#),
        ("move", #"{"participant":0,"region":11,"withPast":false}"#),
        ("merge", #"{"from":0,"into":9,"of":"person"}"#),
        ("merge", #"{"from":0,"into":0,"of":"person"}"#),
        ("merge", #"{"from":13,"into":99,"of":"unit"}"#),
        ("rename", #"{"id":99,"name":"无","of":"unit"}"#),
        ("revise_key", #"{"bankVersions":[1],"keys":[16],"question":"Q6"}"#),
        ("revise_key", #"{"bankVersions":[1],"keys":[4],"question":"Q77"}"#),
        ("credit_question", #"{"bankVersions":[1,2],"question":"Q6"}"#),
        ("reverse", #"{"amendment":2}"#), ("reverse", #"{"amendment":9999}"#),
        ("reverse", #"{"amendment":5}"#),
    ])
    func `what does not exist is named`(kind: String, details: String) throws {
        var quiz = QuizLedger()
        quiz.amend("open", "{}")
        #expect(quiz.ledger.sequence("open") == 5)
        quiz.register(units: 11, 12)
        quiz.play("a", of: 0, [1, 2, 3, 4, 5], "AAAAA", stored: [5, 500], unit: 11)
        quiz.amend(kind, details)
        let report = try quiz.report()
        #expect(report.differencesByCheck == ["amendment": 1], "\(report.text)")
        #expect(report.differences.first?.place == place("amendment", in: quiz, of: kind))
        #expect(report.standings?.rows.map(\.value) == [500])
    }

    @Test func `a circle of merges is named and not closed`() throws {
        var quiz = QuizLedger.example()
        quiz.amend("merge", #"{"from":0,"into":1,"of":"person"}"#)
        quiz.amend("merge", "second", #"{"from":1,"into":2,"of":"person"}"#)
        quiz.amend("merge", "third", #"{"from":2,"into":0,"of":"person"}"#)
        let report = try quiz.report()
        #expect(report.differencesByCheck == ["amendment": 1], "\(report.text)")
        #expect(report.differences.first?.place == place("amendment", in: quiz, of: "third"))
        #expect(report.standings?.rows.map(\.participant) == [2, 3])
    }

    /// The rest of the page's kinds can be read and change no figure.
    @Test func `remarks change no figure`() throws {
        var quiz = QuizLedger.example()
        quiz.amend("void_draw", #"{"prize":"first"}"#)
        let digest = String(repeating: "0", count: 64)
        quiz.amend(
            "announce",
            #"{"asOf":9,"number":2,"standings":"\#(digest)","state":"preliminary"}"#
        )
        quiz.amend("object", #"{"about":"person","digest":"\#(digest)","number":1}"#)
        quiz.amend("resolve_objection", #"{"amendments":[9],"number":1,"outcome":"partly"}"#)
        quiz.reverse("void_draw")
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.value) == [500, 400, 400, 400])
    }

    private func place(_ table: String, in quiz: QuizLedger, of label: String) -> String {
        "\(table)(sequence=\(quiz.ledger.sequence(label)))"
    }
}
