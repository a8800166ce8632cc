// What the two steps of a draw say, as JSON in `draw.content`.
//
//     1  {"actor":"张科长","alternates":2,"asOf":812,"chances":"lots","entrants":{"digest":"…",
//         "lots":9,"people":4},"excluded":["00a1…"],"exclusionReason":"工作人员","notBefore":…,
//         "prizes":[{"count":1,"name":"一等奖"}],"reason":"…","repeatsWinners":false,
//         "seedDigest":"…","source":"…","title":"…"}
//     2  {"actor":"张科长","alternates":["…"],"randomness":"…","seed":"…","winners":["…"]}

/// Step 1: what was fixed before.
struct DrawStepOne: Decodable {
    let alternates: Int
    let asOf: Int64
    let chances: Chances
    let entrants: Entrants
    let excluded: [String]
    /// Milliseconds since the epoch.
    let notBefore: Int64
    let prizes: [Prize]
    let repeatsWinners: Bool
    let seedDigest: String

    enum Chances: String, Decodable {
        case lots
        case people
    }

    struct Entrants: Decodable, Equatable, CustomStringConvertible {
        let digest: String
        let lots: Int
        let people: Int

        var description: String { "\(people) people, \(lots) lots, \(digest)" }
    }

    struct Prize: Decodable {
        let count: Int
        let name: String
    }

    /// How many people win.
    var prizeCount: Int {
        prizes.reduce(0) { sum, prize in
            Int(Int64(clamping: sum).plus(Int64(clamping: max(0, prize.count))))
        }
    }
}

/// Step 2: what followed.
struct DrawStepTwo: Decodable {
    let alternates: [String]
    let randomness: String
    let seed: String
    let winners: [String]
}
