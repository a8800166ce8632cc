import Crypto

/// The keys of one contest that one master secret gives.
///
/// A class, since every request hands them on and they are many.
final class GenerationKeys: Sendable {
    let number: UInt8
    let isRevoked: Bool
    /// Whether the generation knows the contest: a removed one knows those that were there when it was
    /// removed.
    let isKnown: Bool
    let session: KeyedMAC
    let attempt: KeyedMAC
    let cursor: KeyedMAC
    let option: KeyedMAC
    /// What names are sealed with; nil once the secret was removed.
    let person: SymmetricKey?
    let lookup: SymmetricKey
    let recovery: KeyedMAC
    let unitCode: KeyedMAC
    let receipt: KeyedMAC
    let certificate: KeyedMAC

    private static let personPurpose = "person"
    private static let lookupPurpose = "lookup"

    /// What stays of a contest's keys when the secret is removed: all but what names are sealed with.
    static let keptPurposes = [
        "session", "attempt", "cursor", "option", lookupPurpose, "recovery", "unit-code", "receipt",
        "certificate",
    ]

    init(_ generation: MasterKeys.Generation, contest: String) {
        number = generation.number
        isRevoked = generation.isRevoked
        isKnown = generation.key("\(contest)/\(Self.lookupPurpose)") != nil
        // Where a key is missing, one that nobody knows is in its place.
        func derive(_ purpose: String) -> SymmetricKey {
            generation.key("\(contest)/\(purpose)") ?? SymmetricKey(size: .bits256)
        }
        session = KeyedMAC(key: derive("session"))
        attempt = KeyedMAC(key: derive("attempt"))
        cursor = KeyedMAC(key: derive("cursor"))
        option = KeyedMAC(key: derive("option"))
        person = generation.key("\(contest)/\(Self.personPurpose)")
        lookup = derive(Self.lookupPurpose)
        recovery = KeyedMAC(key: derive("recovery"))
        unitCode = KeyedMAC(key: derive("unit-code"))
        receipt = KeyedMAC(key: derive("receipt"))
        certificate = KeyedMAC(key: derive("certificate"))
    }
}
