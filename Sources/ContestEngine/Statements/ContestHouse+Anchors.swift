import ContestModel
import Logging

extension ContestHouse {
    /// A contest's head as of now, signed.
    public func signedHead(of contest: Contest) async throws -> SignedStatement {
        let head = try await contest.store.head()
        let statement = ChainHeadStatement(contest: contest.name, head: head, at: clock.now())
        return try signer.sign(.head(statement))
    }

    /// The calendar of a contest's anchors, from what its file holds.
    func anchorCalendar(of contest: Contest) -> AnchorCalendar? {
        guard let schedule = contest.published?.rules.schedule else { return nil }
        var last: ChainHeadStatement?
        do {
            // A crash may have left an unfinished line at the end.
            for line in try shelf.latestAnchors(of: contest.name) {
                if case .head(let head)? = SignedStatement(line)?.content { last = head }
            }
        } catch {
            contest.logger.error("the anchors cannot be read", metadata: ["error": "\(error)"])
        }
        return AnchorCalendar(after: last, schedule)
    }

    /// Appends the signed head to the contest's anchors where one is due.
    func anchor(_ contest: Contest, _ calendar: AnchorCalendar) async -> AnchorCalendar {
        guard let schedule = contest.published?.rules.schedule else { return calendar }
        var calendar = calendar
        let now = clock.now()
        guard calendar.isDue(at: now, schedule) else { return calendar }
        do {
            let signed = try await signedHead(of: contest)
            guard case .head(let head) = signed.content else { return calendar }
            if calendar.isNew(head.sequence) {
                try shelf.appendAnchor(signed.line, of: contest.name)
            }
            calendar.settle(head.sequence, at: now, schedule)
        } catch {
            await contest.complain("no anchor was written", error)
            calendar.postpone(at: now)
        }
        return calendar
    }
}
