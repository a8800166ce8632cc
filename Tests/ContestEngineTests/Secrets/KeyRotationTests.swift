import ContestEngine
import ContestModel
import Testing

@Suite struct KeyRotationTests {
    private static let now = LedgerInstant(millisecondsSinceEpoch: 1_780_000_000_000)
    private static let person = ParticipantIndex(rawValue: 41)

    private let old = MasterKeys([UInt8](repeating: 1, count: 32))
    private let secrets: ContestSecrets

    init() {
        secrets = ContestSecrets(keys: old, contest: "a")
    }

    private func rotated(revoking: Bool) throws -> MasterKeys {
        try #require(old.rotated(to: [UInt8](repeating: 2, count: 32), revoking: revoking))
    }

    private func session(_ secrets: ContestSecrets) -> [UInt8] {
        Array(SessionToken(Self.person, from: Self.now).text(secrets).utf8)
    }

    @Test func `after a rotation what people hold is good, and new things are of the new key`()
        throws
    {
        let next = ContestSecrets(keys: try rotated(revoking: false), contest: "a")
        #expect(SessionToken(session(secrets), secrets: next, now: Self.now) != nil)
        #expect(next.participant(recoveryCode: secrets.recoveryCode(Self.person)) == Self.person)
        let unit = NodeID(rawValue: 9)
        #expect(next.isUnitCode(secrets.unitCode(unit).lowercased(), of: unit))
        let attempt = Array(AttemptID(sequence: 77).text(secrets).utf8)
        #expect(AttemptID(attempt, secrets: next) == AttemptID(sequence: 77))
        // New ones are told from old ones, and the old server takes none of them.
        #expect(session(next) != session(secrets))
        #expect(SessionToken(session(next), secrets: secrets, now: Self.now) == nil)
        #expect(next.recoveryCode(Self.person) != secrets.recoveryCode(Self.person))
        #expect(next.unitCode(unit) != secrets.unitCode(unit))
    }

    @Test func `after a leak nothing proves itself with the old key, and names stay readable`()
        throws
    {
        let keys = try rotated(revoking: true)
        let next = ContestSecrets(keys: keys, contest: "a")
        #expect(SessionToken(session(secrets), secrets: next, now: Self.now) == nil)
        #expect(next.participant(recoveryCode: secrets.recoveryCode(Self.person)) == nil)
        #expect(!next.isUnitCode(secrets.unitCode(.none), of: .none))
        #expect(
            SessionToken(session(next), secrets: next, now: Self.now)?.participant == Self.person
        )

        let person = try #require(Person(name: "王小明"))
        let sealed = try PersonVault(secrets).seal(person, lookup: nil)
        let line = try PersonVault(secrets).seal(roster: person)
        #expect(PersonVault(next).open(sealed) == person)
        #expect(PersonVault(next).open(roster: line) == person)
        #expect(PersonVault(secrets).open(try PersonVault(next).seal(person, lookup: nil)) == nil)
    }

    @Test func `digests that lie in ledgers and option tokens on open pages never change`() throws {
        let next = ContestSecrets(keys: try rotated(revoking: true), contest: "a")
        #expect(next.lookupKey("roster", "王小明") == secrets.lookupKey("roster", "王小明"))
        let attempt = AttemptID(sequence: 77)
        #expect(
            next.optionTokens(attempt: attempt, position: 3)
                == secrets.optionTokens(attempt: attempt, position: 3)
        )
    }

    @Test func `a token that names another generation is forged`() throws {
        let next = ContestSecrets(keys: try rotated(revoking: false), contest: "a")
        var token = session(secrets)
        // The first digit is the generation: 0 becomes 1, then one that there is not.
        for digit in ["1", "2", "f"] {
            token[0] = Array(digit.utf8)[0]
            #expect(SessionToken(token, secrets: next, now: Self.now) == nil)
        }
    }

    @Test func `statements of an earlier key are believed until it is revoked`() throws {
        let first = StatementSigner(keys: old)
        let routine = StatementSigner(keys: try rotated(revoking: false))
        #expect(routine.believed == [routine.key, first.key])
        #expect(routine.key != first.key)
        #expect(StatementSigner(keys: try rotated(revoking: true)).believed.count == 1)
    }
}
