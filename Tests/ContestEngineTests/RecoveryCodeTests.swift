import ContestEngine
import ContestModel
import Testing

struct RecoveryCodeTests {
    private let secrets = ContestSecrets(master: [1], contest: "codes")
    private let person = ParticipantIndex(rawValue: 4_711)

    @Test func `a recovery code leads to its account, however it is typed`() {
        let code = secrets.recoveryCode(person)
        let typed = [code, code.lowercased(), " " + code, code.prefix(5) + "-" + code.dropFirst(5)]
        for text in typed { #expect(secrets.participant(recoveryCode: text) == person) }
    }

    @Test func `a recovery code with one character changed leads nowhere`() {
        let code = Array(secrets.recoveryCode(person))
        for place in code.indices {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where other != code[place] {
                var forged = code
                forged[place] = other
                #expect(secrets.participant(recoveryCode: String(forged)) == nil)
            }
        }
    }
}
