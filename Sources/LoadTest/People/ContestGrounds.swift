import ContestModel

/// What participants must know of the contest before they can enter.
struct ContestGrounds: Sendable {
    /// The contest's name.
    var contest: String
    /// The consent text's version.
    var consentVersion: Int
    /// Leaf regions; empty where the contest has none.
    var regions: [Int]
    /// Leaf units; empty where the contest has none, or is entered by unit codes.
    var units: [Int]
    /// Unit codes; empty where the contest is not entered by them.
    var unitCodes: [String]
    /// The contest's ranking rules; `nil`: the server does not say.
    var ranking: RankingRules?

    /// Reads the contest and its trees.
    ///
    /// - Throws: `RequestFailure` where the server does not answer as it should, `LoadTestError`
    ///   where the contest cannot be tested.
    static func read(_ plan: LoadPlan, by client: ContestClient) async throws -> ContestGrounds {
        var name = plan.contest
        if name == nil { name = try await firstOpenContest(by: client) }
        guard let name else { throw LoadTestError.noOpenContest }
        let path = "/v1/contests/" + name
        let contest = try await client.read(Wire.Contest.self, path)
        guard contest.identity != "roster" else { throw LoadTestError.rosterContest }
        var grounds = ContestGrounds(
            contest: name,
            consentVersion: contest.consentVersion,
            regions: [],
            units: [],
            unitCodes: [],
            ranking: contest.ranking
        )
        if contest.hasRegions {
            grounds.regions = try await leaves(path + "/regions", by: client)
        }
        if contest.identity == "unit_code" {
            grounds.unitCodes = try await client.readPages(
                Wire.UnitCodePage.self,
                path + "/unit-codes",
                token: plan.organiserToken
            ) { ($0.codes.map(\.code), $0.next) }
        } else if contest.hasUnits {
            grounds.units = try await leaves(path + "/units", by: client)
        }
        return grounds
    }

    /// The body of a registration.
    ///
    /// - Parameter crowdedUnitShare: The chance of belonging to the first unit.
    func form(
        index: Int,
        crowdedUnitShare: Double = 0,
        using generator: inout SeededGenerator
    ) -> String {
        var members = [
            "\"name\":\"压测\(index + 1)\"",
            "\"consent_version\":\(consentVersion)",
        ]
        if let region = regions.randomElement(using: &generator) {
            members.append("\"region\":\(region)")
        }
        let isCrowded = generator.happens(crowdedUnitShare)
        if let unit = isCrowded ? units.first : units.randomElement(using: &generator) {
            members.append("\"unit\":\(unit)")
        }
        if let code = isCrowded ? unitCodes.first : unitCodes.randomElement(using: &generator) {
            members.append("\"unit_code\":\(quotedJSON(code))")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func firstOpenContest(by client: ContestClient) async throws -> String? {
        try await client.readPages(Wire.ContestPage.self, "/v1/contests") {
            ($0.contests, $0.next)
        }.first(where: \.isOpen)?.contest
    }

    private static func leaves(_ path: String, by client: ContestClient) async throws -> [Int] {
        try await client.readPages(Wire.NodePage.self, path) {
            ($0.nodes.filter(\.isLeaf).map(\.id), $0.next)
        }
    }
}
