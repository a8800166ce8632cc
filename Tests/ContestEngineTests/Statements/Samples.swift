import ContestEngine
import ContestModel

/// Statements of June 2026.
enum Sample {
    static let signer = StatementSigner(master: [UInt8](repeating: 7, count: 32))
    static let other = StatementSigner(master: [UInt8](repeating: 8, count: 32))
    /// 2026-06-05T02:00:00.123Z: day 20,609 of the epoch.
    static let at = LedgerInstant(millisecondsSinceEpoch: 20_609 * 86_400_000 + 7_200_123)

    static let head = SignedStatement.Content.head(
        ChainHeadStatement(
            contest: "national-2023",
            head: LedgerHead(sequence: 1_234, chain: (0..<32).map { UInt8($0) }, at: at),
            at: at
        )
    )

    static let claim = CertificateClaim(
        contest: "national-2023",
        subject: .person(Pseudonym(bits: 0x0123_4567_89AB_CDEF)),
        sequence: 1_234,
        rank: 3,
        value: 9_850
    )

    static let certificate = CertificateStatement(
        claim: claim,
        kind: "sum",
        isPreliminary: false,
        name: "王小明",
        at: at
    )

    static let contents = [head, .certificate(certificate)]

    /// Texts that differ from one in a character: some other ones at every place, and one taken out,
    /// doubled, or swapped with the next.
    static func mutations(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var mutations: [[UInt8]] = [Array(bytes.dropLast(bytes.count / 2)), []]
        for place in bytes.indices {
            for other in "09AaZzfg-_.= ".utf8 where other != bytes[place] {
                var changed = bytes
                changed[place] = other
                mutations.append(changed)
            }
            var changed = bytes
            changed.remove(at: place)
            mutations.append(changed)
            changed = bytes
            changed.insert(bytes[place], at: place)
            mutations.append(changed)
            if place + 1 < bytes.count, bytes[place] != bytes[place + 1] {
                changed = bytes
                changed.swapAt(place, place + 1)
                mutations.append(changed)
            }
        }
        return mutations.map { String(decoding: $0, as: UTF8.self) }
    }
}
