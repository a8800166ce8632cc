import ContestModel

/// The server's JSON as the load test reads it: only the members that it uses.
///
/// The hot answers (`Attempt`, `ResponseReceipt`, `SubmissionReceipt`) are read by
/// `JSONScanner` in `Wire+Scanning.swift`; the others by Foundation's decoder.
enum Wire {
    struct ContestPage: Decodable {
        var contests: [ContestLine]
        var next: String?
    }

    struct ContestLine: Decodable {
        var contest: String
        var isOpen: Bool

        enum CodingKeys: String, CodingKey {
            case contest
            case isOpen = "is_open"
        }
    }

    struct Contest: Decodable {
        var identity: String
        var consentVersion: Int
        var hasRegions: Bool
        var hasUnits: Bool
        /// By what people are ranked; `nil`: the server does not say.
        var ranking: RankingRules?

        enum CodingKeys: String, CodingKey {
            case identity, ranking
            case consentVersion = "consent_version"
            case hasRegions = "has_regions"
            case hasUnits = "has_units"
        }
    }

    struct NodePage: Decodable {
        var nodes: [Node]
        var next: String?
    }

    struct Node: Decodable {
        var id: Int
        var isLeaf: Bool

        enum CodingKeys: String, CodingKey {
            case id
            case isLeaf = "is_leaf"
        }
    }

    struct UnitCodePage: Decodable {
        var codes: [UnitCode]
        var next: String?
    }

    struct UnitCode: Decodable {
        var unit: Int
        var code: String
    }

    struct Registration: Hashable, Sendable {
        var participant = ""
        var session = ""
    }

    struct Tallies: Decodable, Hashable {
        var sequence: Int
        var people: Int
        var attempts: Int
    }

    struct Problem: Decodable {
        var type: String
    }
}

// The hot answers.
extension Wire {
    struct Option: Hashable, Sendable {
        var token = ""
        var text = ""
    }

    struct Question: Hashable, Sendable {
        var position = 0
        var type = ""
        var stem = ""
        var options: [Option] = []
        var chosen: [String] = []
        var revision = 0
    }

    struct Attempt: Hashable, Sendable {
        var attempt = ""
        var state = ""
        var deadlineMilliseconds: Int?
        var nowMilliseconds: Int?
        var questions: [Question] = []
        var receipt: SubmissionReceipt?
    }

    struct Verdict: Hashable, Sendable {
        var isRight = false
        var key: [String] = []
    }

    struct ResponseReceipt: Hashable, Sendable {
        var attempt = ""
        var position = 0
        var revision = 0
        var sequence = 0
        var receivedMilliseconds = 0
        var verdict: Verdict?
        var next: Question?
    }

    struct SubmissionReceipt: Hashable, Sendable {
        var attempt = ""
        var sequence = 0
        var endedMilliseconds = 0
        var elapsedMilliseconds = 0
        var ending = ""
        var answered = 0
        var counts = false
        /// In hundredths; `nil` while the contest hides points.
        var points: Int?
        var right: Int?
        var receipt = ""
    }
}
