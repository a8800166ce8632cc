import Testing

/// Two servers with the same secret, entropy and clock, and banks that differ only in keys and
/// explanations, send participants the same bytes until the policy lets the keys be seen.
@Suite struct NonInterferenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var members: String
        /// Where the policy begins to show; nil: never.
        var reveal: Transcript.Stage?

        var testDescription: String { members }
    }

    static let cases = [
        Case(
            members: #""feedback": "after_response", "delivery": "one_at_a_time""#,
            reveal: .response
        ),
        Case(members: #""feedback": "after_submission""#, reveal: .submission),
        Case(
            members: #""feedback": "after_submission", "delivery": "one_at_a_time""#,
            reveal: .submission
        ),
        Case(members: #""feedback": "after_closing""#, reveal: .closing),
        Case(
            members: #""feedback": "after_closing", "delivery": "one_at_a_time""#,
            reveal: .closing
        ),
        Case(
            members: #""feedback": "after_closing", "points_shown": "after_closing""#,
            reveal: .closing
        ),
        Case(members: #""feedback": "never", "points_shown": "after_closing""#, reveal: .closing),
        Case(members: #""feedback": "never", "points_shown": "never""#, reveal: nil),
    ]

    @Test(arguments: cases)
    func `keys change no byte before the reveal`(_ item: Case) async throws {
        let contest = SecretContest(item.members)
        let (left, right) = try await (contest.play(edition: 0), contest.play(edition: 1))
        #expect(left.entries.count > 100)
        let difference = left.difference(from: right, before: item.reveal)
        #expect(difference == nil, "\(difference ?? "")")
        // The control: where the policy does show, the comparison sees it.
        if item.reveal != nil { #expect(left.difference(from: right, before: nil) != nil) }
    }

    @Test func `a server that repeats itself sends the same bytes`() async throws {
        let contest = SecretContest(Self.cases[0].members)
        let (left, right) = try await (contest.play(edition: 0), contest.play(edition: 0))
        let difference = left.difference(from: right, before: nil)
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test func `a planted leak of points is seen`() async throws {
        let leak = SecretContest(#""feedback": "never", "points_shown": "after_submission""#)
        let (left, right) = try await (leak.play(edition: 0), leak.play(edition: 1))
        #expect(left.difference(from: right, before: .closing) != nil)
        #expect(left.difference(from: right, before: .submission) == nil)
    }
}
