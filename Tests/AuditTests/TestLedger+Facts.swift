import Crypto

/// The facts as the tests spell them.
extension TestFact {
    static func registration(
        _ participant: Int64,
        at: Int64,
        region: Int64,
        unit: Int64
    ) -> TestFact {
        TestFact(
            "p\(participant)",
            "registration",
            kind: 4,
            at: at,
            [
                "participant": .u32(participant), "pseudonym": .i64(-16 + participant),
                "idempotency_key": .blob([UInt8](repeating: UInt8(participant + 1), count: 16)),
                "region": .i32(region), "unit": .i32(unit), "consent_version": .i32(1),
                "by_guardian": .u8(0),
            ]
        )
    }

    static func attempt(
        _ label: String,
        of participant: Int64,
        at: Int64,
        track: Int64 = 0,
        day: Int64,
        ordinal: Int64 = 1,
        total: Int64,
        limit: Int64? = 150_000,
        paper: [UInt16]
    ) -> TestFact {
        let blob = paper.flatMap { question -> [UInt8] in
            let order: UInt32 = 0o76543210
            return [UInt8(question & 255), UInt8(question >> 8)]
                + [0, 8, 16].map { UInt8(truncatingIfNeeded: order >> UInt32($0)) }
        }
        return TestFact(
            label,
            "attempt",
            kind: 7,
            at: at,
            [
                "participant": .u32(participant), "track": .u8(track), "day": .i32(day),
                "ordinal": .u16(ordinal), "total_ordinal": .i32(total),
                "deadline_ms": .instant(limit.map { at + $0 }), "rules_version": .i32(1),
                "bank_version": .i32(1), "algorithm": .u8(1), "seed": .i64(-99),
                "paper": .blob(blob),
            ]
        )
    }

    static func response(
        _ label: String,
        to attempt: String,
        at: Int64,
        position: Int64,
        revision: Int64 = 1,
        chosen: Int64,
        shown: Int64
    ) -> TestFact {
        TestFact(
            label,
            "response",
            kind: 8,
            at: at,
            [
                "attempt": .attempt(attempt), "position": .u8(position),
                "revision": .u16(revision), "chosen": .u8(chosen), "shown_ms": .i64(shown),
            ]
        )
    }

    /// - Parameter grade: drawn, answered, right, points, lots, counts.
    static func submission(
        of attempt: String,
        at: Int64,
        ended: Int64? = nil,
        elapsed: Int64,
        ending: Int64 = 1,
        region: Int64,
        unit: Int64,
        grade: [Int64]
    ) -> TestFact {
        TestFact(
            attempt + ".s",
            "submission",
            kind: 9,
            at: at,
            [
                "attempt": .attempt(attempt), "ended_ms": .i64(ended ?? at),
                "elapsed_ms": .i64(elapsed), "ending": .u8(ending), "region": .i32(region),
                "unit": .i32(unit), "drawn": .u8(grade[0]), "answered": .u8(grade[1]),
                "right": .u8(grade[2]), "points": .i32(grade[3]), "lots": .u16(grade[4]),
                "counts": .u8(grade[5]), "key_revision": .i32(0),
            ]
        )
    }

    static func amendment(
        _ kind: String,
        at: Int64,
        label: String? = nil,
        details: String = "{}"
    ) -> TestFact {
        TestFact(
            label ?? kind,
            "amendment",
            kind: 11,
            at: at,
            [
                "kind": .text(kind), "actor": .text("组织者"), "approver": .text(""),
                "reason_code": .text("outage"), "reason": .text("停电"),
                "details": .blob(Array(details.utf8)),
            ]
        )
    }

    static func contest(_ content: String, version: Int64 = 1, at: Int64) -> TestFact {
        TestFact(
            version == 1 ? "rules" : "rules\(version)",
            "contest_version",
            kind: 1,
            at: at,
            [
                "version": .i32(version), "content": .blob(Array(content.utf8)),
                "actor": .text("组织者"), "reason": .text(""),
            ]
        )
    }

    static func bank(_ content: String, version: Int64 = 1, at: Int64) -> TestFact {
        TestFact(
            version == 1 ? "bank" : "bank\(version)",
            "bank_version",
            kind: 2,
            at: at,
            [
                "version": .i32(version),
                "digest": .text(hexadecimal(SHA256.hash(data: Array(content.utf8)))),
                "content": .blob(Array(content.utf8)),
            ]
        )
    }

    static func tree(_ kind: String, _ content: String, at: Int64) -> TestFact {
        TestFact(
            kind,
            "tree_version",
            kind: 3,
            at: at,
            [
                "version": .i32(1), "kind": .text(kind), "content": .blob(Array(content.utf8)),
            ]
        )
    }

    static func grant(to participant: Int64, day: Int64, at: Int64) -> TestFact {
        TestFact(
            "grant",
            "grant_",
            kind: 6,
            at: at,
            [
                "participant": .u32(participant), "track": .u8(0), "day": .i32(day),
                "source": .text("share"),
                "idempotency_key": .blob([UInt8](repeating: 77, count: 16)),
            ]
        )
    }
}
