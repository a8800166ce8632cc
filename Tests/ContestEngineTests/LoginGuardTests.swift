@testable import ContestEngine
import ContestModel
import Testing

struct LoginGuardTests {
    private let logins = LoginGuard()
    private let account = IdempotencyKey(high: 0, low: 1)
    private let now = LedgerInstant(millisecondsSinceEpoch: 1_780_531_200_000)

    @Test func `a fourth wrong try must wait, and another account need not`() throws {
        for _ in 1...3 { try logins.begin(account, at: now) }
        #expect(throws: Refusal.tooManyTries(after: .seconds(1))) {
            try logins.begin(account, at: now)
        }
        try logins.begin(IdempotencyKey(high: 0, low: 2), at: now)
        try logins.begin(account, at: now.advanced(by: .seconds(1)))
    }

    @Test func `a try that could not be checked for the crowd does not count`() async throws {
        for _ in 1...20 {
            try logins.begin(account, at: now)
            await #expect(throws: Refusal.unavailable) {
                try await logins.counting(account) { throw Refusal.unavailable }
            }
        }
        for _ in 1...3 { try logins.begin(account, at: now) }
        #expect(throws: Refusal.tooManyTries(after: .seconds(1))) {
            try logins.begin(account, at: now)
        }
    }

    @Test func `invented names wait like others, and use up nobody's tries`() throws {
        for number in 0..<UInt64(LoginGuard.strangerLimit) * 2 {
            let invented = IdempotencyKey(high: 1, low: number)
            try logins.begin(invented, isKnown: false, at: now)
        }
        let invented = IdempotencyKey(high: 2, low: 0)
        for _ in 1...3 { try logins.begin(invented, isKnown: false, at: now) }
        #expect(throws: Refusal.tooManyTries(after: .seconds(1))) {
            try logins.begin(invented, isKnown: false, at: now)
        }
        for _ in 1...3 { try logins.begin(account, at: now) }
        #expect(throws: Refusal.tooManyTries(after: .seconds(1))) {
            try logins.begin(account, at: now)
        }
    }
}
