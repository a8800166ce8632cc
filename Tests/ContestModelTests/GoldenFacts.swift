import ContestModel
import Testing

// The expected bytes were written by a Python script that knows only the prose and the order of
// fields in `Fact+CanonicalBytes.swift`, and nothing of this code: `struct.pack` with the formats
// in the comments below (little-endian, no padding), a head of `<Bqq` for kind, sequence and
// instant, and `<I` with the byte count before every text and blob.

/// A fact with the bytes that a ledger's chain must be hashed over.
struct GoldenFact: CustomTestStringConvertible {
    var name: String
    var sequence: LedgerSequence
    var at: LedgerInstant
    var body: FactBody
    var hex: String

    var testDescription: String { name }

    /// Versions, people and grants; attempts and what organisers do are in the other file.
    static let entries: [GoldenFact] = [
        // <i version, content, actor, reason
        GoldenFact(
            name: "contestVersion",
            sequence: 1,
            at: SampleInstant.at,
            body: .contestVersion(
                ContestVersionFact(
                    version: 1,
                    content: Array(#"{"a":1}"#.utf8),
                    actor: "组织者",
                    reason: ""
                )
            ),
            hex: """
                0101000000000000007b9889728801000001000000070000007b2261223a317d09000000e7bb84e7
                bb87e8808500000000
                """
        ),
        // <i version, digest, content
        GoldenFact(
            name: "bankVersion",
            sequence: 2,
            at: SampleInstant.at,
            body: .bankVersion(
                BankVersionFact(
                    version: -2,
                    digest: String(repeating: "0a", count: 32),
                    content: [0x00, 0xff]
                )
            ),
            hex: """
                0202000000000000007b98897288010000feffffff40000000306130613061306130613061306130
                61306130613061306130613061306130613061306130613061306130613061306130613061306130
                6130613061306130610200000000ff
                """
        ),
        // <i version, kind, content
        GoldenFact(
            name: "treeVersion region",
            sequence: 3,
            at: SampleInstant.at,
            body: .treeVersion(
                TreeVersionFact(version: 7, kind: .region, content: Array("{}".utf8))
            ),
            hex: """
                0303000000000000007b988972880100000700000006000000726567696f6e020000007b7d
                """
        ),
        GoldenFact(
            name: "treeVersion unit",
            sequence: 4,
            at: SampleInstant.at,
            body: .treeVersion(TreeVersionFact(version: 8, kind: .unit, content: [])),
            hex: """
                0304000000000000007b988972880100000800000004000000756e697400000000
                """
        ),
        // <IQ participant, pseudonym; key; <iiiB region, unit, consent, guardian
        GoldenFact(
            name: "registration",
            sequence: 258,
            at: SampleInstant.at,
            body: .registration(
                RegistrationFact(
                    participant: ParticipantIndex(rawValue: 0x0102_0304),
                    pseudonym: Pseudonym(bits: 0x1122_3344_5566_7788),
                    key: IdempotencyKey(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff),
                    region: NodeID(rawValue: 140_522),
                    unit: NodeID(rawValue: -1),
                    consentVersion: 3,
                    byGuardian: true
                )
            ),
            hex: """
                0402010000000000007b988972880100000403020188776655443322111000000000112233445566
                778899aabbccddeeffea240200ffffffff0300000001
                """
        ),
        GoldenFact(
            name: "registration, plain",
            sequence: .max,
            at: .epoch,
            body: .registration(
                RegistrationFact(
                    participant: ParticipantIndex(rawValue: .max),
                    pseudonym: Pseudonym(bits: .max),
                    key: IdempotencyKey(high: 0, low: 0),
                    region: .none,
                    unit: .none,
                    consentVersion: 0,
                    byGuardian: false
                )
            ),
            hex: """
                04ffffffffffffff7f0000000000000000ffffffffffffffffffffffff1000000000000000000000
                00000000000000000000000000000000000000000000
                """
        ),
        // <II from, into
        GoldenFact(
            name: "link",
            sequence: 6,
            at: LedgerInstant(millisecondsSinceEpoch: -1),
            body: .link(
                LinkFact(
                    from: ParticipantIndex(rawValue: 5),
                    into: ParticipantIndex(rawValue: 4_294_967_294)
                )
            ),
            hex: """
                050600000000000000ffffffffffffffff05000000feffffff
                """
        ),
        // <IBi participant, track, day; source, key
        GoldenFact(
            name: "grant invite",
            sequence: 7,
            at: SampleInstant.at,
            body: .grant(
                GrantFact(
                    participant: ParticipantIndex(rawValue: 9),
                    track: 1,
                    day: ContestDay(number: 19_509),
                    source: .invite,
                    key: IdempotencyKey(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10)
                )
            ),
            hex: """
                0607000000000000007b988972880100000900000001354c000006000000696e7669746510000000
                0102030405060708090a0b0c0d0e0f10
                """
        ),
        GoldenFact(
            name: "grant share",
            sequence: 8,
            at: SampleInstant.at,
            body: .grant(
                GrantFact(
                    participant: ParticipantIndex(rawValue: 9),
                    track: 255,
                    day: ContestDay(number: -1),
                    source: .share,
                    key: IdempotencyKey(high: 0x100f_0e0d_0c0b_0a09, low: 0x0807_0605_0403_0201)
                )
            ),
            hex: """
                0608000000000000007b9889728801000009000000ffffffffff0500000073686172651000000010
                0f0e0d0c0b0a090807060504030201
                """
        ),
        GoldenFact(
            name: "grant organiser",
            sequence: 9,
            at: SampleInstant.at,
            body: .grant(
                GrantFact(
                    participant: ParticipantIndex(rawValue: 0),
                    track: 0,
                    day: ContestDay(number: 0),
                    source: .organiser,
                    key: IdempotencyKey(high: 0, low: 0)
                )
            ),
            hex: """
                0609000000000000007b98897288010000000000000000000000090000006f7267616e6973657210
                00000000000000000000000000000000000000
                """
        ),
    ]
}

/// 2023-06-01 00:00:00.123 +08:00.
enum SampleInstant {
    static let at = LedgerInstant(millisecondsSinceEpoch: 1_685_548_800_123)
}
