import Crypto
import FoundationEssentials

/// The keys of one contest that one master secret gives.
///
/// A class, since every request hands them on and they are many.
final class GenerationKeys: Sendable {
    let number: UInt8
    let isRevoked: Bool
    let session: KeyedMAC
    let attempt: KeyedMAC
    let cursor: KeyedMAC
    let option: KeyedMAC
    let person: SymmetricKey
    let lookup: SymmetricKey
    let recovery: KeyedMAC
    let unitCode: KeyedMAC
    let receipt: KeyedMAC
    let certificate: KeyedMAC

    init(_ generation: MasterKeys.Generation, contest: String) {
        number = generation.number
        isRevoked = generation.isRevoked
        let root = SymmetricKey(data: generation.secret)
        func derive(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: root,
                info: Data("safetyquiz/1/\(contest)/\(purpose)".utf8),
                outputByteCount: 32
            )
        }
        session = KeyedMAC(key: derive("session"))
        attempt = KeyedMAC(key: derive("attempt"))
        cursor = KeyedMAC(key: derive("cursor"))
        option = KeyedMAC(key: derive("option"))
        person = derive("person")
        lookup = derive("lookup")
        recovery = KeyedMAC(key: derive("recovery"))
        unitCode = KeyedMAC(key: derive("unit-code"))
        receipt = KeyedMAC(key: derive("receipt"))
        certificate = KeyedMAC(key: derive("certificate"))
    }
}
