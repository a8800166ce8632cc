import ContestEngine
import ContestModel

struct BankImportBody: Encodable {
    var bank: String
    var digest: String
    var questions: Int
    var stored: Bool
    var findings: [FindingBody]
}

struct BankListBody: Encodable {
    var banks: [Line]
    @Nullable var next: String?

    struct Line: Encodable {
        var bank: String
        var title: String
        var digest: String
        var questions: Int
        var published: Bool

        init(_ summary: BankSummary) {
            bank = summary.bank
            title = summary.title
            digest = summary.digest
            questions = summary.questionCount
            published = summary.published
        }
    }
}

struct ContestAppliedBody: Encodable {
    var contest: String
    var sequence: Int64
    var rulesVersion: Int32
    var bytesPerParticipant: Int
    var findings: [FindingBody]
}

struct TreeAppliedBody: Encodable {
    var sequence: Int64
    var nodes: Int
    var findings: [FindingBody]
}

struct RosterAppliedBody: Encodable {
    var entries: Int
    var findings: [FindingBody]
}

struct ActBody: StrictBody {
    var kind: String
    var reasonCode: String
    var reason: String
    var untilMs: Int64?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind, reason
        case reasonCode = "reason_code"
        case untilMs = "until_ms"
    }
}

struct ActDoneBody: Encodable {
    var sequence: Int64
    /// What speaks against opening, though it is done.
    var findings: [FindingBody]
}

struct UnitCodesBody: Encodable {
    var codes: [Code]
    @Nullable var next: String?

    struct Code: Encodable {
        var unit: Int32
        var name: String
        var code: String
    }
}

struct BackupBody: Encodable {
    var file: String
    var sequence: Int64
    var chain: String
}

struct BankWithKeysBody: Encodable {
    var digest: String
    var bank: QuestionBank
}

/// The boards at one place in the ledger, as `safetyquiz audit --live` reads them.
struct AuditViewBody: Encodable {
    var sequence: Int64
    var tally: Figures
    @Nullable var overall: [Row]?
    @Nullable var day: Day?
    @Nullable var week: Week?
    var regions: [Group]
    var units: [Group]

    struct Figures: Encodable {
        var people: Int
        var attempts: Int
        var points: Int
        var right: Int
        var drawn: Int
    }

    struct Row: Encodable {
        var rank: Int
        var pseudonym: String
        var value: Int32
        var timeMs: UInt32
        var attempts: UInt32
    }

    struct Day: Encodable {
        var day: Int32
        var rows: [Row]
    }

    struct Week: Encodable {
        var week: Int32
        var rows: [Row]
    }

    struct Group: Encodable {
        var id: Int32
        var people: Int
        var attempts: Int
        var points: Int
        var right: Int
        var drawn: Int
    }
}
