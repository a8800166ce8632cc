import Crypto
import FoundationEssentials

// How keys come from a generation's secret, and what stays of it when the secret goes.
//
// A key is HKDF-SHA256 (RFC 5869) over the secret, with `safetyquiz/1/` and its purpose as info. The
// function runs one way only: who has a derived key has neither the secret nor any other key. So once
// no name is sealed with a generation any more, its secret is removed and the keys that people's codes
// and the ledgers' digests still need are kept in its place, one by one. The key of names is not among
// them: what an old copy of a ledger holds of names can then be opened by nothing that is here.

extension MasterKeys.Generation {
    /// The key of a purpose, 32 bytes; nil where the secret was removed and the key was not kept.
    func key(_ purpose: String) -> SymmetricKey? {
        if isRemoved { return kept[purpose].map { SymmetricKey(data: $0) } }
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Data("safetyquiz/1/\(purpose)".utf8),
            outputByteCount: 32
        )
    }

    /// The generation without its secret.
    ///
    /// - Parameter contests: The contests whose ledgers have been sealed with a later generation; any
    ///   other contest's ledger is worth nothing with these keys.
    func removed(keeping contests: [String]) -> MasterKeys.Generation {
        guard !isRemoved else { return self }
        let purposes =
            ServerSecrets.purposes
            + contests.flatMap { contest in
                GenerationKeys.keptPurposes.map { "\(contest)/\($0)" }
            }
        var kept: [String: [UInt8]] = [:]
        for purpose in purposes { kept[purpose] = key(purpose)?.withUnsafeBytes(Array.init) }
        return MasterKeys.Generation(number: number, kept: kept, isRevoked: isRevoked)
    }

    /// A removed generation with one more of its keys.
    public func keeping(_ key: [UInt8], for purpose: String) -> MasterKeys.Generation {
        var kept = kept
        kept[purpose] = key
        return MasterKeys.Generation(number: number, kept: kept, isRevoked: isRevoked)
    }

    /// The generation, believed no longer where that is wanted.
    func revoked(if isWanted: Bool) -> MasterKeys.Generation {
        let isRevoked = isRevoked || isWanted
        return isRemoved
            ? MasterKeys.Generation(number: number, kept: kept, isRevoked: isRevoked)
            : MasterKeys.Generation(number: number, secret: secret, isRevoked: isRevoked)
    }
}

extension MasterKeys {
    /// The keys that would be left if all earlier generations were lost with everything they gave: for
    /// seeing whether the present one suffices.
    public var onlyPresent: MasterKeys {
        let lost = generations.dropLast().map {
            Generation(number: $0.number, kept: [:], isRevoked: true)
        }
        return MasterKeys(lost + [present]) ?? self
    }

    /// The keys without the secrets of all generations but the present one.
    ///
    /// - Parameter contests: Every contest of the folder; each one's names must be sealed with the
    ///   present generation, for nothing else will open them.
    public func withoutEarlierSecrets(keeping contests: [String]) -> MasterKeys {
        let earlier = generations.dropLast().map { $0.removed(keeping: contests) }
        return MasterKeys(earlier + [present]) ?? self
    }
}
