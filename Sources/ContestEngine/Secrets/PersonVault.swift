public import ContestModel
import Crypto
import FoundationEssentials

/// Seals personal data with a key for each person, and wraps that key with the contest's.
///
/// Erasing a person means destroying the wrapped key: what is sealed with it can then be read by
/// nobody, wherever a copy of it may lie.
public struct PersonVault: Sendable {
    private let key: SymmetricKey

    /// Makes the vault of a contest.
    public init(_ secrets: ContestSecrets) {
        key = secrets.person
    }

    /// Seals a person's data.
    ///
    /// - Parameter lookup: A keyed digest by which the account is found again.
    public func seal(_ person: Person, lookup: IdempotencyKey?) throws -> SealedPerson {
        let own = SymmetricKey(size: .bits256)
        let plain = try CanonicalJSON.encode(person)
        let wrapped = try own.withUnsafeBytes { try AES.GCM.seal(Data($0), using: key) }
        return SealedPerson(
            participant: ParticipantIndex(rawValue: 0),
            wrappedKey: Array(wrapped.combined ?? Data()),
            sealed: Array(try AES.GCM.seal(plain, using: own).combined ?? Data()),
            lookup: lookup
        )
    }

    /// Opens sealed data; nil when it was altered or sealed with other secrets.
    public func open(_ person: SealedPerson) -> Person? {
        guard let wrapped = try? AES.GCM.SealedBox(combined: Data(person.wrappedKey)),
            let own = try? AES.GCM.open(wrapped, using: key)
        else { return nil }
        return open(person.sealed, using: SymmetricKey(data: own))
    }

    /// Seals a roster's line with the contest's key.
    public func seal(roster person: Person) throws -> [UInt8] {
        Array(try AES.GCM.seal(CanonicalJSON.encode(person), using: key).combined ?? Data())
    }

    /// Opens a roster's line.
    public func open(roster sealed: [UInt8]) -> Person? {
        open(sealed, using: key)
    }

    private func open(_ sealed: [UInt8], using key: SymmetricKey) -> Person? {
        guard let box = try? AES.GCM.SealedBox(combined: Data(sealed)),
            let plain = try? AES.GCM.open(box, using: key)
        else { return nil }
        return try? CanonicalJSON.decode(Person.self, from: plain)
    }
}
