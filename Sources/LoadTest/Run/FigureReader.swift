import ContestModel

/// The server's own figures at one moment.
struct ServerFigures: Hashable, Sendable {
    /// 人数.
    var people: Int
    /// 人次.
    var attempts: Int
    /// Boards and tallies at one sequence.
    var view: AuditView

    /// Nobody has taken part.
    static let empty = ServerFigures(people: 0, attempts: 0, view: .empty)
}

/// Reads the server's figures before and after a run.
struct FigureReader: Sendable {
    let client: ContestClient
    let plan: LoadPlan
    /// `/v1/contests/NAME`.
    let path: String

    /// The figures before the run.
    ///
    /// - Throws: `LoadTestError.contestNotEmpty` where the rules need instants that only the
    ///   clients of an earlier run know; otherwise `RequestFailure`.
    func baseline() async throws -> ServerFigures {
        let figures = try await figures()
        guard figures.view.overall.isEmpty || !plan.ranking.breakers.contains(.first) else {
            throw LoadTestError.contestNotEmpty(people: figures.people)
        }
        return figures
    }

    /// The figures after the run, as soon as they have reached a sequence number.
    ///
    /// - Returns: `nil`, with the failure counted, when they cannot be read; what there is, with a
    ///   failure counted, when they do not get there within the plan's settling time.
    func figures(reaching sequence: Int) async -> ServerFigures? {
        let latest = ContinuousClock.now + plan.settlingTime
        while true {
            do throws(RequestFailure) {
                let tallies = try await tallies()
                if tallies.sequence >= sequence {
                    let view = try await view()
                    if view.sequence >= sequence {
                        return ServerFigures(
                            people: tallies.people,
                            attempts: tallies.attempts,
                            view: view
                        )
                    }
                }
                if ContinuousClock.now >= latest {
                    client.fail(.read, "figures stay behind the last receipt")
                    return try await figures()
                }
            } catch {
                client.fail(.read, "figures: \(error.reason)")
                return nil
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    private func figures() async throws(RequestFailure) -> ServerFigures {
        let tallies = try await tallies()
        return ServerFigures(
            people: tallies.people,
            attempts: tallies.attempts,
            view: try await view()
        )
    }

    private func tallies() async throws(RequestFailure) -> Wire.Tallies {
        try await client.read(Wire.Tallies.self, path + "/tallies")
    }

    private func view() async throws(RequestFailure) -> AuditView {
        try await client.read(
            AuditView.self,
            path + "/audit-view",
            token: plan.organiserToken
        )
    }
}
