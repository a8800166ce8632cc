public import ContestModel
import Crypto
import FoundationEssentials

/// Seals personal data with a key for each person, and wraps that key with the contest's.
///
/// Erasing a person means destroying the wrapped key: what is sealed with it can then be read by
/// nobody, wherever a copy of it may lie.
public struct PersonVault: Sendable {
    private let key: SymmetricKey
    /// The keys before it, newest first: what they sealed stays readable after a rotation.
    private let earlier: [SymmetricKey]

    /// Makes the vault of a contest.
    public init(_ secrets: ContestSecrets) {
        // The present generation's secret is always there, see `MasterKeys`.
        key = secrets.present.person ?? SymmetricKey(size: .bits256)
        earlier = secrets.generations.dropLast().reversed().compactMap(\.person)
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
        guard let own = unsealed(person.wrappedKey) else { return nil }
        return open(person.sealed, using: SymmetricKey(data: own))
    }

    /// Seals a roster's line with the contest's key.
    public func seal(roster person: Person) throws -> [UInt8] {
        Array(try AES.GCM.seal(CanonicalJSON.encode(person), using: key).combined ?? Data())
    }

    /// Opens a roster's line.
    public func open(roster sealed: [UInt8]) -> Person? {
        unsealed(sealed).flatMap { try? CanonicalJSON.decode(Person.self, from: $0) }
    }

    /// What a wrapped key or a roster's line needs after a rotation.
    public enum Rewrapping: Hashable, Sendable {
        /// Nothing: it is under the present key.
        case isPresent
        /// Was under an earlier key; these are the bytes under the present one.
        case renewed([UInt8])
        /// None of the keys opens it.
        case unreadable
    }

    /// Brings a person's wrapped key, or a roster's sealed line, under the present key.
    ///
    /// The name itself is under the person's own key and stays as it is.
    public func rewrapping(_ bytes: [UInt8]) throws -> Rewrapping {
        guard let box = try? AES.GCM.SealedBox(combined: Data(bytes)) else { return .unreadable }
        if (try? AES.GCM.open(box, using: key)) != nil { return .isPresent }
        guard let plain = unsealed(bytes) else { return .unreadable }
        return .renewed(Array(try AES.GCM.seal(plain, using: key).combined ?? Data()))
    }

    /// What the contest's key sealed, or one of those before it.
    private func unsealed(_ bytes: [UInt8]) -> Data? {
        guard let box = try? AES.GCM.SealedBox(combined: Data(bytes)) else { return nil }
        if let plain = try? AES.GCM.open(box, using: key) { return plain }
        return earlier.lazy.compactMap { try? AES.GCM.open(box, using: $0) }.first
    }

    private func open(_ sealed: [UInt8], using key: SymmetricKey) -> Person? {
        guard let box = try? AES.GCM.SealedBox(combined: Data(sealed)),
            let plain = try? AES.GCM.open(box, using: key)
        else { return nil }
        return try? CanonicalJSON.decode(Person.self, from: plain)
    }
}
