extension Player {
    /// Sends a request, perhaps as several copies at once, and checks that every copy is answered
    /// alike.
    ///
    /// - Throws: The first failure when no copy brought an answer. Failures beside an answer are
    ///   counted here.
    func answer<Answer: Repeatable>(
        to request: Request,
        copies: Int
    ) async throws(RequestFailure) -> Answer {
        guard copies > 1 else { return try await client.call(Answer.self, request) }
        let client = client
        let results = await withTaskGroup(of: Result<Answer, RequestFailure>.self) { group in
            for _ in 0..<copies {
                group.addTask {
                    do throws(RequestFailure) {
                        return .success(try await client.call(Answer.self, request))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var found: Answer?
        var failures: [RequestFailure] = []
        for result in results {
            switch result {
            case .success(let answer):
                if let found, found.essence != answer.essence {
                    client.fail(request.kind, "receipts of copies differ")
                }
                found = found ?? answer
            case .failure(let failure): failures.append(failure)
            }
        }
        guard let found else {
            throw failures.first
                ?? RequestFailure(reason: "not sent", status: nil, isUncertain: false)
        }
        for failure in failures { client.fail(request.kind, failure.reason) }
        return found
    }
}
